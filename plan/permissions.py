"""Who may do what with plans."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from portal.core.roles import Role

if TYPE_CHECKING:
    from plan.models import Action

CHANGE_PLAN = "plan.change_plan"
IMPORT_PLAN = "plan.import_plan"

GRANTS: Mapping[Role, tuple[str, ...]] = {
    Role.PLAN_OWNER: (CHANGE_PLAN, IMPORT_PLAN),
    Role.SITE_MANAGER: (CHANGE_PLAN, IMPORT_PLAN),
}


def may_keep_plans(user: Any) -> bool:
    """Say whether somebody may change plans and their actions, and read them before they are published."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(CHANGE_PLAN))


def may_import_plans(user: Any) -> bool:
    """Say whether somebody may import plans and undo imports."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(IMPORT_PLAN))


def may_update(user: Any, action: "Action") -> bool:
    """Say whether somebody may say how an action is going: its leads, and those who keep the plan."""
    if may_keep_plans(user):
        return True
    return bool(user.is_authenticated and user.is_active and action.leads.filter(user=user).exists())
