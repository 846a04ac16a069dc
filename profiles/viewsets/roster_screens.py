"""The screens of the import of the staff list: list, upload, columns, preview, result."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton

from portal.core.screens import ForThose, WayBack
from profiles.enums import RosterScope, RosterState, RowOutcome
from profiles.models import RosterImport, RosterRow
from profiles.permissions import may_import, may_invite
from profiles.roster.tables import RosterUnreadableError
from profiles.roster_forms import ColumnsForm, UploadForm
from profiles.services.rosters import (
    RosterRefusedError,
    match_roster,
    start_checking,
    upload_roster,
)
from profiles.services.rosters.progress import progress_of
from profiles.services.rosters.undoing import why_not_undone

MOST_NAMES = 200  # of those gone, named where the import asks
ROWS_A_PAGE = 50
SECONDS_BETWEEN_LOOKS = 2
WORKING = (RosterState.CHECKING, RosterState.APPLYING)
COLUMNS_OPEN = (RosterState.UPLOADED, RosterState.PREVIEW, RosterState.REFUSED)


class ImportersOnly(ForThose, View):
    """Open to those who may import the staff list."""

    may = may_import


class RosterPage(WayBack, ImportersOnly):
    """A screen about one import, or about none yet."""

    header_icon = "group"
    home = ("staff_list:index", "Staff list imports")


class RosterIndex(ImportersOnly, BaseListingView):
    """All imports, the newest first."""

    model = RosterImport
    page_title = "Staff list imports"
    header_icon = "group"
    template_name = "wagtailadmin/generic/listing.html"
    index_url_name = "staff_list:index"
    index_results_url_name = "staff_list:index_results"
    paginate_by = 20
    default_ordering = "-uploaded_at"
    columns = [
        TitleColumn("file_name", label="File", url_name="staff_list:import"),
        Column("state", label="State", accessor="get_state_display"),
        Column("scope", label="What it is", accessor="get_scope_display"),
        Column("uploaded_by", label="Brought by"),
        DateColumn("uploaded_at", label="When"),
    ]

    def get_queryset(self) -> QuerySet[RosterImport]:
        """Load who brought them with them."""
        return self.order_queryset(RosterImport.objects.select_related("uploaded_by"))

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Offer a new import, and the list itself."""
        return [
            HeaderButton("Import a staff list", url=reverse("staff_list:upload"), icon_name="upload"),
            HeaderButton("Show the staff list", url=reverse("technicians_admin:index"), icon_name="list-ul"),
        ]

    no_results_message = "No staff list was imported yet. ‘Import a staff list’ begins."


class UploadView(RosterPage, FormView[UploadForm]):
    """Bring a file."""

    form_class = UploadForm
    page_title = "Import a staff list"
    template_name = "profiles/admin/roster_upload.html"

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Keep the file, or say beside it why it cannot be read."""
        data = form.cleaned_data
        try:
            roster = upload_roster(
                data["file"],
                RosterScope(data["scope"]),
                data.get("departments", []),
                self.request.user,  # type: ignore[arg-type]
            )
        except RosterUnreadableError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        return redirect("staff_list:columns", roster.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say how large a file may be."""
        return super().get_context_data(**kwargs) | {"most_megabytes": settings.ROSTER_MAX_BYTES // (1024 * 1024)}


class OneRoster(RosterPage):
    """A screen about one import."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Remember which; it is loaded only after the role was checked."""
        super().setup(request, *args, **kwargs)
        self._roster: RosterImport | None = None

    @property
    def roster(self) -> RosterImport:
        """Return the import, loaded once."""
        if self._roster is None:
            found = RosterImport.objects.select_related("uploaded_by").prefetch_related("departments")
            self._roster = get_object_or_404(found, pk=self.kwargs["pk"])
        return self._roster

    def get_page_subtitle(self) -> str:
        """Name the file."""
        return self.roster.file_name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the templates the import."""
        return super().get_context_data(**kwargs) | {"roster": self.roster}

    def back(self) -> HttpResponseRedirect:
        """Go to the import's own screen."""
        return HttpResponseRedirect(reverse("staff_list:import", args=[self.roster.pk]))

    def refuse(self, error: RosterRefusedError) -> HttpResponseRedirect:
        """Say what was refused, on the import's own screen."""
        messages.error(self.request, str(error))
        return self.back()


class ColumnsView(OneRoster, FormView[ColumnsForm]):
    """Say what each column holds."""

    form_class = ColumnsForm
    page_title = "Match the columns"
    template_name = "profiles/admin/roster_columns.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the columns while they still count."""
        if self.roster.state not in COLUMNS_OPEN:
            return self.back()
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Make a select for each column of this file."""
        return super().get_form_kwargs() | {"roster": self.roster}

    def form_valid(self, form: ColumnsForm) -> HttpResponse:
        """Keep the matching and have the file checked."""
        try:
            match_roster(self.roster, form.cleaned_data["mapping"])
            start_checking(self.roster, add_places=self.roster.add_places)
        except RosterRefusedError as error:
            return self.refuse(error)
        return self.back()


class ImportView(OneRoster, TemplateView):
    """Where an import stands: being worked on, its preview, its result."""

    page_title = "Staff list import"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the screen of the state; while somebody works on it, the page looks again by itself."""
        if self.roster.state == RosterState.UPLOADED:
            return redirect("staff_list:columns", self.roster.pk)
        response = super().get(request, *args, **kwargs)
        if self.roster.state in WORKING:
            response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
        return response

    def get_template_names(self) -> list[str]:
        """Return the template of the state."""
        name = {
            RosterState.CHECKING: "working",
            RosterState.APPLYING: "working",
            RosterState.PREVIEW: "preview",
            RosterState.APPLIED: "result",
            RosterState.UNDONE: "result",
        }.get(RosterState(self.roster.state), "refused")
        return [f"profiles/admin/roster_{name}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template a page of rows, the counts, and what is asked."""
        context = super().get_context_data(**kwargs)
        roster = self.roster
        if roster.state in WORKING:
            return context | {"standing": progress_of(roster.pk)}
        context |= {
            "outcomes": self._outcomes(),
            "chosen": self._chosen(),
            "total": sum(roster.counts.get(outcome, 0) for outcome in RowOutcome),
            "why_not_undone": why_not_undone(roster),
            "undo_days": settings.ROSTER_UNDO_DAYS,
            "may_invite": may_invite(self.request.user),
        }
        if roster.state == RosterState.PREVIEW:
            context |= self._asked()
        return context | self._page()

    def _chosen(self) -> str:
        chosen = self.request.GET.get("outcome", "")
        return chosen if chosen in RowOutcome else ""

    def _outcomes(self) -> list[dict[str, Any]]:
        counts = self.roster.counts
        return [
            {"value": outcome.value, "label": outcome.label, "count": counts.get(outcome, 0)} for outcome in RowOutcome
        ]

    def _page(self) -> dict[str, Any]:
        rows = RosterRow.objects.filter(roster=self.roster).defer("before", "after")
        if self._chosen():
            rows = rows.filter(outcome=self._chosen())
        paginator = WagtailPaginator(rows, ROWS_A_PAGE)
        paginator.verbose_name, paginator.verbose_name_plural = "row", "rows"
        page: Page[RosterRow] = paginator.get_page(self.request.GET.get("p"))
        return {"page_obj": page, "elided_page_range": paginator.get_elided_page_range(page.number)}

    def _asked(self) -> dict[str, Any]:
        roster = self.roster
        gone: list[RosterRow] = []
        if roster.asks_about_gone:
            gone = list(roster.rows.filter(outcome=RowOutcome.GONE).only("roster", "name", "staff_number")[:MOST_NAMES])
        changes = sum(
            roster.counts.get(outcome, 0)
            for outcome in (RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.GONE, RowOutcome.RETURNED)
        )
        return {
            "gone": gone,
            "gone_more": roster.counts.get(RowOutcome.GONE, 0) - len(gone),
            "gone_percent": round(roster.gone_share * 100),
            "unticked": self.request.GET.get("confirm") == "missing",
            "departments": roster.departments.all(),
            "unknown": [
                {"kind": kind, "names": roster.new_places[kind]}
                for kind in ("departments", "campuses", "buildings")
                if roster.new_places.get(kind)
            ],
            "changes": changes,
        }
