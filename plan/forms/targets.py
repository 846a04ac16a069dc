"""Targets of actions, measures that are kept by hand, and what is read off for them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from plan.enums import Better
from plan.forms.plans import NO_DATE, SeenForm
from plan.models import Action, Reading, ReportedMeasure, Target
from plan.services.editing import ActionGoneError, ActionsChangedError, EditRefusedError
from plan.services.readings import ReadingThereError, report_reading
from plan.services.targets import (
    MEASURE,
    TARGET,
    add_measure,
    add_target,
    edit_measure,
    edit_target,
    measure_seen,
    oldest_reading,
)
from portal.core.models import Theme
from portal.core.registries import measures
from profiles.forms.base import DateBox, Line, Paragraphs
from profiles.models import Department

CHANGED = "Somebody changed this action meanwhile. What you typed is kept below; save again if it still holds."
NO_NUMBER = {"required": "Give a number.", "invalid": "Give a number, for example 60 or 12.5."}


class TargetForm(forms.Form):
    """What an action is to reach: a value of a measure, by a day."""

    is_stale = False

    measure = forms.ChoiceField(label="Measure", error_messages={"required": "Choose a measure."})
    theme = forms.ModelChoiceField(
        label="Of one theme", queryset=Theme.objects.all(), required=False, empty_label="All themes"
    )
    department = forms.ModelChoiceField(
        label="Of one department", queryset=Department.objects.all(), required=False, empty_label="Everybody"
    )
    goal = forms.FloatField(
        label="Goal", error_messages=NO_NUMBER, help_text="In the measure’s unit, which stands beside its name."
    )
    by = forms.DateField(label="By", widget=DateBox, error_messages=NO_DATE)
    better = forms.ChoiceField(label="Direction", choices=Better.choices, initial=Better.MORE)
    baseline = forms.FloatField(
        label="Baseline", required=False, error_messages=NO_NUMBER, help_text="Where it began. It may stay empty."
    )
    baseline_on = forms.DateField(label="Day of the baseline", widget=DateBox, required=False, error_messages=NO_DATE)
    from_oldest = forms.BooleanField(label="Take the oldest reading as the baseline", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, action: Action, target: Target | None, data: Any = None) -> None:
        self.action, self.target = action, target
        initial = {name: getattr(target, name) for name in TARGET} if target else {}
        super().__init__(data, initial=initial | {"version": action.version})
        field = self.fields["measure"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [("", "Choose one"), *_measures(target)]
        if target and (reading := oldest_reading(target)):
            self.fields["from_oldest"].help_text = f"It was {reading.value:g} on {reading.on:%-d %B %Y}."

    def submit(self, user: Any) -> Target | None:
        """Save it; None where it cannot be, with the reason at its field."""
        if not self.is_valid():
            return None
        values = {name: self.cleaned_data[name] for name in TARGET}
        version, from_oldest = self.cleaned_data["version"] or 0, self.cleaned_data["from_oldest"]
        try:
            if self.target:
                return edit_target(self.target.pk, version, values, user, from_oldest=from_oldest)
            return add_target(self.action.pk, version, values, user, from_oldest=from_oldest)
        except EditRefusedError as refused:
            self.add_error(refused.part, str(refused))
        except ValidationError as wrong:
            self.add_error(None, wrong.messages)
        except (ActionsChangedError, ActionGoneError) as changed:
            self.is_stale = True
            self.data = self.data.copy()  # type: ignore[attr-defined]
            if isinstance(changed, ActionsChangedError):
                self.data["version"] = str(changed.actions[0].version)  # type: ignore[index]
            self.add_error(None, CHANGED)
        return None


def _measures(target: Target | None) -> list[Any]:
    """Return the measures by where their numbers come from; one that is gone only where the target has it."""
    counted = [(each.key, _with_unit(each.label, each.unit)) for each in measures]
    by_hand = [(each.key, _with_unit(each.label, each.unit)) for each in ReportedMeasure.objects.all()]
    groups: list[Any] = [("Measured by the portal", sorted(counted, key=lambda each: each[1]))]
    if by_hand:
        groups.append(("Reported by hand", by_hand))
    if target and target.measure not in dict(counted) | dict(by_hand):
        groups.append(("No longer measured", [(target.measure, target.measure)]))
    return groups


def _with_unit(label: str, unit: str) -> str:
    return f"{label} ({unit})" if unit else label


class MeasureForm(SeenForm):
    """A measure that is kept by hand."""

    label = Line(label="Name", max_length=160, error_messages={"required": "Give the measure a name."})
    unit = Line(
        label="Unit", max_length=40, required=False, help_text="As it stands after the number: %, people, outputs."
    )
    better = forms.ChoiceField(label="Direction", choices=Better.choices, initial=Better.MORE)
    meaning = Paragraphs(
        label="What it means",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What is counted and what is not, for readers.",
    )

    def __init__(self, measure: ReportedMeasure | None, data: Any = None) -> None:
        self.measure = measure
        initial = (
            {name: getattr(measure, name) for name in MEASURE} | {"seen": measure_seen(measure)} if measure else {}
        )
        super().__init__(data, initial=initial)

    def submit(self, user: Any) -> ReportedMeasure | None:
        """Save it; None where it cannot be, with the reason at its field."""
        if not self.is_valid():
            return None
        values = {name: self.cleaned_data[name] for name in MEASURE}
        seen, held = self.cleaned_data["seen"], self.measure
        made: ReportedMeasure | None = self.keep(
            lambda: edit_measure(held.pk, seen, values, user) if held else add_measure(values, user)
        )
        return made

    def seen_now(self) -> str:
        """Return the mark of what is said of the measure now."""
        return measure_seen(ReportedMeasure.objects.get(pk=self.measure.pk)) if self.measure else ""


class ReadingForm(forms.Form):
    """What somebody read off elsewhere, on a day, and where."""

    on = forms.DateField(label="Day", widget=DateBox, error_messages=NO_DATE)
    value = forms.FloatField(label="Value", error_messages=NO_NUMBER)
    source = Line(
        label="Source",
        max_length=300,
        help_text="Where the number comes from, as the public reads it: a survey, a register, its date.",
        error_messages={"required": "Say where the number comes from."},
    )

    def submit(self, measure: ReportedMeasure, user: Any) -> Reading | None:
        """Keep it; None where it cannot be, with the reason at its field."""
        if not self.is_valid():
            return None
        data = self.cleaned_data
        try:
            return report_reading(measure, data["on"], data["value"], data["source"], user)
        except ReadingThereError:
            self.add_error("on", "There is a reading of this day. Readings are never rewritten: choose another day.")
        except ValueError as wrong:
            self.add_error("on", str(wrong))
        return None
