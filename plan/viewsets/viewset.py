"""The addresses under /admin/plans/."""

from django.urls import URLPattern, path, reverse_lazy
from wagtail.admin.viewsets.base import ViewSet

from plan.permissions import may_keep_plans
from plan.viewsets.actions import (
    ActionHistoryView,
    ActionView,
    AddActionView,
    DeleteActionView,
    DoneView,
    EditActionView,
    PlanHistoryView,
    ReviewedView,
)
from plan.viewsets.files import PlanFileView
from plan.viewsets.overview import OrderView, PlanView
from plan.viewsets.plans import (
    AddEndorsementView,
    AddPlanView,
    EditPlanView,
    EndorsementView,
    PlansView,
    PublishView,
)
from plan.viewsets.steering import SteeringView
from plan.viewsets.targets import AddTargetView, EditMeasureView, MeasuresView, MeasureView, TargetView
from portal.core.screens import shown_to


class PlansViewSet(ViewSet):
    """The screens of those who keep plans."""

    name = "plans"
    icon = "tasks"
    menu_label = "Action plans"
    menu_name = "action-plans"
    menu_order = 230
    menu_item_class = shown_to(may_keep_plans)
    menu_url = reverse_lazy("plans:index")
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        return [
            path("", PlansView.as_view(), name="index"),
            path("new/", AddPlanView.as_view(), name="add"),
            path("<int:pk>/", PlanView.as_view(), name="plan"),
            path("<int:pk>/edit/", EditPlanView.as_view(), name="edit"),
            path("<int:pk>/publish/", PublishView.as_view(), name="publish"),
            path("<int:pk>/endorse/", AddEndorsementView.as_view(), name="endorse"),
            path("endorsements/<int:pk>/", EndorsementView.as_view(), name="endorsement"),
            path("<int:pk>/order/", OrderView.as_view(), name="order"),
            path("<int:pk>/history/", PlanHistoryView.as_view(), name="history"),
            path("<int:pk>/actions.<slug:kind>", PlanFileView.as_view(), name="file"),
            path("<int:pk>/actions/new/", AddActionView.as_view(), name="add_action"),
            path("actions/<int:pk>/", ActionView.as_view(), name="action"),
            path("actions/<int:pk>/edit/", EditActionView.as_view(), name="edit_action"),
            path("actions/<int:pk>/done/", DoneView.as_view(), name="done"),
            path("actions/<int:pk>/reviewed/", ReviewedView.as_view(), name="reviewed"),
            path("actions/<int:pk>/delete/", DeleteActionView.as_view(), name="delete_action"),
            path("actions/<int:pk>/targets/new/", AddTargetView.as_view(), name="add_target"),
            path("targets/<int:pk>/", TargetView.as_view(), name="target"),
            path("measures/", MeasuresView.as_view(), name="measures"),
            path("measures/new/", EditMeasureView.as_view(), name="add_measure"),
            path("measures/<int:pk>/", MeasureView.as_view(), name="measure"),
            path("measures/<int:pk>/edit/", EditMeasureView.as_view(), name="edit_measure"),
            path("<int:pk>/steering/", SteeringView.as_view(), name="steering"),
            path("actions/<int:pk>/history/", ActionHistoryView.as_view(), name="action_history"),
        ]
