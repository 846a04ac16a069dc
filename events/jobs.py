"""What events do by themselves, and when."""

from datetime import timedelta

from portal.core.registries import Job, jobs

from .services.forgetting import purge_private_answers


def register_jobs() -> None:
    """Offer the recurring work of events."""
    hourly = timedelta(hours=1)
    jobs.register(Job("purge_private_answers", "Delete private answers of past events", hourly, purge_private_answers))
