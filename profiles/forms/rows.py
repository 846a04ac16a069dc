"""Forms of sections that are lists of rows: one form adds a row, the same form changes one that is there."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.utils import timezone

from profiles.enums import ContributionKind, Credit, CreditRole, OfferKind, Section
from profiles.identifiers import clean_doi, clean_orcid, validate_orcid, validate_pasted_doi
from profiles.models import Technician
from profiles.models.contributions import EARLIEST_YEAR
from profiles.services import profile
from profiles.services.profile import Edit

from .base import DateBox, Line, SectionForm


class YearField(forms.IntegerField):
    """A year that is no later than this one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            min_value=EARLIEST_YEAR,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            error_messages={
                "invalid": "Give the year in four digits.",
                "min_value": f"Give a year from {EARLIEST_YEAR}.",
            },
            **options,
        )

    def validate(self, value: Any) -> None:
        """Refuse a year that is still to come; asked at each use, since the process may outlive a year."""
        super().validate(value)
        if value is not None and value > timezone.localdate().year:
            raise ValidationError("This year is still to come.")


class RowsForm(SectionForm):
    """A section's audience, and one row: to be added where it was filled in, or the one that is being changed.

    `row_fields` are the row's; those in `needed` make it a row. `own_words` are fields of the technician.
    """

    body_template = "profiles/me/fields/rows.html"
    row_fields: ClassVar[tuple[str, ...]]
    needed: ClassVar[dict[str, str]]  # what is said where it is missing, by field
    own_words: ClassVar[tuple[str, ...]] = ()
    related_name: ClassVar[str]
    row_template: ClassVar[str]
    legend: ClassVar[str]
    list_label: ClassVar[str]
    none_yet: ClassVar[str]

    remove = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, technician: Technician, data: Any = None, row: models.Model | None = None) -> None:
        self.row = row
        super().__init__(technician, data)
        if row is not None:
            self.body_template = "profiles/me/fields/plain.html"
            for name in self.own_words:
                del self.fields[name]

    def begin(self, technician: Technician) -> dict[str, Any]:
        """Begin with the row, or with what the technician says besides the rows."""
        if self.row is not None:
            return {name: getattr(self.row, name) for name in self.row_fields}
        return {name: getattr(technician, name) for name in self.own_words}

    def rows(self) -> list[models.Model]:
        """Return the rows there are."""
        return list(getattr(self.technician, self.related_name).all())

    @property
    def only_adds(self) -> bool:
        """Say whether this is the list with a new row, rather than one row by itself."""
        return self.row is None

    @property
    def row_title(self) -> str:
        """Return what the row is called."""
        return str(self.row or "")

    def one_fields(self) -> list[forms.BoundField]:
        """Return the fields of one row."""
        return [self[name] for name in self.row_fields]

    def other_fields(self) -> list[forms.BoundField]:
        """Return the fields that stand beside the rows."""
        return [self[name] for name in self.own_words if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing where a row was begun."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("remove"):
            self._let_typed_words_be(data)
        elif self._is_begun(data):
            for name, words in self.needed.items():
                if name not in self.errors and data.get(name) in (None, ""):
                    self.add_error(name, words)
        return data

    def _let_typed_words_be(self, data: dict[str, Any]) -> None:
        """Complain of no field where a row is only to be removed: nothing that was typed beside it is saved."""
        for name in (*self.row_fields, *self.own_words):
            self.errors.pop(name, None)
            data.setdefault(name, "")

    def _is_begun(self, data: dict[str, Any]) -> bool:
        typed = (name for name in self.row_fields if not isinstance(self.fields[name], forms.ChoiceField))
        return self.row is not None or any(data.get(name) or name in self.errors for name in typed)

    def submit(self, user: Any) -> None:
        """Save: add, change or remove."""
        data, pk = self.cleaned_data, self.row.pk if self.row else None
        if data.get("remove"):
            self.remove_row(self.edit(user), pk or data["remove"])
            return
        values = {name: data[name] for name in self.row_fields} if self._is_begun(data) else None
        try:
            self.save_row(self.edit(user), values, pk)
        except ObjectDoesNotExist as gone:
            raise ValidationError("This entry was removed meanwhile. Add it again if you want it back.") from gone

    def save_row(self, edit: Edit, values: dict[str, Any] | None, pk: int | None) -> None:
        """Add a row (pk None) or change one; with no values only save what stands beside the rows."""
        own = {name: self.cleaned_data[name] for name in self.own_words if name in self.fields}
        profile.save_row(edit, values, pk, own)

    def remove_row(self, edit: Edit, pk: int) -> None:
        """Remove one row."""
        profile.remove_row(edit, pk)


class ContributionsForm(RowsForm):
    """Papers, grants, exhibitions, talks ... and the place of credit in each."""

    section = Section.CONTRIBUTIONS
    row_fields = ("kind", "title", "year", "credit", "credit_role", "doi", "url", "detail")
    needed: ClassVar = {"title": "Give its title.", "year": "Give the year."}
    own_words = ("orcid",)
    related_name = "contributions"
    row_template = "profiles/me/rows/contribution.html"
    legend = "Add a contribution"
    list_label = "Your contributions"
    none_yet = "None on the list yet. A paper that thanks you counts, and so does one that should have."

    kind = forms.ChoiceField(label="What it is", choices=ContributionKind.choices)
    title = Line(max_length=300, required=False)
    year = YearField(required=False)
    credit = forms.ChoiceField(
        label="Place of credit",
        choices=Credit.choices,
        initial=Credit.ACKNOWLEDGED,
        help_text="Where you were not credited, or would rather not say, others see nothing. Counted without names.",
    )
    credit_role = forms.ChoiceField(
        label="Contributor role",
        choices=[("", "Not said"), *CreditRole.choices],
        required=False,
        help_text="From CRediT, the list that journals use.",
    )
    doi = Line(
        label="DOI",
        max_length=200,
        required=False,
        help_text="For example 10.1234/abcd, or its address.",
        validators=[validate_pasted_doi],
    )
    url = forms.URLField(label="Link", required=False, assume_scheme="https", help_text="Where there is no DOI.")
    detail = Line(label="What your part was", max_length=300, required=False)
    orcid = Line(
        label="Your ORCID iD",
        max_length=60,
        required=False,
        help_text="Sixteen digits in groups of four, for example 0000-0002-1825-0097. Shown with this section.",
    )

    def clean_doi(self) -> str:
        """Return the bare DOI."""
        return clean_doi(self.cleaned_data["doi"])

    def clean_orcid(self) -> str:
        """Return the ORCID iD in groups of four."""
        orcid = clean_orcid(self.cleaned_data["orcid"])
        if orcid:
            validate_orcid(orcid)
        return orcid


class CommitteesForm(RowsForm):
    """Seats on committees and working groups."""

    section = Section.COMMITTEES
    row_fields = ("committee", "role", "started_on", "ended_on")
    needed: ClassVar = {"committee": "Give the committee’s name.", "started_on": "Say since when."}
    related_name = "committee_seats"
    row_template = "profiles/me/rows/seat.html"
    legend = "Add a committee or group"
    list_label = "Your committees"
    none_yet = "None on the list yet. Working groups, boards and networks count too."

    committee = Line(label="Committee or group", max_length=160, required=False)
    role = Line(label="As what", max_length=80, required=False, help_text="For example member, chair, safety rep.")
    started_on = forms.DateField(label="From", required=False, widget=DateBox)
    ended_on = forms.DateField(label="Until", required=False, widget=DateBox, help_text="Leave empty while it goes on.")


class AchievementsForm(RowsForm):
    """Prizes, firsts, things built: whatever is neither a contribution nor a registration."""

    section = Section.ACHIEVEMENTS
    row_fields = ("title", "year", "detail", "url")
    needed: ClassVar = {"title": "Say what it is.", "year": "Give the year."}
    related_name = "achievements"
    row_template = "profiles/me/rows/achievement.html"
    legend = "Add an achievement"
    list_label = "Your achievements"
    none_yet = "None on the list yet. A rig that works after ten years is one."

    title = Line(label="What", max_length=200, required=False)
    year = YearField(required=False)
    detail = Line(label="A line about it", max_length=300, required=False)
    url = forms.URLField(label="Link", required=False, assume_scheme="https")


class OffersForm(RowsForm):
    """Mentoring, shadowing, answers."""

    section = Section.OFFERS
    row_fields = ("kind", "words")
    needed: ClassVar = {"kind": "Choose what you offer."}
    related_name = "offers"
    row_template = "profiles/me/rows/offer.html"
    legend = "Add an offer"
    list_label = "Your offers"
    none_yet = "None yet. People filter the directory by these: an hour of yours can change somebody’s year."

    kind = forms.ChoiceField(
        label="What you offer",
        choices=[("", "Choose one"), *OfferKind.choices],
        required=False,
        error_messages={"invalid_choice": "Choose one of the list."},
    )
    words = Line(
        label="In your own words",
        max_length=200,
        required=False,
        help_text="For example ‘An hour a month, for people who are new to running a facility’.",
    )

    def _is_begun(self, data: dict[str, Any]) -> bool:
        return bool(data.get("kind")) or super()._is_begun(data)
