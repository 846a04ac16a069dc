"""The form of an action: its words, leads, steps and dates, shaped into what `services.editing` takes."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from plan.enums import LONGEST_CODE, ContinuationKind, DateBy
from plan.facts import ActionFacts, StepFacts, When, facts_of
from plan.forms.accounts import AccountField
from plan.forms.timed import TimedForm, read_when
from plan.models import Action, Plan
from plan.services.editing import ActionTyped
from plan.spans import PlanPeriod
from portal.core.models import Theme
from profiles.forms.base import Line, Paragraphs

MOST_LEADS = 30
MOST_STEPS = 60
LONGEST_LEAD = 300


class LeadForm(forms.Form):
    """One lead: who it is in the plan's words and, where they have one, their account."""

    words = Line(label="Lead", max_length=LONGEST_LEAD, required=False)
    account = AccountField(label="Account")

    def clean(self) -> dict[str, Any]:
        """Ask for words where an account stands alone."""
        data = super().clean() or {}
        if data.get("account") and not data.get("words"):
            self.add_error("words", "Say in words who this is, for example their role.")
        return data


class StepForm(TimedForm):
    """One step: its label, words, leads and date. `was` is its row, so that a step with new words stays done."""

    was = forms.IntegerField(required=False, widget=forms.HiddenInput)
    label = Line(label="Label", max_length=20, required=False)
    text = Paragraphs(label="What is done", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))
    leads = Paragraphs(
        label="Leads of the step",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 1}),
        help_text="One a line.",
    )

    def __init__(self, *args: Any, period: PlanPeriod, **kwargs: Any) -> None:
        self.period = period
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask for words where only the rest of a step is filled in."""
        data = super().clean()
        rest = (data.get("label"), data.get("leads"), data.get("wording"), data.get("spans"))
        if any(rest) and not data.get("text"):
            self.add_error("text", "Say what is done in this step, or take its other words away.")
        return data

    @property
    def facts(self) -> StepFacts:
        """Return the step as it was typed."""
        data = self.cleaned_data
        return StepFacts(data["label"], data["text"], _lines(data["leads"]), data["when"])


class Rows(BaseFormSet):
    """Rows of a form that can be added, removed and put in another order."""

    def filled(self) -> Iterator[Any]:
        """Yield the forms of the rows that stay, in the order typed."""
        for form in self.ordered_forms:
            key = "text" if "text" in form.fields else "words"
            if form.cleaned_data.get(key):
                yield form


LeadRows = formset_factory(
    LeadForm, formset=Rows, extra=1, can_delete=True, can_order=True, max_num=MOST_LEADS, validate_max=True
)
StepRows = formset_factory(
    StepForm, formset=Rows, extra=1, can_delete=True, can_order=True, max_num=MOST_STEPS, validate_max=True
)


class OlderActions(forms.ModelChoiceField):
    """A choice of actions of older plans."""

    def label_from_instance(self, obj: Any) -> str:
        """Name the plan too: codes come again."""
        title = obj.title if len(obj.title) <= 80 else f"{obj.title[:79]}…"
        return f"{obj.plan.title}: {obj.code}, {title}"


class ActionForm(TimedForm):
    """All of an action but its leads and steps, which are rows of their own (see `ActionForms`)."""

    code = Line(
        label="Code",
        max_length=LONGEST_CODE,
        help_text="As the plan has it: V1, 2.3. The address of the action stays when the code changes.",
        error_messages={"required": "Give the action a code, such as V1."},
    )
    title = Paragraphs(
        label="Action",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what is to be done."},
    )
    detail = Paragraphs(label="Detail", required=False, max_length=20000, widget=forms.Textarea(attrs={"rows": 4}))
    themes = forms.ModelMultipleChoiceField(
        label="Themes", queryset=Theme.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    stakeholders = Paragraphs(
        label="Stakeholders",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Who it is for or done with, one a line.",
    )
    success_measure = Paragraphs(
        label="Success measure", required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 2})
    )
    notes = Paragraphs(
        label="Notes",
        required=False,
        max_length=50000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For those who keep the plan; not shown to the public.",
    )
    earlier = OlderActions(
        label="Goes on with", queryset=Action.objects.none(), required=False, empty_label="No action that is held here"
    )
    older_code = Line(label="Code in the older plan", max_length=LONGEST_CODE, required=False)
    older_plan = Line(
        label="Older plan, in words",
        max_length=160,
        required=False,
        help_text="Where the older plan is not held here, for example 2018/20.",
    )
    continues_kind = forms.ChoiceField(
        label="How it goes on", choices=ContinuationKind.choices, required=False, initial=ContinuationKind.RELATED
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, plan: Plan, action: Action | None, data: Any = None) -> None:
        self.period = plan.period
        super().__init__(data, initial=_begin(plan, action))
        older = Action.objects.filter(plan__start__lt=plan.start).exclude(plan=plan)
        field = self.fields["earlier"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (for the type checker)
        field.queryset = older.select_related("plan").order_by("-plan__start", "plan", "order", "pk")


def _begin(plan: Plan, action: Action | None) -> dict[str, Any]:
    if action is None:
        return {"version": 0, **TimedForm.begin(When(), plan.period)}
    facts = facts_of(action)
    code, plan_words = facts.continues or ("", "")
    continues = getattr(action, "continues", None)
    return {
        "code": action.code,
        "title": facts.title,
        "detail": facts.detail,
        "themes": [theme.pk for theme in action.themes.all()],
        "stakeholders": "\n".join(facts.stakeholders),
        "success_measure": facts.success_measure,
        "notes": facts.notes,
        "earlier": continues.earlier_id if continues else None,
        "older_code": code,
        "older_plan": plan_words,
        "continues_kind": continues.kind if continues else ContinuationKind.RELATED,
        "version": action.version,
        **TimedForm.begin(facts.timescale, plan.period),
    }


class ActionForms:
    """The form of an action with the rows of its leads and steps: one thing to whoever fills it in."""

    def __init__(self, plan: Plan, action: Action | None, data: Any = None) -> None:
        self.plan, self.action, self.data = plan, action, data
        self.main = ActionForm(plan, action, data)
        step = {"period": plan.period}
        # what was sent is taken as it is: beside rows that somebody else wrote meanwhile it could look unchanged
        is_new = data is None
        self.leads: Any = LeadRows(data, prefix="leads", initial=_leads(action) if is_new else None)
        self.steps: Any = StepRows(
            data, prefix="steps", initial=_steps(action, plan.period) if is_new else None, form_kwargs=step
        )

    def is_valid(self) -> bool:
        """Check all of it, so that everything that is wrong is said at once."""
        return all([self.main.is_valid(), self.leads.is_valid(), self.steps.is_valid()])

    @property
    def is_refused(self) -> bool:
        """Say whether something is missing or wrong in what was sent."""
        return self.data is not None and not self.is_valid()

    @property
    def problems(self) -> list[str]:
        """Return what is missing or wrong, with the field it is about."""
        found = [*self.leads.non_form_errors(), *self.steps.non_form_errors(), *self.main.non_field_errors()]
        for place, form in [("", self.main), *_places("Lead", self.leads), *_places("Step", self.steps)]:
            for name, errors in form.errors.items():
                if name in form.fields:
                    found += [f"{place}{form.fields[name].label}: {error}" for error in errors]
        return found

    @property
    def version(self) -> int:
        """Return at which version the action was when the form was opened."""
        return self.main.cleaned_data["version"] or 0

    def typed(self) -> ActionTyped:
        """Return what was typed; needs `is_valid`."""
        data = self.main.cleaned_data
        leads = list(self.leads.filled())
        steps = list(self.steps.filled())
        earlier: Action | None = data["earlier"]
        code, plan_words = data["older_code"], data["older_plan"]
        if earlier:
            code, plan_words = code or earlier.code, plan_words or earlier.plan.title
        facts = ActionFacts(
            title=data["title"].strip(),
            detail=data["detail"].strip(),
            themes=sorted(theme.slug for theme in data["themes"]),
            leads=list(dict.fromkeys(form.cleaned_data["words"] for form in leads)),
            stakeholders=_lines(data["stakeholders"]),
            success_measure=data["success_measure"].strip(),
            timescale=data["when"],
            steps=[form.facts for form in steps],
            continues=[code, plan_words] if code or plan_words else [],
            notes=data["notes"].strip(),
        )
        accounts = {form.cleaned_data["words"]: form.cleaned_data["account"] for form in leads}
        return ActionTyped(
            code=data["code"],
            facts=facts,
            accounts={words: account.pk if account else None for words, account in accounts.items()},
            steps_were=[form.cleaned_data["was"] for form in steps],
            earlier=earlier,
            kind=ContinuationKind(data["continues_kind"] or ContinuationKind.RELATED),
        )

    def with_more(self, rows: str) -> "ActionForms":
        """Return the same, as it was typed, with another empty row of leads or of steps."""
        data = self.data.copy()
        key = f"{rows}-TOTAL_FORMS"
        most = MOST_LEADS if rows == "leads" else MOST_STEPS
        number = data.get(key, "")
        if number.isdecimal() and int(number) < most:
            data[key] = str(int(number) + 1)
        return ActionForms(self.plan, self.action, data)

    def read_again(self) -> "ActionForms":
        """Return the same, as it was typed, with the fields of each date as its words are understood."""
        data = self.data.copy()
        for form in (self.main, *self.steps.forms):
            if data.get(form.add_prefix("date_by")) != DateBy.HAND:
                when = read_when(data.get(form.add_prefix("wording"), ""), form.period)
                begun = TimedForm.begin(when, form.period)
                data[form.add_prefix("kind")] = begun["kind"]
                data[form.add_prefix("spans")] = begun["spans"]
        return ActionForms(self.plan, self.action, data)

    def at_version(self, version: int) -> "ActionForms":
        """Return the same, as it was typed, to be saved over what the action says at another version."""
        data = self.data.copy()
        data["version"] = str(version)
        return ActionForms(self.plan, self.action, data)


def _places(name: str, rows: Rows) -> list[tuple[str, forms.Form]]:
    return [(f"{name} {number}, ", form) for number, form in enumerate(rows.forms, 1)]


def _leads(action: Action | None) -> list[dict[str, Any]]:
    if action is None:
        return []
    return [
        {"words": lead.words, "account": lead.user.email if lead.user else ""}
        for lead in action.leads.select_related("user")
    ]


def _steps(action: Action | None, period: PlanPeriod) -> list[dict[str, Any]]:
    if action is None:
        return []
    return [
        {"was": row.pk, "label": step.label, "text": step.text, "leads": "\n".join(step.leads)}
        | TimedForm.begin(step.timescale, period)
        for row, step in zip(action.steps.all(), facts_of(action).steps, strict=True)
    ]


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
