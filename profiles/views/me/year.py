"""/me/year/: what somebody did in a period, for their own appraisal; on the page, on paper, as a Word document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.core.registries import MOST_YEAR_ROWS
from profiles.forms.year import YearForm
from profiles.models import Technician
from profiles.my_year import CPD_TITLE, MyYear, gather, parts_on_offer
from profiles.year_document import year_document
from profiles.year_periods import PRESETS, Period, preset_called

from .access import own_profile


@dataclass(frozen=True)
class Asked:
    """What an address asks for: days and keys of parts. `form` says what is wrong with them, if anything is."""

    form: YearForm
    period: Period | None = None
    parts: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """Return the address's query, which says the same on any day."""
        if self.period is None:
            return ""
        return _query({"start": self.period.start.isoformat(), "end": self.period.end.isoformat()}, self.parts)


@dataclass(frozen=True)
class Tab:
    """A link to a period."""

    label: str
    url: str
    is_current: bool


def read_asked(sent: QueryDict) -> Asked:
    """Return what is asked for: own days by the form, else a period by its name, the last twelve months without one."""
    if "start" in sent or "end" in sent:
        form = YearForm(sent)
        return Asked(form, form.period, tuple(form.cleaned_data["part"])) if form.is_valid() else Asked(form)
    period = preset_called(sent.get("period", "")).of(timezone.localdate())
    known = tuple(key for key, _ in parts_on_offer())
    parts = tuple(key for key in known if key in sent.getlist("part")) or known
    return Asked(YearForm(initial={"start": period.start, "end": period.end, "part": parts}), period, parts)


def _query(values: Mapping[str, str], parts: tuple[str, ...]) -> str:
    query = QueryDict(mutable=True)
    query.update(values)
    if len(parts) < len(parts_on_offer()) or "start" in values:
        query.setlist("part", list(parts))
    return query.urlencode()


def _tabs(asked: Asked) -> list[Tab]:
    today = timezone.localdate()
    return [
        Tab(preset.label, f"?{_query({'period': preset.slug}, asked.parts)}", preset.of(today) == asked.period)
        for preset in PRESETS
    ]


@require_safe
@own_profile
def year(request: HttpRequest, technician: Technician) -> HttpResponseBase:
    """Show it; days that are no period are refused beside their boxes."""
    asked = read_asked(request.GET)
    gathered = gather(technician, asked.period, asked.parts) if asked.period else None
    context: dict[str, Any] = {
        "form": asked.form,
        "year": gathered,
        "tabs": _tabs(asked),
        "file_url": f"{reverse('me_year_file')}?{asked.query}",
        "name": technician.display_name,
        "today": timezone.localdate(),
        "cpd_title": CPD_TITLE,
        "most": MOST_YEAR_ROWS,
    }
    return render(request, "profiles/me/year.html", context, status=200 if gathered else 422)


@require_safe
@own_profile
def as_document(request: HttpRequest, technician: Technician) -> HttpResponseBase:
    """Give what the page shows as a Word document; where it asks for days that are no period, go and say so."""
    asked = read_asked(request.GET)
    if asked.period is None:
        return redirect(f"{reverse('me_year')}?{request.GET.urlencode()}")
    gathered: MyYear = gather(technician, asked.period, asked.parts)
    document = year_document(technician.display_name, timezone.localdate(), gathered)
    return document.download(f"my-year-{asked.period.start}-to-{asked.period.end}")
