"""What organisers type about a question to those who book."""

from typing import Any

from django import forms

from events.enums import QuestionKind
from events.models import Question
from events.services.questions import FIELDS
from profiles.forms.base import Line, Paragraphs


class QuestionForm(forms.Form):
    """One question."""

    text = Line(label="Question", max_length=200, error_messages={"required": "Write the question."})
    help_text = Line(label="Help", max_length=200, required=False, help_text="Stands beneath the question.")
    kind = forms.ChoiceField(
        label="How it is answered", choices=QuestionKind.choices, initial=QuestionKind.TEXT, widget=forms.RadioSelect
    )
    choices = Paragraphs(
        label="Answers to choose from",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One a line, for ‘one of several answers’.",
    )
    is_required = forms.BooleanField(label="It must be answered", required=False)
    is_private = forms.BooleanField(
        label="It is about food, access or health",
        required=False,
        initial=True,
        help_text="Answers are seen by event organisers alone, and deleted 14 days after the event.",
    )
    is_asked = forms.BooleanField(label="Ask it of those who book now", required=False, initial=True)

    def __init__(self, data: Any = None, question: Question | None = None) -> None:
        super().__init__(data, initial={name: getattr(question, name) for name in FIELDS} if question else None)
