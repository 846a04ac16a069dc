"""What a steering group should look at in a plan: on a screen that can be printed, and as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.admin.widgets.button import HeaderButton

from plan.overview import overseen
from plan.steering import COLUMNS, Matter, as_rows, matters
from plan.viewsets.screens import OnePlan
from portal.core.spreadsheets import csv_file


class SteeringView(OnePlan):
    """The matters of a plan; with `?export=csv` as a file."""

    template_name = "plan/admin/steering.html"
    page_title = "For the steering group"
    http_method_names = ["get", "head"]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Offer the file."""
        return [HeaderButton("Download as CSV", url="?export=csv", icon_name="download")]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them, or give the file."""
        today = timezone.localdate()
        found = matters(overseen(self.plan, today))
        if request.GET.get("export") == "csv":
            return csv_file(f"{self.plan.slug}-steering-{today}", COLUMNS, as_rows(found))
        return self._page(found)

    def _page(self, found: list[Matter]) -> HttpResponse:
        context = self.get_context_data(
            matters=[matter for matter in found if matter.points],
            settled=[matter.title for matter in found if not matter.points],
            today=timezone.localdate(),
        )
        return self.render_to_response(context)
