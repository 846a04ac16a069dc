"""/me/cpd/: one's own log of professional development, shown to nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.spreadsheets import FILES
from profiles.cpd_document import log_document
from profiles.enums import CpdKind
from profiles.forms.cpd import CpdForm
from profiles.models import CpdRow, Technician
from profiles.services.cpd import remove_cpd, save_cpd

from .access import own_profile

_HEADER = ("Date", "What", "How", "Hours", "What it changed")


@dataclass(frozen=True)
class YearTotal:
    """The hours of one year, and of each kind in it."""

    year: int
    hours: Decimal
    kinds: tuple[tuple[str, Decimal], ...]


def year_totals(technician: Technician) -> list[YearTotal]:
    """Return the totals, the latest year first: one query."""
    sums = CpdRow.objects.filter(technician=technician).values_list("date__year", "kind")
    years: dict[int, list[tuple[str, Decimal]]] = {}
    for year, kind, hours in sums.annotate(total=Sum("hours")).order_by("-date__year", "kind"):
        years.setdefault(year, []).append((str(CpdKind(kind).label), hours))
    return [YearTotal(year, sum((h for _, h in kinds), Decimal(0)), tuple(kinds)) for year, kinds in years.items()]


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def log(request: HttpRequest, technician: Technician) -> HttpResponseBase:
    """Show the log, its totals and a form that adds to it."""
    form = CpdForm(None, request.POST if request.method == "POST" else None)
    if _saves(form, technician, None):
        messages.success(request, "Added to your log.")
        return redirect("me_cpd")
    context = {
        "form": form,
        "rows": CpdRow.objects.filter(technician=technician),
        "totals": year_totals(technician),
    }
    return render(request, "profiles/me/cpd.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def row(request: HttpRequest, technician: Technician, pk: int) -> HttpResponseBase:
    """Show, change or remove one row; only the owner's own are found."""
    found = CpdRow.objects.filter(technician=technician, pk=pk).first()
    if found is None:
        raise Http404("This row is not in your log. It may have been removed.")
    if request.method == "POST" and request.POST.get("remove"):
        remove_cpd(technician, pk)
        messages.success(request, "Removed.")
        return redirect("me_cpd")
    form = CpdForm(found, request.POST if request.method == "POST" else None)
    if _saves(form, technician, pk):
        messages.success(request, "Saved.")
        return redirect("me_cpd")
    return render(
        request, "profiles/me/cpd_row.html", {"form": form, "row": found}, status=422 if form.is_bound else 200
    )


def _saves(form: CpdForm, technician: Technician, pk: int | None) -> bool:
    """Save what was sent, and say whether it was; what is wrong is added to the form."""
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        save_cpd(technician, form.cleaned_data, pk)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    except CpdRow.DoesNotExist as gone:
        raise Http404("This row was removed meanwhile.") from gone
    return True


@require_safe
@own_profile
def as_file(request: HttpRequest, technician: Technician, kind: str) -> HttpResponseBase:
    """Give the log as a file."""
    rows = CpdRow.objects.filter(technician=technician)
    if kind == "docx":
        return _document(technician, rows)
    make = FILES.get(kind)
    if make is None:
        raise Http404("The log is to be had as a Word document, as CSV and as an Excel file.")
    return make(f"cpd-{timezone.localdate()}", _HEADER, map(_cells, rows))


def _document(technician: Technician, rows: QuerySet[CpdRow]) -> HttpResponse:
    today = timezone.localdate()
    totals = [(total.year, total.hours) for total in year_totals(technician)]
    return log_document(technician.display_name, today, totals, rows).download(f"cpd-{today}")


def _cells(each: CpdRow) -> Sequence[Any]:
    return (each.date, each.title, each.get_kind_display(), float(each.hours), each.reflection)
