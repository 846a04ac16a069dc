"""What organisers type about honours, those who are honoured, and entries for awards of other bodies."""

from typing import Any

from django import forms
from django.utils import timezone

from awards.enums import HONOURED, EntryResult, Outcome
from awards.models import Honour, SchemePage
from awards.services.entries import Entered
from awards.services.past_honours import Said
from profiles.forms.base import Line
from profiles.models import Technician
from profiles.viewsets.chooser import technician_chooser

EARLIEST = 1950


class WordsForm(forms.Form):
    """What is said of an honour of a round."""

    team = Line(label="Team", max_length=160, required=False, help_text="The name of a team, where one was honoured.")
    citation = forms.CharField(
        label="What for",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A sentence or two. Shown once all who are honoured agreed to be named.",
    )

    def said(self) -> Said:
        """Return what was typed."""
        sent = self.cleaned_data
        return Said(sent.get("category", ""), sent.get("kind", ""), sent["team"], sent["citation"])


class PastWordsForm(WordsForm):
    """What is said of an honour that was written down."""

    category = Line(label="Category", max_length=120, required=False)
    kind = forms.ChoiceField(
        choices=[(outcome.value, outcome.label) for outcome in HONOURED], initial=Outcome.WINNER.value
    )
    field_order = ("scheme", "year", "category", "kind", "team", "citation")


class PastHonourForm(PastWordsForm):
    """One more honour: from before the portal, or of another body."""

    scheme = forms.ModelChoiceField(
        SchemePage.objects.order_by("title"), label="Award", error_messages={"required": "Choose an award."}
    )
    year = forms.IntegerField(min_value=EARLIEST, error_messages={"required": "Give the year."})

    def clean_year(self) -> int:
        """Refuse a year that is to come."""
        year: int = self.cleaned_data["year"]
        if year > timezone.localdate().year:
            raise forms.ValidationError("This year is to come. What is won in a round is announced by itself.")
        return year


def words_form(honour: Honour, data: Any = None) -> WordsForm:
    """Return the form of what is said of an honour."""
    kind = WordsForm if honour.candidate_id else PastWordsForm
    said = {"category": honour.category_name, "kind": honour.kind, "team": honour.team_name}
    return kind(data, initial={**said, "citation": honour.citation})


class HonouredTechnicianForm(forms.Form):
    """Which technician was honoured."""

    technician = forms.ModelChoiceField(
        Technician.objects.all(),
        widget=technician_chooser.widget_class,
        error_messages={"required": "Choose a technician.", "invalid_choice": "Choose a technician."},
    )


class HonouredOutsideForm(forms.Form):
    """Somebody who was honoured and has no profile."""

    name = Line(
        label="Name", max_length=160, help_text="As it is printed.", error_messages={"required": "Give a name."}
    )
    department = Line(label="Department", max_length=160, required=False)
    email = forms.EmailField(
        label="Email address",
        required=False,
        help_text="Where they are asked whether they may be named. Shown to nobody else.",
        error_messages={"invalid": "Give an email address."},
    )


class RecordHonouredForm(forms.Form):
    """How somebody agreed elsewhere."""

    reason = Line(
        label="How they agreed, and where that is kept",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example ‘By telephone on 3 March’. They read this too.",
        error_messages={"required": "Say how they agreed, and where that is kept."},
    )


class EntryForm(forms.Form):
    """An entry for another body's award."""

    scheme = forms.ModelChoiceField(
        SchemePage.objects.external().order_by("title"),
        label="Award",
        error_messages={"required": "Choose an award.", "invalid_choice": "Choose an award of another body."},
    )
    technician = forms.ModelChoiceField(
        Technician.objects.all(), required=False, widget=technician_chooser.widget_class
    )
    name = Line(
        label="Or by name", max_length=160, required=False, help_text="A team, or somebody who has no profile here."
    )
    entered_on = forms.DateField(
        label="Entered on", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Say when.", "invalid": "Give a date."},
    )  # fmt: skip
    result = forms.ChoiceField(choices=EntryResult.choices, initial=EntryResult.ENTERED.value)
    note = Line(label="Note", max_length=300, required=False, help_text="Seen by organisers alone.")

    def clean(self) -> dict[str, Any]:
        """Refuse two who were entered, and nobody."""
        sent: dict[str, Any] = super().clean() or {}
        if bool(sent.get("technician")) == bool(sent.get("name")):
            self.add_error("name", "Choose a technician, or give a name: one of the two.")
        if (day := sent.get("entered_on")) is not None and day > timezone.localdate():
            self.add_error("entered_on", "This day is to come.")
        return sent

    def entered(self) -> Entered:
        """Return what was typed."""
        return Entered(**self.cleaned_data)
