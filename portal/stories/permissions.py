"""Who may do what with stories. What roles may do with pages stands in `front.permissions`."""

from collections.abc import Mapping
from typing import Any

from portal.core.roles import Role

DECIDE_ON_SUGGESTIONS = "stories.change_storysuggestion"
KEEP_PEOPLE = "stories.change_subject"
RECORD = "stories.record_agreement"

GRANTS: Mapping[Role, tuple[str, ...]] = {
    Role.COMMUNICATIONS_EDITOR: (DECIDE_ON_SUGGESTIONS, KEEP_PEOPLE, RECORD),
    Role.STORY_WRITER: (DECIDE_ON_SUGGESTIONS, KEEP_PEOPLE),
    Role.SITE_MANAGER: (DECIDE_ON_SUGGESTIONS, KEEP_PEOPLE, RECORD),
}


def may_decide_on_suggestions(user: Any) -> bool:
    """Say whether somebody may take up suggested stories, and put them aside."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(DECIDE_ON_SUGGESTIONS))


def may_take_pack(user: Any, story: Any) -> bool:
    """Say whether somebody may download what a published story may be printed with: those who may edit it."""
    return bool(user.is_authenticated and user.is_active and story.permissions_for_user(user).can_edit())


def may_keep_people(user: Any) -> bool:
    """Say whether somebody may write down whom stories are about, and ask them."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(KEEP_PEOPLE))


def may_keep_people_of(user: Any, story: Any) -> bool:
    """Say whether somebody may do so with this story: whoever may edit it."""
    return may_keep_people(user) and bool(story.permissions_for_user(user).can_edit())


def may_record_agreement(user: Any) -> bool:
    """Say whether somebody may note that a person agreed elsewhere: not those who only write and submit."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(RECORD))


def after_roles() -> None:
    """Let what writers hand in be approved by editors, where a site has set up nothing else."""
    from .services.workflow import set_up_workflow  # noqa: PLC0415 (needs models; this is read before they are there)

    set_up_workflow()
