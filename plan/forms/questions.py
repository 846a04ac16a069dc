"""What a reader asks about an action."""

from django import forms

from profiles.forms.answered import AnsweredForm
from profiles.forms.base import Paragraphs


class QuestionForm(AnsweredForm):
    """A question, and who is to be answered."""

    question = Paragraphs(
        label="Your question",
        max_length=2000,
        help_text="Up to 2,000 characters.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Write your question."},
    )
    field_order = ["question", "name", "email"]
