"""What somebody types who wants to know when an award opens."""

from django import forms

from portal.core.for_people import ForPeopleForm


class AlertForm(ForPeopleForm):
    """An address to write to."""

    email = forms.EmailField(
        label="Your email address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="We send a link there, and write again only once you have opened it.",
        error_messages={
            "required": "Give an address to which we can write.",
            "invalid": "This is no email address. It has an @ in it, as in name@example.org.",
        },
    )
    field_order = ("email",)
