"""How allauth is told the house's rules."""

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest

from portal.core.mail import queue_text

from .addresses import is_work_address

# allauth tells an address without an account so: only to addresses that could have one, else anybody could
# have the portal write to anybody
UNKNOWN_ACCOUNT_MAIL = "account/email/unknown_account"


class AccountAdapter(DefaultAccountAdapter):
    """Plain words, and mail through the outbox.

    Which addresses may sign up is said by `forms`: `clean_email` is also asked when somebody signs in or
    resets a password, and must not lock out an account whose address is older than the list of domains.
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address and the password do not belong together.",
        "too_many_login_attempts": "There were too many tries. Wait five minutes, then try again.",
        "rate_limited": "There were too many tries. Wait a few minutes, then try again.",
        "incorrect_code": "This is not the code that we sent.",
        "incorrect_password": "This is not your password.",
        "enter_current_password": "This is not your present password.",
        "invalid_password_reset": "This link to set a password is no longer good. Ask for a new one.",
    }

    def clean_email(self, email: str) -> str:
        """Return the address as it is kept: without blanks, in lower case."""
        return str(super().clean_email(email)).strip().lower()

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Anybody with a work address may make an account."""
        return True

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail to the outbox, so that it leaves after commit, once, and no mail server slows the
        page.

        Each is `secret`: most hold a code. Nothing of the text is logged.
        """
        if template_prefix == UNKNOWN_ACCOUNT_MAIL and not is_work_address(email):
            return
        request = allauth_context.request
        everything = {
            "request": request,
            "email": email,
            "current_site": get_current_site(request),
            **context,
        }
        message = self.render_mail(template_prefix, email, everything)
        queue_text(
            key=f"account:{template_prefix.rpartition('/')[2]}:{uuid.uuid4().hex}",
            to=email,
            subject=str(message.subject),
            body=str(message.body),
            secret=True,
        )
