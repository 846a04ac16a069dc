"""Forms of the import of a plan: the file, which plan it is, and how its columns and colours are read."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms

from plan.enums import ActionStatus, PlanField
from plan.importing.columns import ColumnMatch, Layout, Matches, layout_problems
from plan.importing.columns import corrected as rematched
from plan.importing.reading import MOST_BYTES
from plan.importing.status import OFFERED
from plan.models import Plan, PlanImport
from plan.previews import Understood
from plan.spans import FIRST_YEAR, LAST_YEAR, PlanPeriod
from profiles.forms.base import Line

_NO_MONTH = "Give the month as year and month, for example 2025-08."


class MonthField(forms.CharField):
    """A month, as the browser's own field gives it and as it is typed where there is none."""

    def __init__(self, **options: Any) -> None:
        box = forms.TextInput(attrs={"type": "month", "placeholder": "2025-08"})
        super().__init__(widget=box, required=False, **options)

    def to_python(self, value: Any) -> str:
        """Return the month as 2025-08, or nothing."""
        text = str(super().to_python(value))
        if not text:
            return ""
        try:
            first = date.fromisoformat(f"{text}-01")
        except ValueError as error:
            raise forms.ValidationError(_NO_MONTH) from error
        if not FIRST_YEAR <= first.year <= LAST_YEAR:
            raise forms.ValidationError(_NO_MONTH)
        return text


class WhichPlanForm(forms.Form):
    """Into which plan a file is written: one that is there, or a new one with a title and a period."""

    plan = forms.ModelChoiceField(
        label="Write to",
        queryset=Plan.objects.all(),
        required=False,
        empty_label="A new plan",
        help_text="For a plan that is there already, you see what changes, and what somebody typed stays.",
    )
    title = Line(label="Title of a new plan", max_length=160, required=False)
    start = MonthField(label="First month of a new plan")
    end = MonthField(label="Last month of a new plan")

    def clean(self) -> dict[str, Any]:
        """Put the months together to a period, and want a title that no other plan has."""
        data = super().clean() or {}
        start, end = data.get("start", ""), data.get("end", "")
        data["period"] = None
        if data.get("plan"):
            return data
        if data.get("title") and Plan.objects.filter(title__iexact=data["title"]).exists():
            self.add_error(
                "title", "There is a plan with this title. Choose it under ‘Write to’, or give another title."
            )
        if start and end:
            if end <= start:
                self.add_error("end", "A plan ends after it begins.")
            else:
                data["period"] = PlanPeriod.from_months(start, end)
        elif start or end:
            self.add_error("end" if start else "start", "Give both months, or neither.")
        return data


class UploadForm(WhichPlanForm):
    """A file, and which plan it is; what is left empty is guessed from the file."""

    field_order = ("file", "plan", "title", "start", "end")
    file = forms.FileField(
        label="File with the plan",
        help_text=f"A Word document (.docx), an Excel workbook (.xlsx) or a CSV file, of up to {MOST_BYTES >> 20} MB. "
        "Nothing is written before you have seen what the plan will be.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty.", "missing": "Choose a file."},
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.xlsx,.csv,.tsv,.txt"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = "Left empty, it is the name of the file."
        self.fields["start"].help_text = "Left empty, it is looked for in the file."


class ReadingForm(WhichPlanForm):
    """How a file is read: which plan it is, what each column holds, and what its colours mean."""

    def __init__(self, found: PlanImport, seen: Understood, data: Any = None) -> None:
        self.found = found
        self.seen = seen
        self.guessed: Matches = seen.guessed
        initial = {
            "plan": found.plan,
            "title": "" if found.plan else found.title,
            "start": f"{found.start:%Y-%m}" if found.start and not found.plan else "",
            "end": f"{found.end:%Y-%m}" if found.end and not found.plan else "",
        }
        super().__init__(data, initial=initial)
        for at, layout in enumerate(seen.matches if not seen.is_own else ()):
            for column in layout.columns:
                self.fields[f"column_{at}_{column.index}"] = forms.ChoiceField(
                    label=column.name or f"Column {column.index + 1}",
                    choices=PlanField.choices,
                    initial=column.field.value,
                )
        for colour in self.colours:
            self.fields[f"colour_{colour}"] = forms.ChoiceField(
                label=colour.capitalize(),
                choices=ActionStatus.choices,
                initial=found.legend.get(colour, OFFERED.get(colour, ActionStatus.ON_TRACK)),
            )

    @property
    def colours(self) -> list[str]:
        """Return the colours that the file does not explain."""
        return sorted({*self.seen.read.colours_to_ask, *self.found.legend})

    @property
    def plan_fields(self) -> list[forms.BoundField]:
        """Return the fields about the plan."""
        return [self[name] for name in ("plan", "title", "start", "end")]

    @property
    def colour_fields(self) -> list[forms.BoundField]:
        """Return the questions about colours."""
        return [self[f"colour_{colour}"] for colour in self.colours]

    @property
    def layouts(self) -> list[tuple[Layout, list[tuple[ColumnMatch, forms.BoundField]]]]:
        """Return the tables with the same columns, each column with its field."""
        if self.seen.is_own:
            return []
        return [
            (layout, [(column, self[f"column_{at}_{column.index}"]) for column in layout.columns])
            for at, layout in enumerate(self.seen.matches)
        ]

    def clean(self) -> dict[str, Any]:
        """Want all that is needed to show the plan, and columns that can be used."""
        data = super().clean()
        if not data.get("plan"):
            if not data.get("title") and "title" not in self.errors:
                self.add_error("title", "Give the plan a title.")
            if not data["period"] and not {"start", "end"} & set(self.errors):
                self.add_error("start", "Say when the plan begins and ends.")
        data["matches"] = dict(self._changed(data))
        changed = {at for at, _ in data["matches"]}
        matches = rematched(self.guessed, data["matches"])
        for at in sorted(changed):
            for problem in layout_problems(matches[at]):
                self.add_error(None, f"{', '.join(matches[at].where)}: {problem}")
        data["legend"] = {
            colour: ActionStatus(data[f"colour_{colour}"]) for colour in self.colours if data.get(f"colour_{colour}")
        }
        return data

    def _changed(self, data: dict[str, Any]) -> Iterator[tuple[tuple[int, int], PlanField]]:
        for at, layout in enumerate(self.guessed):
            for column in layout.columns:
                value = data.get(f"column_{at}_{column.index}")
                if value and value != column.field.value:
                    yield (at, column.index), PlanField(value)
