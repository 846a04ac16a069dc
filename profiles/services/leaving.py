"""What becomes of the words of people who have left: kept for a time in case they come back, then forgotten."""

from copy import copy
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from profiles.enums import CLAIMED_STATES, ProfileState, ReuseState
from profiles.models import Technician
from profiles.services.index import reindex_on_commit
from profiles.services.photo_copies import end_uses
from profiles.services.photos import remove_photo
from profiles.services.suggestions import forget_suggester

log = structlog.get_logger(__name__)

# Everything the technician wrote, and what it becomes
_BLANK: dict[str, object] = {
    "preferred_name": "",
    "pronouns": "",
    "headline": "",
    "about": "",
    "ask_me_about": [],
    "working_pattern": "",
    "phone": "",
    "orcid": "",
    "typed_fields": [],
    "prompts_put_away": [],
}


@transaction.atomic
def forget_words(technician: Technician) -> int:
    """Erase what a technician wrote, chose and agreed to show; return how many rows and fields went.

    The row of the staff list stays, since imports are matched by it; it is shown to stewards alone.
    """
    technician = Technician.objects.select_for_update().get(pk=technician.pk)
    written = [name for name, blank in _BLANK.items() if getattr(technician, name) != blank]
    for name in written:
        setattr(technician, name, copy(_BLANK[name]))
    if written:
        technician.version += 1
        technician.save()
    gone = len(written) + int(remove_photo(technician))
    end_uses([technician.pk], ReuseState.LEFT)
    for rows in (
        technician.skill_rows,
        technician.equipment_rows,
        technician.offers,
        technician.registrations,
        technician.contributions,
        technician.committee_seats,
        technician.achievements,
        technician.cpd_rows,
        technician.drafts,
        technician.problem_reports,
        technician.photo_reuses,
        technician.audiences,
        technician.old_slugs,
        technician.invitations,
    ):
        gone += rows.all().delete()[0]
    gone += forget_suggester(technician)
    reindex_on_commit([technician.pk])
    return gone


@transaction.atomic
def release_profile(technician: Technician) -> None:
    """Give a profile back to the staff list when its owner's account goes: nobody is left who could withdraw it.

    What they wrote and agreed to show is erased; the person may be invited and claim anew.
    """
    forget_words(technician)
    technician.refresh_from_db()
    technician.user = None
    technician.claimed_at = None
    if technician.state in CLAIMED_STATES:
        technician.state = ProfileState.INVITED
    technician.save()
    reindex_on_commit([technician.pk])


def forget_those_who_left() -> str:
    """Erase the words of everybody who left longer ago than an import can be undone; return a line for the log."""
    before = timezone.now() - timedelta(days=settings.ROSTER_UNDO_DAYS)
    people = Technician.objects.filter(state=ProfileState.LEFT, left_at__lt=before)
    erased = sum(1 for person in people.iterator() if forget_words(person))
    log.info("left_profiles_forgotten", people=erased)
    return f"{erased} profiles forgotten"
