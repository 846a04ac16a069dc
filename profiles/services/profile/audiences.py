"""Who sees what; going live, hiding everything, showing it again."""

from typing import Any

from django.db import transaction

from profiles.enums import Audience, ProfileState, Section
from profiles.models import Technician
from profiles.visibility import section_audiences

from .consents import record_whole
from .keeping import ProfileChangedError, audiences_seen, keep, lock_own, write_audiences

AGREEMENT = (
    "I agree that my profile goes live: each section is shown to whom I chose for it, until I change that or hide it."
)


@transaction.atomic
def save_audiences(technician_pk: int, user: Any, seen: str, chosen: dict[Section, Audience]) -> Technician:
    """Set who sees which section, all at once.

    Raises ProfileGoneError, and ProfileChangedError where somebody's other tab changed it since it was read.
    """
    technician = lock_own(technician_pk, user)
    if seen != audiences_seen(technician):
        raise ProfileChangedError
    write_audiences(technician, user, chosen)
    keep(technician)
    return technician


@transaction.atomic
def go_live(technician_pk: int, user: Any, chosen: dict[Section, Audience]) -> Technician:
    """Switch a draft or hidden profile on, with these audiences besides those already set, and record the agreement.

    The caller has asked for agreement in the words of `AGREEMENT`. A profile that is live stays so.
    """
    technician = lock_own(technician_pk, user)
    was_live = technician.state == ProfileState.LIVE
    write_audiences(technician, user, chosen)
    if not was_live:
        technician.state = ProfileState.LIVE
        record_whole(user, section_audiences(technician), True, AGREEMENT)
    keep(technician)
    return technician


@transaction.atomic
def hide(technician_pk: int, user: Any) -> Technician:
    """Take a live profile off every page, at once; what each section's audience was is kept for later."""
    technician = lock_own(technician_pk, user)
    if technician.state == ProfileState.LIVE:
        technician.state = ProfileState.HIDDEN
        record_whole(user, section_audiences(technician), False, "Everything hidden.")
        keep(technician)
    return technician


@transaction.atomic
def show_again(technician_pk: int, user: Any) -> Technician:
    """Show a hidden profile as it was shown before."""
    technician = lock_own(technician_pk, user)
    if technician.state == ProfileState.HIDDEN:
        technician.state = ProfileState.LIVE
        record_whole(user, section_audiences(technician), True, "Shown again as before.")
        keep(technician)
    return technician
