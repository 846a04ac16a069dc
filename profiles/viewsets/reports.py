"""Problems that readers reported, in the admin: the queue, and closing one with what was done."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from wagtail.admin.viewsets.base import ViewSet

from portal.core.screens import Screen, shown_to
from profiles.enums import ProblemState
from profiles.forms.reports import ClosingForm
from profiles.models import ProblemReport
from profiles.permissions import may_close_reports
from profiles.services.reports import ReportClosedError, close_report


class ProblemsView(Screen):
    """The queue: what is open, the oldest first; `?state=closed` shows what was done."""

    may = may_close_reports
    template_name = "profiles/admin/problems.html"
    page_title = "Problems reported"
    header_icon = "warning"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of reports."""
        closed = self.request.GET.get("state") == "closed"
        state, order = (ProblemState.CLOSED, "-closed_at") if closed else (ProblemState.OPEN, "reported_at")
        reports = ProblemReport.objects.filter(state=state).select_related("technician", "closed_by").order_by(order)
        page = self.page_of(reports)
        return super().get_context_data(reports=page, closed=closed, **kwargs)


class CloseView(Screen):
    """One report, and the line with which it is closed."""

    may = may_close_reports
    template_name = "profiles/admin/problem.html"
    page_title = "Problem reported"
    header_icon = "warning"
    home = ("problems:index", ProblemsView.page_title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the report and the form."""
        reports = ProblemReport.objects.select_related("technician", "closed_by")
        report = get_object_or_404(reports, pk=self.kwargs["pk"])
        return super().get_context_data(report=report, **{"form": ClosingForm(), **kwargs})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Close it."""
        form = ClosingForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            close_report(pk, request.user, form.cleaned_data["outcome"])
        except ReportClosedError:
            messages.warning(request, "Somebody else has closed it meanwhile.")
            return redirect("problems:index")
        messages.success(request, "Closed.")
        return redirect("problems:index")


class ProblemsViewSet(ViewSet):
    """The screens at /admin/problems/."""

    name = "problems"
    icon = "warning"
    menu_label = "Problems reported"
    menu_order = 215
    add_to_admin_menu = True
    menu_item_class = shown_to(may_close_reports)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        return [
            path("", ProblemsView.as_view(), name="index"),
            path("<int:pk>/", CloseView.as_view(), name="close"),
        ]
