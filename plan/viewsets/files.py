"""A plan as a file for those who keep it, notes included; brought in again it changes nothing."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from plan.exporting import plan_rows
from plan.importing.own_table import COLUMNS
from plan.viewsets.screens import OnePlan
from portal.core.spreadsheets import FILES


class PlanFileView(OnePlan):
    """The plan as CSV or as an Excel file."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the file."""
        make = FILES.get(kwargs["kind"])
        if make is None:
            raise Http404("A plan is had as CSV or as XLSX.")
        name = f"{self.plan.slug}-{timezone.localdate()}"
        return make(name, COLUMNS, plan_rows(self.plan, with_notes=True))
