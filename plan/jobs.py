"""What plans do by themselves, and when."""

from datetime import timedelta

from plan.services.readings import take_readings
from portal.core.registries import Job, jobs


def register_jobs() -> None:
    """Offer the recurring work of plans."""
    jobs.register(Job("take_readings", "Take the readings of the plan's targets", timedelta(days=1), take_readings))
