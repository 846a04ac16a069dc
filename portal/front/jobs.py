"""What the roof does by itself, and when."""

from datetime import timedelta

from portal.core.registries import Job, jobs
from portal.front.services.page_texts import keep_all_texts
from portal.front.services.reads import forget_old_reads


def register_jobs() -> None:
    """Offer the recurring work of the roof."""
    jobs.register(
        Job("forget_old_reads", "Forget counts of pages after three years", timedelta(days=1), forget_old_reads)
    )
    jobs.register(
        Job("keep_page_texts", "Bring what the search knows of pages up to date", timedelta(days=1), keep_all_texts)
    )
