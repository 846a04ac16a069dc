"""Forms of registrations: the section with one to be added, and one row by itself."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from profiles.enums import RegistrationKind, RegistrationStage, Section
from profiles.models import Registration, RegistrationType, Technician
from profiles.services import profile
from profiles.services.profile.registrations import RegistrationValues, registration_problems, registration_values

from .base import Line, SectionForm

_FIELDS = ("type", "stage", "body", "awarded_on", "renewal_due_on")


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


class _DateBox(forms.DateInput):
    """The browser's own date field, which wants ISO dates."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class RegistrationsForm(SectionForm):
    """The section's audience, and one registration to be added where a type is chosen."""

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
    awarded_on = forms.DateField(label="Awarded on", required=False, widget=_DateBox)
    renewal_due_on = forms.DateField(label="Renewal due on", required=False, widget=_DateBox)
    remove = forms.IntegerField(required=False, widget=forms.HiddenInput)

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

    def registrations(self) -> list[Registration]:
        """Return the rows there are."""
        return list(self.technician.registrations.all())

    def submit(self, user: Any) -> None:
        """Save, adding one or removing one."""
        if self.cleaned_data.get("remove"):
            profile.remove_registration(self.edit(user), self.cleaned_data["remove"])
            return
        profile.save_registration(self.edit(user), self._values())

    def _values(self) -> RegistrationValues | None:
        data = self.cleaned_data
        return RegistrationValues(**{name: data[name] for name in _FIELDS}) if data.get("type") else None


class RegistrationForm(RegistrationsForm):
    """One registration that is there already; the audience stays the section's."""

    body_template = "profiles/me/fields/plain.html"

    def __init__(self, technician: Technician, row: Registration, data: Any = None) -> None:
        self.row = row
        super().__init__(technician, data)
        self.fields["type"].required = True
        self.fields["type"].error_messages["required"] = "Choose which registration this is."

    def begin(self, technician: Technician) -> dict[str, Any]:
        """Begin with the row."""
        return registration_values(self.row)

    def submit(self, user: Any) -> None:
        """Save the row, or remove it."""
        if self.cleaned_data.get("remove"):
            profile.remove_registration(self.edit(user), self.row.pk)
            return
        try:
            profile.save_registration(self.edit(user), self._values(), self.row.pk)
        except Registration.DoesNotExist as gone:
            raise ValidationError(
                "This registration was removed meanwhile. Add it again if you want it back."
            ) from gone
