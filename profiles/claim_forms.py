"""What somebody types to claim a profile."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from portal.accounts.models import User


def _least_length() -> int:
    """Return how many characters the settings ask of a password."""
    validators: Any = settings.AUTH_PASSWORD_VALIDATORS
    lengths = (v["OPTIONS"]["min_length"] for v in validators if v["NAME"].endswith("MinimumLengthValidator"))
    return next(lengths, 8)


class StaffNumberForm(forms.Form):
    """Claiming while signed in."""

    staff_number = forms.CharField(
        label="Staff number",
        max_length=40,
        help_text="On your staff card, or on your payslip.",
        error_messages={"required": "Type your staff number."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class NewLinkForm(forms.Form):
    """Asking for a fresh link."""

    email = forms.EmailField(
        label="Work email address",
        max_length=254,
        help_text="The one that the university has on its staff list.",
        error_messages={
            "required": "Type your work email address.",
            "invalid": "This is not a whole email address. It has an @ and a part behind it.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class FirstPasswordForm(forms.Form):
    """Choosing a password, or none, for an account that is made by a link."""

    password = forms.CharField(
        label="Choose a password",
        required=False,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, names: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = User(email=email, first_name=names[0], last_name=names[1])
        self.fields[
            "password"
        ].help_text = f"At least {_least_length()} characters. Or leave it empty: then we email you a code each time."

    def clean_password(self) -> str:
        """Hold a password to the same rules as everywhere; an empty one means a code by mail."""
        password = str(self.cleaned_data["password"])
        if not password:
            return ""
        try:
            get_adapter().clean_password(password, user=self._user)
        except ValidationError as error:
            raise ValidationError(error.messages) from error
        return password
