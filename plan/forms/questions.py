"""What a reader asks about an action."""

from django import forms

from portal.core.for_people import ForPeopleForm
from profiles.forms.base import Line, Paragraphs


class QuestionForm(ForPeopleForm):
    """A question, and who is to be answered."""

    question = Paragraphs(
        label="Your question",
        max_length=2000,
        help_text="Up to 2,000 characters.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Write your question."},
    )
    name = Line(
        label="Your name",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Say who is asking."},
    )
    email = forms.EmailField(
        label="Your email",
        help_text="The answer comes to it. It is passed on with your question, and not kept here.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Give an email address, so that you can be answered.",
            "invalid": "This is no email address. Write it like name@example.ac.uk.",
        },
    )
