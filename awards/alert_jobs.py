"""What 'tell me when it opens' does by itself, and when."""

from datetime import timedelta

from django.utils import timezone

from portal.core.registries import Job, jobs

from .services.alerts import forget_unconfirmed_alerts, tell_of_openings


def forget_alerts() -> str:
    """Delete addresses that nobody confirmed; return a line for the log."""
    return f"{forget_unconfirmed_alerts(timezone.now())} not confirmed in time"


def register_alert_jobs() -> None:
    """Offer the recurring work."""
    often, hourly = timedelta(minutes=15), timedelta(hours=1)
    jobs.register(Job("tell_of_openings", "Tell those who asked that an award is open", often, tell_of_openings))
    jobs.register(Job("forget_alerts", "Forget addresses that nobody confirmed, of awards", hourly, forget_alerts))
