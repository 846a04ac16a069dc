"""What follows when allauth says that something happened."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.http import HttpRequest

RECORDS = "account_authentication_methods"


def forget_unproven_password(request: HttpRequest, email_address: EmailAddress, **kwargs: Any) -> None:
    """Take away a password that was set before anybody showed that the address is theirs.

    Somebody can make an account with a colleague's address and a password of their own choosing; it stays
    shut, since the address is not confirmed. When the colleague then signs in by a code, the address is
    confirmed, and the stranger's password would open the account. In the sign-up itself and when signing in
    with the password, the one who confirms is the one who knows the password, so it stays.
    """
    user = email_address.user
    records = request.session.get(RECORDS) or [{}]
    by_code = records[-1].get("method") == "code"
    first = not EmailAddress.objects.filter(user=user, verified=True).exclude(pk=email_address.pk).exists()
    if by_code and first and user.has_usable_password():
        user.set_unusable_password()
        user.save(update_fields=["password"])


def connect() -> None:
    """Listen to allauth."""
    email_confirmed.connect(forget_unproven_password, dispatch_uid="accounts.forget_unproven_password")
