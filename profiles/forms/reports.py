"""What a reader says is wrong with a profile, and what a steward did about it."""

from django import forms

from portal.core.for_people import ForPeopleForm
from profiles.enums import ProblemKind

from .base import Line, Paragraphs


class ReportForm(ForPeopleForm):
    """A report."""

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


class ClosingForm(forms.Form):
    """What was done about a report."""

    outcome = Line(
        label="What was done",
        max_length=300,
        error_messages={"required": "Say in a line what was done, for whoever looks at it later."},
    )
