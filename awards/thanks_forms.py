"""What somebody fills in who thanks a technician."""

from typing import Any

from django import forms

from .models.thanks import MOST_CHARACTERS
from .services.thanks import EMPTY, fault_of, plain_words


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
