"""What a reader says is wrong with a profile, and what a steward did about it."""

from django import forms

from profiles.enums import ProblemKind

from .base import Line, Paragraphs


class ReportForm(forms.Form):
    """A report. `website` is for programs that fill in every field: people do not see it."""

    kind = forms.ChoiceField(
        label="What is the matter?",
        choices=ProblemKind.choices,
        error_messages={"required": "Choose one.", "invalid_choice": "Choose one of the list."},
    )
    words = Paragraphs(
        label="What should we know?",
        max_length=2000,
        help_text="Up to 2,000 characters. The stewards of the profiles read it, and nobody else.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Say in a line what is the matter."},
    )
    reply_to = forms.EmailField(
        label="Your email, if you would like an answer",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "This is no email address. Leave it empty if you want no answer."},
    )
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def is_from_a_program(self) -> bool:
        """Say whether the field that people do not see was filled in."""
        return bool(self.data.get("website"))


class ClosingForm(forms.Form):
    """What was done about a report."""

    outcome = Line(
        label="What was done",
        max_length=300,
        error_messages={"required": "Say in a line what was done, for whoever looks at it later."},
    )
