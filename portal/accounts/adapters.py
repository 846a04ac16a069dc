"""How allauth is told the house's rules."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up only with a work address of this university."""

    def clean_email(self, email: str) -> str:
        """Return the address in lower case.

        Raises ValidationError where its domain is not one of SIGNUP_EMAIL_DOMAINS.
        """
        email = super().clean_email(email).strip().lower()
        domains = [domain.lower() for domain in settings.SIGNUP_EMAIL_DOMAINS]
        if email.rpartition("@")[2] not in domains:
            raise ValidationError(
                f"Use your work address, which ends in {' or '.join('@' + domain for domain in domains)}."
            )
        return email
