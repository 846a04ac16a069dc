"""Who may do what with stories. What roles may do with pages stands in `front.permissions`."""

from collections.abc import Mapping
from typing import Any

from portal.core.roles import Role

DECIDE_ON_SUGGESTIONS = "stories.change_storysuggestion"

GRANTS: Mapping[Role, tuple[str, ...]] = {
    Role.COMMUNICATIONS_EDITOR: (DECIDE_ON_SUGGESTIONS,),
    Role.STORY_WRITER: (DECIDE_ON_SUGGESTIONS,),
    Role.SITE_MANAGER: (DECIDE_ON_SUGGESTIONS,),
}


def may_decide_on_suggestions(user: Any) -> bool:
    """Say whether somebody may take up suggested stories, and put them aside."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(DECIDE_ON_SUGGESTIONS))


def may_take_pack(user: Any, story: Any) -> bool:
    """Say whether somebody may download what a published story may be printed with: those who may edit it."""
    return bool(user.is_authenticated and user.is_active and story.permissions_for_user(user).can_edit())
