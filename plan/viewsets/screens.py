"""What the screens of those have in common who keep plans."""

from functools import cached_property
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse

from plan.models import Action, Plan
from plan.permissions import may_keep_plans
from portal.core.screens import Crumb, Screen


class PlanScreen(Screen):
    """A screen about plans: open to those who keep them, with the way back to the list."""

    may = may_keep_plans
    home: ClassVar[Crumb | None] = ("plans:index", "Action plans")
    stylesheet = "plan/admin.css"
    header_icon = "tasks"


class OnePlan(PlanScreen):
    """A screen about one plan, which is read once the role was checked."""

    @cached_property
    def plan(self) -> Plan:
        """Return the plan, loaded once."""
        return get_object_or_404(Plan, pk=self.kwargs["pk"])

    def way(self) -> list[Crumb]:
        """Lead back to the plan."""
        return [(reverse("plans:plan", args=[self.plan.pk]), self.plan.title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the templates the plan."""
        return super().get_context_data(plan=self.plan, **kwargs)


class OneAction(PlanScreen):
    """A screen about one action, which is read once the role was checked."""

    _action: Action | None = None  # set back where the action is to be read anew

    @property
    def action(self) -> Action:
        """Return the action with all that it says, loaded once."""
        if self._action is None:
            found = Action.objects.with_facts().with_status().select_related("plan", "continues", "reviewed_by")
            self._action = get_object_or_404(found, pk=self.kwargs["pk"])
        return self._action

    def way(self) -> list[Crumb]:
        """Lead back to the plan and to the action."""
        action = self.action
        plan = (reverse("plans:plan", args=[action.plan_id]), action.plan.title)
        return [plan, (reverse("plans:action", args=[action.pk]), action.code)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the templates the action."""
        return super().get_context_data(action=self.action, plan=self.action.plan, **kwargs)
