"""What is said of a plan, and who stands behind it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.documents.widgets import AdminDocumentChooser

from plan.models import Endorsement, Plan
from plan.services.plans import (
    ENDORSED,
    FIELDS,
    PlanChangedError,
    edit_endorsement,
    edit_plan,
    endorse,
    endorsement_seen,
    make_plan,
    plan_seen,
)
from portal.core.models import PortalDocument
from profiles.forms.base import DateBox, Line, Paragraphs

CHANGED = (
    "Somebody changed this meanwhile. What you typed is kept below; saved again, it stands in the place of theirs."
)
NO_DATE = {"required": "Give the day.", "invalid": "Give the day as a date, for example 2026-11-22."}


class SeenForm(forms.Form):
    """A form that knows what its row said when it was opened; `is_stale` once somebody else was quicker."""

    is_stale = False
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def keep(self, write: Callable[[], Any]) -> Any:
        """Return what the service makes of it; None where it cannot be, with the reason at its field."""
        try:
            return write()
        except ValidationError as wrong:
            for name, errors in wrong.error_dict.items():
                for error in errors:
                    self.add_error(name if name in self.fields else None, error)
        except PlanChangedError:
            self.is_stale = True
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["seen"] = self.seen_now()  # type: ignore[index]
            self.add_error(None, CHANGED)
        return None

    def seen_now(self) -> str:
        """Return the mark of what the row says now."""
        raise NotImplementedError


class PlanForm(SeenForm):
    """A plan: title, period, introduction, who leads it and where questions go."""

    title = Line(label="Title", max_length=160, error_messages={"required": "Give the plan a title."})
    start = forms.DateField(label="Begins on", widget=DateBox, error_messages=NO_DATE)
    end = forms.DateField(label="Ends on", widget=DateBox, error_messages=NO_DATE)
    introduction = Paragraphs(
        label="Introduction",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What to know before the figures, in a few lines.",
    )
    lead_name = Line(label="Named lead", max_length=120, required=False)
    lead_role = Line(label="The lead’s role", max_length=160, required=False)
    contact_email = forms.EmailField(
        label="Contact", required=False, help_text="Questions about actions are sent to this address."
    )

    def __init__(self, plan: Plan | None, data: Any = None) -> None:
        self.plan = plan
        initial = {name: getattr(plan, name) for name in FIELDS} | {"seen": plan_seen(plan)} if plan else {}
        super().__init__(data, initial=initial)

    def submit(self, user: Any) -> Plan | None:
        """Make or change the plan; None where it cannot be, with the reason at its field."""
        if not self.is_valid():
            return None
        values = {name: self.cleaned_data[name] for name in FIELDS}
        seen, plan = self.cleaned_data["seen"], self.plan
        made: Plan | None = self.keep(
            lambda: edit_plan(plan.pk, seen, values, user) if plan else make_plan(values, user)
        )
        return made

    def seen_now(self) -> str:
        """Return the mark of what the plan says now."""
        return plan_seen(Plan.objects.get(pk=self.plan.pk)) if self.plan else ""


class EndorsementForm(SeenForm):
    """Somebody senior who stands behind a plan."""

    name = Line(label="Name", max_length=120, error_messages={"required": "Say who stands behind the plan."})
    role = Line(label="Role", max_length=160, error_messages={"required": "Say in which role."})
    given_on = forms.DateField(label="Date", widget=DateBox, error_messages=NO_DATE)
    ended_on = forms.DateField(
        label="Until",
        widget=DateBox,
        required=False,
        help_text="When they left, or took it back. Empty while it holds; several may hold at once.",
        error_messages=NO_DATE,
    )
    document = forms.ModelChoiceField(
        label="Document",
        queryset=PortalDocument.objects.all(),
        required=False,
        widget=AdminDocumentChooser,
        help_text="A letter or a minute that everybody may read.",
    )

    def __init__(self, plan: Plan, endorsement: Endorsement | None, data: Any = None) -> None:
        self.plan, self.endorsement = plan, endorsement
        initial: dict[str, Any] = {}
        if endorsement:
            initial = {name: getattr(endorsement, name) for name in ENDORSED}
            initial["seen"] = endorsement_seen(endorsement)
        super().__init__(data, initial=initial)

    def submit(self, user: Any) -> Endorsement | None:
        """Add or change the endorsement; None where it cannot be, with the reason at its field."""
        if not self.is_valid():
            return None
        values = {name: self.cleaned_data[name] for name in ENDORSED}
        seen, held = self.cleaned_data["seen"], self.endorsement
        made: Endorsement | None = self.keep(
            lambda: edit_endorsement(held.pk, seen, values, user) if held else endorse(self.plan, values, user)
        )
        return made

    def seen_now(self) -> str:
        """Return the mark of what the endorsement says now."""
        held = Endorsement.objects.filter(pk=self.endorsement.pk).first() if self.endorsement else None
        return endorsement_seen(held) if held else ""
