"""Forms of a section drafted for somebody else: the section's own fields, empty, and without its audience."""

from copy import deepcopy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from profiles.enums import Section

from .base import Line, SectionForm
from .rows import AchievementsForm, CommitteesForm, ContributionsForm, OffersForm, RowsForm
from .words import AskForm, IntroductionForm

# The sections that can be drafted, and which of their fields. Place, contact and name are for their owner alone.
_FORMS: tuple[tuple[type[SectionForm], tuple[str, ...]], ...] = (
    (IntroductionForm, ("headline", "about")),
    (AskForm, ("topics",)),
    (ContributionsForm, ContributionsForm.row_fields),
    (AchievementsForm, AchievementsForm.row_fields),
    (CommitteesForm, CommitteesForm.row_fields),
    (OffersForm, OffersForm.row_fields),
)
DRAFTED: dict[Section, tuple[str, ...]] = {form.section: fields for form, fields in _FORMS}
_SOURCES: dict[Section, type[SectionForm]] = {form.section: form for form, _ in _FORMS}


class DraftForm(forms.Form):
    """What an author writes for somebody else. It begins empty: what is there already may not be theirs to see."""

    def __init__(self, section: Section, data: Any = None) -> None:
        super().__init__(data, auto_id=f"id_{section}_%s")
        source = _SOURCES[section]
        needed = source.needed if issubclass(source, RowsForm) else {}
        for name in DRAFTED[section]:
            drafted: Any = deepcopy(source.base_fields[name])
            if name in needed:
                drafted.required = True
                drafted.error_messages["required"] = needed[name]
            self.fields[name] = drafted
        self.fields["note"] = Line(
            label="A line to go with it", max_length=300, required=False, help_text="Read by the owner alone."
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a draft with nothing in it; what the owner could not save, the section's own fields refuse."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(self._written().values()):
            raise ValidationError("There is nothing in it yet. Write a line or two.")
        return data

    def _written(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "note"}

    def as_typed(self) -> dict[str, str]:
        """Return the fields as text, to be put into the owner's form; dates in the form that it reads."""
        return {name: "" if value is None else str(value) for name, value in self._written().items()}


class RefusalForm(forms.Form):
    """A few words to the author of a draft that is not taken."""

    answer = Line(
        label="A line to its author",
        max_length=300,
        required=False,
        help_text="If you like. They are told in any case that you did not take it.",
    )
