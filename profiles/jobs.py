"""What profiles do by themselves, and when."""

from datetime import timedelta

from portal.core.registries import Job, jobs
from profiles.services.drafts import forget_old_drafts
from profiles.services.index import repair
from profiles.services.invitations import forget_old_links
from profiles.services.leaving import forget_those_who_left
from profiles.services.renewals import call_for_renewals
from profiles.services.reports import forget_old_reports
from profiles.services.rosters import forget_old_rosters
from profiles.services.staleness import ask_whether_still_correct


def _forget_requests() -> str:
    return f"{forget_old_drafts()} drafts and {forget_old_reports()} reports deleted"


def register_jobs() -> None:
    """Offer the recurring work of profiles."""
    jobs.register(
        Job("forget_those_who_left", "Forget the words of those who left", timedelta(days=1), forget_those_who_left)
    )
    jobs.register(Job("forget_old_links", "Delete old links to claim profiles", timedelta(days=7), forget_old_links))
    jobs.register(Job("repair_search", "Compare the search index with the truth", timedelta(days=1), repair))
    jobs.register(
        Job("forget_old_requests", "Delete old drafts for others and old reports", timedelta(days=7), _forget_requests)
    )
    jobs.register(
        Job("ask_still_correct", "Ask whether profiles are still correct", timedelta(days=1), ask_whether_still_correct)
    )
    jobs.register(
        Job(
            "forget_old_rosters",
            "Delete the files and rows of old staff list imports",
            timedelta(days=1),
            forget_old_rosters,
        )
    )
    jobs.register(
        Job("call_for_renewals", "Say which registrations are to be renewed", timedelta(days=1), call_for_renewals)
    )
