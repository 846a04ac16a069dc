"""What somebody fills in who thanks a technician."""

from collections.abc import Iterable
from typing import Any

from django import forms

from .models.thanks import MOST_CHARACTERS
from .services.thanks import EMPTY, fault_of, plain_words
from .thanked import ThanksView


class ThanksForm(forms.Form):
    """The words, and whether they may be shown."""

    words = forms.CharField(
        label="Your thanks",
        help_text=f"A sentence or two: what did they do, and what came of it? Up to {MOST_CHARACTERS} characters.",
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": MOST_CHARACTERS}),
        error_messages={"required": EMPTY},
    )
    may_be_shown = forms.BooleanField(
        label="They may show it on their profile, with my name",
        help_text="Only if they want to, and to whoever sees the profile. You can change your mind later.",
        required=False,
    )

    def clean_words(self) -> str:
        """Look at the words as the service does."""
        words: Any = self.cleaned_data["words"]
        if fault := fault_of(words):
            raise forms.ValidationError(fault)
        return plain_words(words)


class ReleaseForm(forms.Form):
    """Which of one's thanks the judges of a nomination read."""

    thanks = forms.MultipleChoiceField(
        label="What may the judges read?",
        help_text="None at all is fine. Where judging is blind, names are taken out.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "One of these is not here any more. Choose again."},
    )

    def __init__(self, rows: Iterable[ThanksView], given: Iterable[int], data: Any = None) -> None:
        super().__init__(data, initial={"thanks": [str(pk) for pk in given]})
        field: Any = self.fields["thanks"]
        field.choices = [(str(row.pk), f"‘{row.words}’ {row.other}, {row.on:%-d %B %Y}") for row in rows]

    @property
    def chosen(self) -> list[int]:
        """Return the keys of those that were ticked."""
        return [int(pk) for pk in self.cleaned_data["thanks"]]
