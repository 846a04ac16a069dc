"""The form in which somebody says what they thought."""

from django import forms

SCORES = ((5, "Very useful"), (4, "Useful"), (3, "In between"), (2, "Not very useful"), (1, "Not useful"))


class FeedbackForm(forms.Form):
    """A score and, where somebody wants, words."""

    score = forms.TypedChoiceField(
        label="How useful was it?",
        choices=SCORES,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the answers.", "invalid_choice": "Choose one of the answers."},
    )
    words = forms.CharField(
        label="What was good, and what could be better? (optional)",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Organisers read this, without your name. Up to 2,000 characters.",
    )
