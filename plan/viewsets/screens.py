"""What the screens of those have in common who keep plans."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from plan.models import Action, Plan
from plan.permissions import may_keep_plans
from portal.core.screens import ForThose

Crumb = tuple[str, str]  # address and label


class PlanScreen(ForThose, WagtailAdminTemplateMixin, TemplateView):
    """A screen about plans: open to those who keep them, with the way back to the list."""

    may = may_keep_plans
    header_icon = "tasks"
    _show_breadcrumbs = True
    http_method_names = ["get", "head", "post"]

    def way(self) -> list[Crumb]:
        """Return what lies between the list of plans and this screen."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list of plans, and to what lies between."""
        before = [(reverse("plans:index"), "Action plans"), *self.way()]
        steps = [{"url": url, "label": label} for url, label in before]
        here = {"url": "", "label": self.get_page_title()}
        return [*WagtailAdminTemplateMixin.breadcrumbs_items, *steps, here]


class OnePlan(PlanScreen):
    """A screen about one plan, which is read once the role was checked."""

    _plan: Plan | None = None

    @property
    def plan(self) -> Plan:
        """Return the plan, loaded once."""
        if self._plan is None:
            self._plan = get_object_or_404(Plan, pk=self.kwargs["pk"])
        return self._plan

    def way(self) -> list[Crumb]:
        """Lead back to the plan."""
        return [(reverse("plans:plan", args=[self.plan.pk]), self.plan.title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the templates the plan."""
        return super().get_context_data(plan=self.plan, **kwargs)


class OneAction(PlanScreen):
    """A screen about one action, which is read once the role was checked."""

    _action: Action | None = None

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
