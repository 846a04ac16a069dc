"""allauth's forms where an address is given anew: it must be a work address."""

from allauth.account import forms as allauth_forms
from django.core.exceptions import ValidationError

from .addresses import domain_problem


def _only_work_address(email: str) -> None:
    problem = domain_problem(email)
    if problem:
        raise ValidationError(problem, code="domain")


class SignupForm(allauth_forms.SignupForm):
    """Making an account."""

    def validate_unique_email(self, value: str) -> str:
        """Refuse other domains before anybody asks whether the address has an account."""
        _only_work_address(value)
        return str(super().validate_unique_email(value))


class AddEmailForm(allauth_forms.AddEmailForm):
    """Adding an address to an account."""

    def clean_email(self) -> str:
        """Refuse addresses of other domains."""
        _only_work_address(self.cleaned_data["email"])
        return str(super().clean_email())


class ChangeEmailForm(allauth_forms.ChangeEmailForm):
    """Correcting the address while it waits to be confirmed."""

    def clean_email(self) -> str:
        """Refuse addresses of other domains."""
        _only_work_address(self.cleaned_data["email"])
        return str(super().clean_email())
