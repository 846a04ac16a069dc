"""Forms of registrations: the section with one to be added, and one row by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from profiles.enums import (
    HELD_STAGES,
    ONE_CLICK_STEPS,
    CheckState,
    RegistrationKind,
    RegistrationStage,
    RegistrationStep,
    Section,
)
from profiles.models import Registration, RegistrationType, Technician
from profiles.registration_stages import steps_from
from profiles.services import profile
from profiles.services.profile.registrations import RegistrationValues, registration_problems, registration_values

from .base import DateBox, Line, SectionForm

_FIELDS = ("type", "stage", "body", "awarded_on", "renewal_due_on", "will_help")

_CHECK_WORDS: dict[str, str] = {
    CheckState.ASKED: "Certificate: waiting for a steward",
    CheckState.NOT_SEEN: "Certificate: could not be seen",
}


class TypesByKind(forms.models.ModelChoiceIterator):
    """Types under their kind, since registrations, memberships and statutory roles are not the same."""

    def __iter__(self) -> Iterator[Any]:
        yield ("", "Choose one")
        groups: dict[str, list[Any]] = {kind: [] for kind in RegistrationKind.values}
        for kind in self.queryset:
            groups[kind.kind].append(self.choice(kind))
        yield from ((RegistrationKind(kind).label, choices) for kind, choices in groups.items() if choices)


class TypeField(forms.ModelChoiceField):
    """A type, chosen under its kind."""

    iterator = TypesByKind


@dataclass(frozen=True)
class ListedRegistration:
    """One row in its owner's list, with what may be said or asked about it."""

    row: Registration
    check_state: str

    @property
    def one_click_steps(self) -> list[RegistrationStep]:
        """Return the steps that are done at a press."""
        return [step for step in steps_from(self.row.stage) if step in ONE_CLICK_STEPS]

    @property
    def asked_steps(self) -> list[RegistrationStep]:
        """Return the steps that ask for a date, or whether it is meant."""
        return [step for step in steps_from(self.row.stage) if step not in ONE_CLICK_STEPS]

    @property
    def check_words(self) -> str:
        """Return what the link to the certificate's check says; nothing where there is nothing to check."""
        if self.row.stage not in HELD_STAGES or self.row.certificate_seen_on:
            return ""
        return _CHECK_WORDS.get(self.check_state, "Check my certificate")


class RegistrationsForm(SectionForm):
    """The section's audience and one registration: to be added where a type is chosen, or the one being changed."""

    section = Section.REGISTRATIONS
    body_template = "profiles/me/fields/registrations.html"

    type = TypeField(RegistrationType.objects.order_by("post_nominals"), required=False, label="Which one")
    stage = forms.ChoiceField(
        choices=RegistrationStage.choices,
        required=False,
        initial=RegistrationStage.HELD,
        help_text="‘Interested’ and ‘Lapsed’ are shown to nobody but you.",
    )
    body = Line(label="Through which body", max_length=120, required=False, help_text="For example IST or the RSC.")
    awarded_on = forms.DateField(label="Awarded on", required=False, widget=DateBox)
    renewal_due_on = forms.DateField(label="Renewal due on", required=False, widget=DateBox)
    will_help = forms.BooleanField(
        label="I will help others with this one",
        required=False,
        help_text="People who look for help with it find you by a filter of the directory.",
    )
    remove = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, technician: Technician, data: Any = None, row: Any = None) -> None:
        self.row: Registration | None = row
        super().__init__(technician, data)
        if row is not None:
            self.body_template = "profiles/me/fields/plain.html"
            self.fields["type"].required = True
            self.fields["type"].error_messages["required"] = "Choose which registration this is."

    def begin(self, technician: Technician) -> dict[str, Any]:
        """Begin with the row that is being changed; the audience stays the section's."""
        return registration_values(self.row) if self.row else {}

    @property
    def row_title(self) -> str:
        """Return what the row is called."""
        return self.row.type.name if self.row else ""

    def clean(self) -> dict[str, Any]:
        """Check the dates, and that nothing was filled in without a type."""
        data: dict[str, Any] = super().clean() or {}
        typed = any(data.get(name) for name in ("body", "awarded_on", "renewal_due_on"))
        if typed and not data.get("type") and "type" not in self.errors:
            self.add_error("type", "Choose which registration this is about.")
        data["stage"] = data.get("stage") or RegistrationStage.INTERESTED
        if data.get("type"):
            problems = registration_problems(data["stage"], data.get("awarded_on"), data.get("renewal_due_on"))
            for field, problem in problems.items():
                self.add_error(field, problem)
        return data

    def rows(self) -> list[Registration]:
        """Return the rows there are."""
        return list(self.technician.registrations.all())

    @cached_property
    def listed(self) -> list[ListedRegistration]:
        """Return the rows with what may be done about each."""
        rows: list[Any] = list(self.technician.registrations.with_check_state())
        return [ListedRegistration(row, row.check_state or "") for row in rows]

    def submit(self, user: Any) -> None:
        """Save: add, change or remove."""
        if self.cleaned_data.get("remove"):
            profile.remove_registration(self.edit(user), self.row.pk if self.row else self.cleaned_data["remove"])
            return
        try:
            profile.save_registration(self.edit(user), self._values(), self.row.pk if self.row else None)
        except Registration.DoesNotExist as gone:
            raise ValidationError(
                "This registration was removed meanwhile. Add it again if you want it back."
            ) from gone

    def _values(self) -> RegistrationValues | None:
        data = self.cleaned_data
        return RegistrationValues(**{name: data[name] for name in _FIELDS}) if data.get("type") else None
