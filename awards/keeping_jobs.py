"""What awards delete by themselves when its time is over."""

from datetime import timedelta

from portal.core.registries import Job, jobs

from .services.purging import purge_awards


def register_keeping_jobs() -> None:
    """Offer it to `run_jobs`."""
    label = "Delete nominations and judges’ notes whose time is over"
    jobs.register(Job("purge_awards", label, timedelta(days=1), purge_awards))
