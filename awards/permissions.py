"""Who may do what with awards. What roles may do with pages anywhere stands in `front.permissions`.

A communications editor keeps pages, and reads no nomination: those say things about people, and are read by award
organisers, and by judges what is theirs to judge.
"""

from collections.abc import Mapping
from typing import Any

from portal.core.roles import Role

ORGANISE = "awards.change_round"

GRANTS: Mapping[Role, tuple[str, ...]] = {Role.AWARD_ORGANISER: (ORGANISE,)}

# On the list of awards, and so on what is beneath it
PAGE_GRANTS_UNDER: Mapping[Role, Mapping[str, tuple[str, ...]]] = {
    Role.AWARD_ORGANISER: {"awards.AwardIndexPage": ("add", "change", "publish")},
}


def may_organise_awards(user: Any) -> bool:
    """Say whether somebody may keep rounds, nominations, panels and honours."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(ORGANISE))
