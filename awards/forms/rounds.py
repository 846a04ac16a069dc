"""What organisers type about rounds, and about what they consist of."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from awards.enums import AskNominee, Blind, CategoryKind
from awards.models import Category, Criterion, NominationQuestion, Round
from awards.models.rounds import BEST_SCORE, MOST_SECONDERS, MOST_WEIGHT, MOST_WORDS
from awards.round_rules import FIELDS, fingerprint, values_of
from awards.services.round_parts import FIELDS as PART_FIELDS
from awards.services.round_parts import Part
from profiles.forms.base import DateBox, Line, MomentBox, Paragraphs
from profiles.models import Department

_WHOLE = {"invalid": "Give a whole number."}
_NO_TIME = {"required": "Give a day and a time.", "invalid": "Give a day and a time."}
_YEARS = (1950, 2200)


class SayingForm(forms.Form):
    """A form that shows what a service refuses at the fields it is about."""

    def say(self, wrong: ValidationError) -> None:
        """Show it."""
        if not hasattr(wrong, "error_dict"):
            self.add_error(None, wrong)
            return
        for name, words in wrong.message_dict.items():
            self.add_error(name if name in self.fields else None, [*words])


def _moment(label: str, help_text: str = "") -> forms.DateTimeField:
    return forms.DateTimeField(label=label, widget=MomentBox, help_text=help_text, error_messages=_NO_TIME)


def _number(label: str, least: int, most: int, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, error_messages=_WHOLE, **more)


class RoundForm(SayingForm):
    """A round: when, and by which rules."""

    name = Line(label="Name", max_length=80, help_text="For example ‘2027’.")
    year = _number("Year", *_YEARS, help_text="Under which its honours are listed.")
    introduction = Paragraphs(
        label="What is special about this round", max_length=1500, required=False,
        widget=forms.Textarea(attrs={"rows": 4}), help_text="Stands on the scheme’s page. May stay empty.",
    )  # fmt: skip
    opens_at = _moment("Opens")
    closes_at = _moment("Closes", "To the minute: what arrives at this minute is late.")
    judging_ends_at = _moment("Judging ends")
    letters_at = _moment("Letters go out", "Nominators and nominees learn the result, and keep it to themselves.")
    announce_at = _moment("Announced", "From this minute on everybody sees who won.")
    blind = forms.ChoiceField(
        label="Whose names judges see", choices=Blind.choices, required=False, widget=forms.RadioSelect
    )
    ask_nominee = forms.ChoiceField(
        label="When nominees are asked", choices=AskNominee.choices, initial=AskNominee.LATER, widget=forms.RadioSelect,
        help_text="Before anything about them is published they are asked in any case.",
    )  # fmt: skip
    most_seconders = _number("Supporters at most", 0, MOST_SECONDERS, initial=2, help_text="0: nobody is asked.")
    allows_self = forms.BooleanField(label="People may nominate themselves", required=False)
    employed_since = forms.DateField(
        label="Employed since", widget=DateBox, required=False,
        help_text="Nominees must have been employed since this day. Empty: no rule.",
        error_messages={"invalid": "Give the day as a date, for example 2027-03-02."},
    )  # fmt: skip
    departments = forms.ModelMultipleChoiceField(
        label="Departments", queryset=Department.objects.all(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Nominees must belong to one of these. None ticked: to any.",
    )  # fmt: skip
    not_won_years = _number(
        "Years since winning", 0, 20, initial=0,
        help_text="Who won this scheme within so many years cannot be nominated. 0: no rule.",
    )  # fmt: skip
    judges_each = _number("Judges for each candidate", 1, 20, initial=3)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(
        self, data: Any = None, *, round_: Round | None = None, values: Mapping[str, Any] | None = None,
        frozen: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        """Begin with what a round says (`round_`), or with `values`; what is `frozen` is shown and cannot be typed."""
        begin: dict[str, Any] = dict(values or {})
        if round_ is not None:
            begin = values_of(round_) | {"seen": fingerprint(round_)}
        super().__init__(data, initial=begin)
        for name in frozen:
            self.fields[name].disabled = True

    def values(self) -> dict[str, Any]:
        """Return what was typed, by the names of the services."""
        found = {name: self.cleaned_data[name] for name in FIELDS}
        return found | {"departments": sorted(found["departments"], key=lambda row: row.pk)}


class CancelForm(forms.Form):
    """Why a round is cancelled."""

    reason = Line(
        label="Why", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stands on the scheme’s page.",
        error_messages={"required": "Say why it is cancelled: it stands on the scheme’s page."},
    )  # fmt: skip


class PartForm(SayingForm):
    """A category, a question or a criterion."""

    model: type[Part]

    def __init__(self, data: Any = None, part: Part | None = None) -> None:
        fields = PART_FIELDS[self.model]
        super().__init__(data, initial={name: getattr(part, name) for name in fields} if part else None)

    def values(self) -> dict[str, Any]:
        """Return what was typed."""
        return {name: self.cleaned_data[name] for name in PART_FIELDS[self.model]}


class CategoryForm(PartForm):
    """A category."""

    model = Category
    name = Line(label="Name", max_length=120, error_messages={"required": "Give it a name."})
    description = Line(
        label="What it is for", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In a sentence or two.",
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="Who is nominated",
        choices=CategoryKind.choices,
        initial=CategoryKind.INDIVIDUAL,
        widget=forms.RadioSelect,
    )


class QuestionForm(PartForm):
    """A question to nominators."""

    model = NominationQuestion
    text = Line(label="Question", max_length=200, error_messages={"required": "Write the question."})
    help_text = Line(
        label="Help", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Stands beneath the question.",
    )  # fmt: skip
    least_words = _number("Words at least", 0, MOST_WORDS, initial=0)
    most_words = _number("Words at most", 1, MOST_WORDS, initial=400)
    is_required = forms.BooleanField(label="It must be answered", required=False, initial=True)


class CriterionForm(PartForm):
    """Something that judges score."""

    model = Criterion
    name = Line(label="Name", max_length=120, error_messages={"required": "Give it a name."})
    description = Line(
        label="What judges look for", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"What a 1, a 3 and a {BEST_SCORE} look like. Nominators read it too.",
    )  # fmt: skip
    weight = _number("Weight", 1, MOST_WEIGHT, initial=1, help_text="How much it counts beside the others.")
