"""What judging does by itself, and when."""

from datetime import timedelta

from django.utils import timezone

from portal.core.registries import Job, jobs

from .services.judging.opening import open_due
from .services.judging.reminding import remind_due


def open_judging_of_closed() -> str:
    """Open the judging of rounds that have closed; return a line for the log."""
    return f"{open_due(timezone.now())} opened"


def remind_judges() -> str:
    """Remind judges who are not done before judging ends; return a line for the log."""
    return f"{remind_due(timezone.now())} reminded"


def register_judging_jobs() -> None:
    """Offer the recurring work of judging."""
    jobs.register(
        Job("open_judging", "Open the judging of rounds that closed", timedelta(minutes=5), open_judging_of_closed)
    )
    jobs.register(Job("remind_judges", "Remind judges before judging ends", timedelta(hours=1), remind_judges))
