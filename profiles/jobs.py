"""What profiles do by themselves, and when."""

from datetime import timedelta

from portal.core.registries import Job, jobs
from profiles.services.drafts import forget_old_drafts
from profiles.services.index import repair
from profiles.services.invitations import forget_old_links
from profiles.services.leaving import forget_those_who_left
from profiles.services.renewals import call_for_renewals
from profiles.services.reports import forget_old_reports
from profiles.services.reuse import end_what_ran_out, forget_old_uses
from profiles.services.rosters import forget_old_rosters
from profiles.services.search_server import catch_up, make_where_missing
from profiles.services.staleness import ask_whether_still_correct


def _forget_requests() -> str:
    drafts, reports, uses = forget_old_drafts(), forget_old_reports(), forget_old_uses()
    return f"{drafts} drafts, {reports} reports and {uses} requests for photos deleted"


def register_jobs() -> None:
    """Offer the recurring work of profiles."""
    jobs.register(
        Job("forget_those_who_left", "Forget the words of those who left", timedelta(days=1), forget_those_who_left)
    )
    jobs.register(Job("forget_old_links", "Delete old links to claim profiles", timedelta(days=7), forget_old_links))
    jobs.register(
        Job("make_search", "Make the search index where an upgrade left none", timedelta(minutes=1), make_where_missing)
    )
    jobs.register(Job("repair_search", "Compare the search index with the truth", timedelta(days=1), repair))
    jobs.register(Job("catch_up_search", "Write on the search server what it lacks", timedelta(minutes=5), catch_up))
    jobs.register(
        Job(
            "forget_old_requests",
            "Delete old drafts, reports and requests for photos",
            timedelta(days=7),
            _forget_requests,
        )
    )
    jobs.register(
        Job("end_photo_uses", "Delete copies of photos whose time is over", timedelta(days=1), end_what_ran_out)
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
