"""Who is to be answered: what forms ask of everybody, signed in or not, whose words are passed on by mail."""

from typing import Any

from django import forms

from portal.core.for_people import ForPeopleForm

from .base import Line


class AnsweredForm(ForPeopleForm):
    """Name and address of somebody who writes; passed on, and not kept."""

    name = Line(
        label="Your name",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Say who is asking."},
    )
    email = forms.EmailField(
        label="Your email",
        help_text="The answer comes to it. It is passed on with your words, and not kept here.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Give an email address, so that you can be answered.",
            "invalid": "This is no email address. Write it like name@example.ac.uk.",
        },
    )


def who_asks(user: Any) -> dict[str, str]:
    """Return what is known of somebody who is signed in, so that they need not type it."""
    return {"name": user.get_full_name(), "email": user.email} if user.is_authenticated else {}
