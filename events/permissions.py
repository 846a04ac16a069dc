"""Who may do what with events. What roles may do with pages anywhere stands in `front.permissions`."""

from collections.abc import Mapping
from typing import Any

from portal.core.roles import Role

ORGANISE = "events.change_occurrence"
READ_PRIVATE_ANSWERS = "events.view_answer"

GRANTS: Mapping[Role, tuple[str, ...]] = {
    # What people say of their food, access and health is read by organisers alone
    Role.EVENT_ORGANISER: (ORGANISE, READ_PRIVATE_ANSWERS),
    Role.COMMUNICATIONS_EDITOR: (ORGANISE,),
    Role.SITE_MANAGER: (ORGANISE,),
}

# On the lists of events and of training, and so on what is beneath them
PAGE_GRANTS_UNDER: Mapping[Role, Mapping[str, tuple[str, ...]]] = {
    Role.EVENT_ORGANISER: {"events.EventIndexPage": ("add", "change", "publish")},
}


def may_organise(user: Any) -> bool:
    """Say whether somebody may keep dates, bookings, questions and speakers of events."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(ORGANISE))


def may_read_private_answers(user: Any) -> bool:
    """Say whether somebody may read what was answered about food, access and health."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(READ_PRIVATE_ANSWERS))
