"""What organisers type about those who come: whom they book, why they say no, what they write to them."""

from typing import Any
from uuid import uuid4

from django import forms

from events.enums import BookingState
from events.models import Occurrence
from events.services.messages import receivers
from profiles.forms.base import Line, Paragraphs

# To whom a message can go, by the word in the form
GROUPS = {
    BookingState.CONFIRMED: "Those who have a place",
    BookingState.OFFERED: "Those who are offered a place",
    BookingState.WAITING: "Those on the waiting list",
    BookingState.ASKED: "Those who wait for your yes or no",
}


class SomebodyForm(forms.Form):
    """Somebody to book for."""

    email = forms.EmailField(
        label="Email address",
        help_text="Somebody with an account is found by it, and books as themselves.",
        error_messages={"required": "Give the address to write to.", "invalid": "Give an email address."},
    )
    name = Line(
        label="Name",
        max_length=160,
        error_messages={"required": "Give the name."},
        help_text="Of somebody with an account, the account’s own name is kept.",
    )


class EndForm(forms.Form):
    """Why somebody does not come: sent to them."""

    words = Line(
        label="Why",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="They read it in the mail that tells them.",
        error_messages={"required": "Say why: they read it."},
    )


class MessageForm(forms.Form):
    """A message to those who booked."""

    to = forms.MultipleChoiceField(
        label="To",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose to whom it goes."},
    )
    subject = Line(label="Subject", max_length=150, error_messages={"required": "Give a subject."})
    words = Paragraphs(
        label="Message",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Answers come to your own address. Nobody sees who else gets it.",
        error_messages={"required": "Write the message."},
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, occurrence: Occurrence, data: Any = None) -> None:
        self.occurrence = occurrence
        super().__init__(data, initial={"to": [BookingState.CONFIRMED], "token": uuid4()})
        counts = receivers(occurrence, list(GROUPS)).by_state()
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (state, f"{label} ({counts.get(state, 0)})") for state, label in GROUPS.items()
        ]

    def clean_to(self) -> list[str]:
        """Refuse a message to nobody."""
        states: list[str] = self.cleaned_data["to"]
        if not receivers(self.occurrence, states).exists():
            raise forms.ValidationError("There is nobody to write to. Choose others.")
        return states
