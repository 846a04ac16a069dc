"""What nominating does by itself: it forgets guests who did not confirm their address."""

from datetime import timedelta

from django.utils import timezone

from portal.core.registries import Job, jobs

from .services.nominating import forget_unconfirmed


def forget_nominators() -> str:
    """Delete nominations that nobody confirmed; return a line for the log."""
    return f"{forget_unconfirmed(timezone.now())} not confirmed in time"


def register_nominating_jobs() -> None:
    """Offer the recurring work of nominating."""
    words = "Forget nominations that nobody confirmed"
    jobs.register(Job("forget_nominators", words, timedelta(hours=1), forget_nominators))
