"""What the roles may do with pages. `PAGE_GRANTS` are given on the root page, and so hold for the whole tree."""

from collections.abc import Mapping

from portal.core.roles import Role

GRANTS: Mapping[Role, tuple[str, ...]] = {}

PAGE_GRANTS: Mapping[Role, tuple[str, ...]] = {
    Role.COMMUNICATIONS_EDITOR: ("add", "change", "publish"),
    # What writers change stays a draft until somebody who may publish agrees to it
    Role.STORY_WRITER: ("add", "change"),
    Role.SITE_MANAGER: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
}
