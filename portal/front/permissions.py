"""What the roles may do with pages. `PAGE_GRANTS` are given on the root page, and so hold for the whole tree."""

from collections.abc import Mapping
from typing import Any

from portal.core.roles import Role

SEE_READS = "front.view_pagereads"
_PROMOTED = ("front.add_promotedresult", "front.change_promotedresult", "front.delete_promotedresult")
_ANNOUNCEMENT = "front.change_announcement"

GRANTS: Mapping[Role, tuple[str, ...]] = {
    Role.COMMUNICATIONS_EDITOR: (SEE_READS, *_PROMOTED, _ANNOUNCEMENT),
    Role.PLAN_OWNER: (SEE_READS,),
    Role.SITE_MANAGER: (SEE_READS, *_PROMOTED, _ANNOUNCEMENT, "front.change_navigation"),
}

PAGE_GRANTS: Mapping[Role, tuple[str, ...]] = {
    Role.COMMUNICATIONS_EDITOR: ("add", "change", "publish"),
    # What writers change stays a draft until somebody who may publish agrees to it
    Role.STORY_WRITER: ("add", "change"),
    Role.SITE_MANAGER: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
}


def may_see_reads(user: Any) -> bool:
    """Say whether somebody may see how often pages are read: those who write, and those who answer for the plan."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(SEE_READS))
