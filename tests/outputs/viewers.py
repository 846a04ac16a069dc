"""As whom the outputs are asked for."""

from enum import StrEnum

from portal.core.roles import Role


class Viewer(StrEnum):
    """Somebody who asks: signed out, signed in without a role, the owner of the profile, or in a role."""

    VISITOR = "visitor"
    COLLEAGUE = "colleague"
    OWNER = "owner"
    OTHER_TECHNICIAN = "other technician"
    EDITOR = "communications editor"
    WRITER = "story writer"
    STEWARD = "profile steward"
    PLAN_OWNER = "plan owner"
    AWARD_ORGANISER = "award organiser"
    EVENT_ORGANISER = "event organiser"
    SITE_MANAGER = "site manager"
    SUPERUSER = "superuser"


SIGNED_IN = frozenset(Viewer) - {Viewer.VISITOR}
TECHNICIANS = frozenset({Viewer.OWNER, Viewer.OTHER_TECHNICIAN})
# Those who may enter the Wagtail admin: the others have no work there yet
ADMINS = frozenset(
    {
        Viewer.EDITOR, Viewer.WRITER, Viewer.STEWARD, Viewer.PLAN_OWNER, Viewer.AWARD_ORGANISER, Viewer.EVENT_ORGANISER,
        Viewer.SITE_MANAGER, Viewer.SUPERUSER,
    }
)  # fmt: skip
# Those who keep the shared words
EDITORS = frozenset({Viewer.EDITOR, Viewer.STEWARD, Viewer.SITE_MANAGER, Viewer.SUPERUSER})
# Those who keep action plans
PLAN_KEEPERS = frozenset({Viewer.PLAN_OWNER, Viewer.SITE_MANAGER, Viewer.SUPERUSER})
# Those who ask technicians for copies of their photos
PHOTO_EDITORS = frozenset({Viewer.EDITOR, Viewer.SITE_MANAGER, Viewer.SUPERUSER})
# Those who write down whom stories are about, and those who may note that somebody agreed elsewhere
STORY_KEEPERS = frozenset({Viewer.EDITOR, Viewer.WRITER, Viewer.SITE_MANAGER, Viewer.SUPERUSER})
STORY_RECORDERS = frozenset({Viewer.EDITOR, Viewer.SITE_MANAGER, Viewer.SUPERUSER})
# Those who keep the dates of events and who comes, and those who read what people need in food and access
EVENT_KEEPERS = frozenset({Viewer.EVENT_ORGANISER, Viewer.EDITOR, Viewer.SITE_MANAGER, Viewer.SUPERUSER})
ANSWER_READERS = frozenset({Viewer.EVENT_ORGANISER, Viewer.SUPERUSER})
# Those who keep rounds, nominations, panels and honours of awards
AWARD_KEEPERS = frozenset({Viewer.AWARD_ORGANISER, Viewer.SUPERUSER})

ROLE_OF = {
    Viewer.OWNER: Role.TECHNICIAN,
    Viewer.OTHER_TECHNICIAN: Role.TECHNICIAN,
    Viewer.EDITOR: Role.COMMUNICATIONS_EDITOR,
    Viewer.WRITER: Role.STORY_WRITER,
    Viewer.STEWARD: Role.PROFILE_STEWARD,
    Viewer.PLAN_OWNER: Role.PLAN_OWNER,
    Viewer.AWARD_ORGANISER: Role.AWARD_ORGANISER,
    Viewer.EVENT_ORGANISER: Role.EVENT_ORGANISER,
    Viewer.SITE_MANAGER: Role.SITE_MANAGER,
}
