"""Forms of registrations: the section with one to be added, and one row by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django import forms

from profiles.enums import (
    HELD_STAGES,
    ONE_CLICK_STEPS,
    CheckState,
    RegistrationKind,
    RegistrationStage,
    RegistrationStep,
    Section,
)
from profiles.models import Registration, RegistrationType
from profiles.registration_stages import steps_from
from profiles.services import profile
from profiles.services.profile import Edit
from profiles.services.profile.registrations import RegistrationValues, registration_problems

from .base import DateBox, Line
from .rows import RowsForm

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


class RegistrationsForm(RowsForm):
    """Registrations, memberships, fellowships and statutory roles, each with its stage and dates."""

    section = Section.REGISTRATIONS
    body_template = "profiles/me/fields/registrations.html"
    row_fields = ("type", "stage", "body", "awarded_on", "renewal_due_on", "will_help")
    needed: ClassVar = {"type": "Choose which registration this is about."}
    related_name = "registrations"

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

    @property
    def row_title(self) -> str:
        """Return what the row is called."""
        return self.row.type.name if isinstance(self.row, Registration) else ""

    def clean(self) -> dict[str, Any]:
        """Check that the dates fit the stage."""
        data = super().clean()
        data["stage"] = data.get("stage") or RegistrationStage.INTERESTED
        if data.get("type") and not data.get("remove"):
            problems = registration_problems(data["stage"], data.get("awarded_on"), data.get("renewal_due_on"))
            for field, problem in problems.items():
                self.add_error(field, problem)
        return data

    def _is_begun(self, data: dict[str, Any]) -> bool:
        return bool(data.get("type")) or super()._is_begun(data)

    @cached_property
    def listed(self) -> list[ListedRegistration]:
        """Return the rows with what may be done about each."""
        rows: list[Any] = list(self.technician.registrations.with_check_state())
        return [ListedRegistration(row, row.check_state or "") for row in rows]

    def save_row(self, edit: Edit, values: dict[str, Any] | None, pk: int | None) -> None:
        """Add or change one."""
        profile.save_registration(edit, RegistrationValues(**values) if values else None, pk)

    def remove_row(self, edit: Edit, pk: int) -> None:
        """Remove one."""
        profile.remove_registration(edit, pk)
