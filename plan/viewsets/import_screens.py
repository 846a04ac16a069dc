"""The screens of the import of a plan: list, upload, how the file is read, and where an import stands."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton

from plan.enums import OPEN, ImportState, Proposed
from plan.forms.import_files import ReadingForm, UploadForm
from plan.importing.tables import ImportRefusedError
from plan.models import PlanImport
from plan.permissions import may_import_plans
from plan.previews import Entry, Preview, preview_of, understood
from plan.services.import_corrections import settle
from plan.services.import_files import WAITS_DAYS, bring_file
from plan.services.imports import ImportGoneError, edited_since
from portal.core.screens import ForThose, WayBack

ENTRIES_A_PAGE = 50
SECONDS_BETWEEN_LOOKS = 2
GONE = "Somebody applied this import, undid it or gave it up meanwhile. This is how it stands now."
DOUBTFUL = "doubtful"


class ImportersOnly(ForThose, View):
    """Open to those who may import plans."""

    may = may_import_plans


class ImportPage(WayBack, ImportersOnly):
    """A screen about one import, or about none yet."""

    header_icon = "upload"
    home = ("plan_imports:index", "Plan imports")


class ImportIndex(ImportersOnly, BaseListingView):
    """All imports, the newest first."""

    model = PlanImport
    page_title = "Plan imports"
    header_icon = "upload"
    template_name = "wagtailadmin/generic/listing.html"
    index_url_name = "plan_imports:index"
    index_results_url_name = "plan_imports:index_results"
    paginate_by = 20
    default_ordering = ["-uploaded_at", "-pk"]
    columns = [
        TitleColumn("file_name", label="File", url_name="plan_imports:import"),
        Column("plan", label="Plan", accessor=lambda found: found.plan or found.title),
        Column("state", label="State", accessor="get_state_display"),
        Column("uploaded_by", label="Brought by", accessor=lambda found: found.uploaded_by or "–"),
        DateColumn("uploaded_at", label="When"),
    ]
    no_results_message = (
        "No plan was imported yet. ‘Import a plan’ takes the Word document, workbook or CSV file that you have."
    )

    def get_queryset(self) -> QuerySet[PlanImport]:
        """Load the plans and who brought them with them."""
        return self.order_queryset(PlanImport.objects.select_related("plan", "uploaded_by"))

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Offer a new import."""
        return [HeaderButton("Import a plan", url=reverse("plan_imports:upload"), icon_name="upload")]


class UploadView(ImportPage, FormView[UploadForm]):
    """Bring a file."""

    form_class = UploadForm
    page_title = "Import a plan"
    template_name = "plan/admin/import_upload.html"

    def get_initial(self) -> dict[str, Any]:
        """Choose the plan from whose screen somebody came."""
        plan = self.request.GET.get("plan", "")
        return {"plan": plan} if plan.isdecimal() and len(plan) < 12 else {}

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Keep the file, or say beside it why it cannot be read."""
        data = form.cleaned_data
        try:
            found = bring_file(data["file"], data["plan"], data["title"], data["period"], self.request.user)
        except ImportRefusedError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        return redirect("plan_imports:import", found.pk)


class OneImport(ImportPage):
    """A screen about one import; it is loaded only after the role was checked."""

    @cached_property
    def found(self) -> PlanImport:
        """Return the import, loaded once."""
        found: PlanImport = get_object_or_404(
            PlanImport.objects.select_related("plan", "uploaded_by"), pk=self.kwargs["pk"]
        )
        return found

    def get_page_subtitle(self) -> str:
        """Name the file."""
        return self.found.file_name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the templates the import."""
        return super().get_context_data(**kwargs) | {"found": self.found}

    def back(self, place: int | None = None) -> HttpResponseRedirect:
        """Go to the import's own screen, to a row in it where one is named."""
        if place is None:
            return HttpResponseRedirect(reverse("plan_imports:import", args=[self.found.pk]))
        at = f"row={place}#row-{place}"
        return HttpResponseRedirect(f"{reverse('plan_imports:import', args=[self.found.pk])}?{at}")

    def refuse(self, words: str) -> HttpResponseRedirect:
        """Say what was refused, on the import's own screen."""
        messages.error(self.request, words)
        return self.back()


class OpenImport(OneImport):
    """A screen on which an import is changed: while it is open, and while its file can be read."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead back where another request was quicker, or the file is gone."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except (ImportGoneError, ImportRefusedError) as error:
            return self.refuse(str(error) if isinstance(error, ImportRefusedError) else GONE)

    def want(self, *states: ImportState) -> None:
        """Go on in these states alone. Raises ImportGoneError in others."""
        if self.found.state not in states:
            raise ImportGoneError


class ReadingView(OpenImport, TemplateView):
    """Say which plan it is, what each column holds and what the colours mean."""

    page_title = "How the file is read"
    template_name = "plan/admin/import_reading.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it as it stands, with what is still to be said."""
        self.want(*OPEN)
        seen = understood(self.found)
        return self._page(ReadingForm(self.found, seen), seen.problems(self.found))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep it; what is still to be said then is asked on the same screen."""
        self.want(*OPEN)
        form = ReadingForm(self.found, understood(self.found), request.POST)
        if not form.is_valid():
            return self._page(form, [])
        data = form.cleaned_data
        problems = settle(self.found, data["plan"], data["title"], data["period"], data["matches"], data["legend"])
        return redirect("plan_imports:reading", pk) if problems else self.back()

    def _page(self, form: Form, problems: list[str]) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, problems=problems))


class ImportView(OneImport, TemplateView):
    """Where an import stands: being read, its preview, its result."""

    page_title = "Plan import"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the screen of the state; while the file is being read, the page looks again by itself."""
        if self.found.state == ImportState.UPLOADED:
            return redirect("plan_imports:reading", self.found.pk)
        response = super().get(request, *args, **kwargs)
        if self.found.state == ImportState.READING:
            response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
        return response

    def get_template_names(self) -> list[str]:
        """Return the template of the state."""
        name = {
            ImportState.READING: "working",
            ImportState.PREVIEW: "preview",
            ImportState.APPLIED: "result",
            ImportState.UNDONE: "result",
        }.get(ImportState(self.found.state), "refused")
        if name == "preview" and self.preview is None:
            name = "refused"
        return [f"plan/admin/import_{name}.html"]

    @cached_property
    def preview(self) -> Preview | None:
        """Return what it would do; None where its file cannot be read any more."""
        try:
            return preview_of(self.found)
        except ImportRefusedError as error:
            self.found.problem = str(error)
            return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template what its state shows."""
        context = super().get_context_data(**kwargs) | {"waits_days": WAITS_DAYS}
        if self.found.state == ImportState.PREVIEW and self.preview:
            return context | self._previewed(self.preview)
        if self.found.state in {ImportState.APPLIED, ImportState.UNDONE}:
            return context | self._result()
        return context

    def _previewed(self, preview: Preview) -> dict[str, Any]:
        entries = preview.entries
        wanted = {
            DOUBTFUL: ("Doubtful", preview.doubtful),
            **{each.value: (each.label, [e for e in entries if _outcome(e) == each]) for each in Proposed},
        }
        show = self.request.GET.get("show", "")
        chosen = wanted[show][1] if show in wanted else entries
        warnings = [each for each in preview.read.warnings if each not in _told_outside(preview)]
        return {
            "preview": preview,
            "warnings": warnings,
            "show": show if show in wanted else "",
            "filters": [(name, label, len(those)) for name, (label, those) in wanted.items() if those or name == show],
            "all_count": len(preview.proposals),
            "doubtful_count": len(preview.doubtful),
        } | self._paged(chosen)

    def _paged(self, entries: list[Entry]) -> dict[str, Any]:
        row = self.request.GET.get("row", "")
        number = self.request.GET.get("p") or _page_of(entries, int(row) if row.isdecimal() and len(row) < 9 else -1)
        paginator = WagtailPaginator(entries, ENTRIES_A_PAGE)
        paginator.verbose_name, paginator.verbose_name_plural = "entry", "entries"
        page: Page[Entry] = paginator.get_page(number)
        return {"page_obj": page, "elided_page_range": paginator.get_elided_page_range(page.number)}

    def _result(self) -> dict[str, Any]:
        rows = self.found.rows.select_related("action")
        paginator = WagtailPaginator(rows, ENTRIES_A_PAGE)
        paginator.verbose_name, paginator.verbose_name_plural = "row", "rows"
        page = paginator.get_page(self.request.GET.get("p"))
        return {
            "page_obj": page,
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "in_the_way": edited_since(self.found) if self.found.state == ImportState.APPLIED else [],
            "report": [each | {"outcome": Proposed(each["outcome"]).label} for each in self.found.report],
        }


def _outcome(entry: Entry) -> Proposed | None:
    return entry.proposal.outcome if entry.proposal else None


def _told_outside(preview: Preview) -> set[str]:
    """Return the warnings about text outside the actions, which is offered with a tick instead."""
    return {f"Outside the actions: ‘{text}’" for text in preview.read.outside}


def _page_of(entries: list[Entry], place: int) -> int:
    """Return the page on which a row is shown; the first where none is."""
    at = next((at for at, entry in enumerate(entries) if any(o.place == place for o in entry.originals)), 0)
    return at // ENTRIES_A_PAGE + 1
