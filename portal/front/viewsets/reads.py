"""What is read: the report for those who write, with a file to take along."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils import timezone
from django.views.generic import View
from wagtail.admin.viewsets.base import ViewSet

from portal.core.screens import ForThose, Screen, shown_to
from portal.core.spreadsheets import FILES
from portal.front.enums import PageKind
from portal.front.permissions import may_see_reads
from portal.front.reading import PERIODS, USUAL, Period, Report, report

HEADER = ("Page", "Address", "Kind", "Reads", "Reads in the time before")


def _asked(request: HttpRequest) -> tuple[Period, str]:
    """Return the period and the kind of page that the address asks for; anything else in it is passed over."""
    days, kind = request.GET.get("days", ""), request.GET.get("kind", "")
    chosen = int(days) if days in {str(each) for each in PERIODS} else USUAL
    return Period(chosen, timezone.localdate()), kind if kind in PageKind else ""


class ReadsView(Screen):
    """The report on the screen."""

    may = may_see_reads
    template_name = "front/admin/reads.html"
    page_title = "What is read"
    header_icon = "view"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the figures."""
        period, kind = _asked(self.request)
        query = f"?days={period.days}{f'&kind={kind}' if kind else ''}"
        return super().get_context_data(
            report=report(period, kind),
            periods=[(days, label, days == period.days) for days, label in PERIODS.items()],
            kinds=[(each.value, each.label, each == kind) for each in PageKind],
            files=[(name, reverse("reads:file", args=[name]) + query) for name in FILES],
            **kwargs,
        )


class ReadsFileView(ForThose, View):
    """All pages of the report as a file."""

    may = may_see_reads
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Return it."""
        if kind not in FILES:
            raise Http404("There is no file of this kind.")
        period, of = _asked(request)
        found: Report = report(period, of, most=None)
        rows = [(row.page.title, row.page.url, row.kind, row.reads, row.before) for row in found.rows]
        return FILES[kind](f"what-is-read-{period.start}-to-{period.end}", HEADER, rows)


class ReadsViewSet(ViewSet):
    """The addresses under /admin/what-is-read/."""

    name = "reads"
    url_prefix = "what-is-read"
    icon = "view"
    menu_label = "What is read"
    menu_name = "what-is-read"
    menu_order = 240
    menu_item_class = shown_to(may_see_reads)
    menu_url = reverse_lazy("reads:index")
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        return [
            path("", ReadsView.as_view(), name="index"),
            path("reads.<slug:kind>", ReadsFileView.as_view(), name="file"),
        ]
