"""What a visitor writes to the university."""

from collections.abc import Sequence
from typing import Any

from django import forms

from portal.front.contact_topics import Topic
from profiles.forms.answered import AnsweredForm
from profiles.forms.base import Paragraphs


class MessageForm(AnsweredForm):
    """A topic, a message, and who is to be answered."""

    topic = forms.ChoiceField(
        label="What is it about?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is about.", "invalid_choice": "Choose one of these."},
    )
    message = Paragraphs(
        label="Your message",
        max_length=4000,
        help_text="Up to 4,000 characters.",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Write your message."},
    )
    field_order = ["topic", "message", "name", "email"]

    def __init__(self, *args: Any, topics: Sequence[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = {topic.key: topic for topic in topics}
        field = self.fields["topic"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [(topic.key, topic.label) for topic in topics]
        if len(topics) == 1:
            field.widget, field.initial = forms.HiddenInput(), topics[0].key

    @property
    def chosen(self) -> Topic:
        """Return the topic of a valid form."""
        return self.topics[self.cleaned_data["topic"]]
