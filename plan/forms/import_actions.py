"""Forms of the preview of an import: an action, what a row is, and the text outside the actions."""

from typing import Any

from django import forms

from plan.enums import LONGEST_CODE, ActionStatus, RowBecame, ThemeSlug
from plan.importing.corrections import as_typed
from plan.importing.result import ActionAsRead
from plan.importing.rows import TELLABLE
from plan.spans import PlanPeriod
from plan.timescales import Timescale, read_timescale
from profiles.forms.base import Line, Paragraphs

MOST_STEPS = 200
_ONE_A_LINE = "One a line."


class Names(Paragraphs):
    """Names, one a line."""

    def __init__(self, rows: int = 3, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": rows}), **options)


def names_in(text: str) -> list[str]:
    """Return the names of a field of them, each once."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return list(dict.fromkeys(line for line in lines if line))


class StepForm(forms.Form):
    """A step; without a text it is none."""

    label = Line(label="Label", required=False, max_length=40, widget=forms.TextInput(attrs={"size": 3}))
    text = Paragraphs(label="What is done", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    leads = Names(label="Leads", rows=2)
    timescale = Paragraphs(label="Date, as worded", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def clean(self) -> dict[str, Any]:
        """Want a text where anything else is given."""
        data = super().clean() or {}
        if not data.get("text") and any(data.get(name) for name in ("leads", "timescale")):
            self.add_error("text", "Say what is done in this step, or empty its other fields as well.")
        return data


StepForms = forms.formset_factory(StepForm, extra=2, max_num=MOST_STEPS, absolute_max=MOST_STEPS + 2, validate_max=True)


class ActionForm(forms.Form):
    """An action of the plan to come, as it was read or as somebody typed it over."""

    code = Line(label="Number or code", max_length=LONGEST_CODE - 4)
    title = Paragraphs(
        label="Action",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what the action is."},
    )
    detail = Paragraphs(label="Detail", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    leads = Names(label="Leads", help_text=_ONE_A_LINE)
    timescale = Paragraphs(
        label="Date, as worded",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The wording is kept as it stands. What it is understood to mean is said below.",
    )
    themes = forms.MultipleChoiceField(
        label="Themes", choices=ThemeSlug.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    status = forms.ChoiceField(
        label="Status", choices=[("", "The file says none"), *ActionStatus.choices], required=False
    )
    stakeholders = Names(label="Stakeholders", help_text=_ONE_A_LINE)
    success_measure = Paragraphs(label="Success measure", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    continues_code = Line(label="Goes on with the action", required=False, help_text="Its code in the older plan.")
    continues_plan = Line(label="Of the older plan", required=False, help_text="As this plan names it.")
    notes = Paragraphs(
        label="Notes",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For those who keep the plan; not shown to the public.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, action: ActionAsRead, mark: str, period: PlanPeriod, taken: set[str], data: Any = None) -> None:
        """`action` is what is shown, `mark` its mark, `taken` are the codes of the others."""
        self.action = action
        self.period = period
        self.taken = taken
        shown = as_typed(action)
        code, plan = shown["continues"] or ("", "")
        initial = shown | {"continues_code": code, "continues_plan": plan, "seen": mark}
        initial |= {name: "\n".join(shown[name]) for name in ("leads", "stakeholders")}
        super().__init__(data, initial=initial)
        steps = [step | {"leads": "\n".join(step["leads"])} for step in shown["steps"]]
        self.steps = StepForms(data, initial=steps, prefix="steps")

    def clean_code(self) -> str:
        """Refuse a code that another action has."""
        code = str(self.cleaned_data["code"])
        if code in self.taken:
            raise forms.ValidationError("Another action of this plan has this code.")
        return code

    def is_valid(self) -> bool:
        """Want the steps to be valid as well."""
        steps = self.steps.is_valid()
        return super().is_valid() and steps

    @property
    def typed(self) -> dict[str, Any]:
        """Return what the form says, for the service; what nobody touched is as it was shown."""
        data, typed = self.cleaned_data, as_typed(self.action)
        for name in set(self.changed_data) & set(typed):
            typed[name] = names_in(data[name]) if name in {"leads", "stakeholders"} else data[name]
        if {"continues_code", "continues_plan"} & set(self.changed_data):
            words = [data["continues_code"], data["continues_plan"]]
            typed["continues"] = words if any(words) else []
        if self.steps.has_changed():
            steps = [form.cleaned_data for form in self.steps if form.cleaned_data.get("text")]
            typed["steps"] = [
                {name: step[name] for name in ("label", "text", "timescale")} | {"leads": names_in(step["leads"])}
                for step in steps
            ]
        return typed

    @property
    def when(self) -> Timescale:
        """Return what the date as it stands in the form means."""
        return self._when(str(self["timescale"].value() or ""), [self.action.timescale])

    @property
    def steps_with_dates(self) -> list[tuple[Any, Timescale | None]]:
        """Return the forms of the steps, each with what its date means."""
        read = [step.timescale for step in self.action.steps if step.timescale]
        worded = [(form, str(form["timescale"].value() or "")) for form in self.steps]
        return [(form, self._when(wording, read) if wording else None) for form, wording in worded]

    def _when(self, wording: str, read: list[Timescale]) -> Timescale:
        wording = wording.replace("\r\n", "\n")
        return next((each for each in read if each.wording == wording), None) or read_timescale(wording, self.period)


class RowForm(forms.Form):
    """What a row of the file is."""

    became = forms.ChoiceField(
        label="This row is",
        choices=[("", "as it was understood"), *((each.value, each.label) for each in TELLABLE)],
        required=False,
        widget=forms.RadioSelect,
    )

    @property
    def chosen(self) -> RowBecame | None:
        """Return what was chosen; None for what was understood."""
        return RowBecame(self.cleaned_data["became"]) if self.cleaned_data["became"] else None


class OutsideForm(forms.Form):
    """Which text outside the actions goes into the plan's introduction."""

    lines = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, outside: tuple[str, ...], data: Any = None, initial: Any = None) -> None:
        self.outside = outside
        super().__init__(data, initial=initial)
        field = self.fields["lines"]
        field.label = "Put into the plan’s introduction"
        field.choices = [(str(at), text) for at, text in enumerate(outside)]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[str]:
        """Return the lines that were ticked."""
        return [self.outside[int(at)] for at in self.cleaned_data["lines"]]
