"""Which email addresses are work addresses of this university, and whose account one belongs to."""

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings


def signup_domains() -> list[str]:
    """Return the domains whose addresses may have an account, in lower case."""
    return [domain.strip().lower().lstrip("@") for domain in settings.SIGNUP_EMAIL_DOMAINS]


def is_work_address(email: str) -> bool:
    """Say whether an address ends in one of the university's domains (exactly, not in a part of it)."""
    return email.strip().lower().rpartition("@")[2] in signup_domains()


def domain_problem(email: str) -> str:
    """Return what to tell somebody who wants to use another address, or nothing."""
    if is_work_address(email):
        return ""
    return f"Use your work address, which ends in {' or '.join('@' + domain for domain in signup_domains())}."


def account_of(email: str) -> Any:
    """Return the account to which an address belongs, confirmed by its owner; None where there is none."""
    found = EmailAddress.objects.filter(email__iexact=email.strip(), verified=True, user__is_active=True)
    address = found.select_related("user").first()
    return address.user if address else None
