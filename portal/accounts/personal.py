"""What accounts hold about a person."""

from collections.abc import Mapping, Sequence
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from portal.core.registries import PersonalData

from .models import Consent


def export(user: Any) -> Mapping[str, Any]:
    """Return the account as plain data: no password, no key of the authenticator app."""
    return {
        "email": user.email,
        "given_name": user.first_name,
        "family_name": user.last_name,
        "joined": user.date_joined.isoformat(),
        "last_signed_in": user.last_login.isoformat() if user.last_login else None,
        "addresses": [
            {"email": row.email, "confirmed": row.verified, "main": row.primary}
            for row in EmailAddress.objects.filter(user=user).order_by("pk")
        ],
        "roles": sorted(user.groups.values_list("name", flat=True)),
        "second_step": Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists(),
        "consents": [
            {
                "use": row.use,
                "given": row.given,
                "wording": row.wording,
                "recorded": row.recorded_at.isoformat(),
            }
            for row in Consent.objects.filter(user=user)
        ],
    }


def erase(user: Any) -> int:
    """Delete the account with all that hangs on it, and return how many rows went.

    Nobody can sign in with it any more. The other apps' entries come first: they find their rows by the
    account.
    """
    rows, _ = user.delete()
    return int(rows)


def shown_where(user: Any) -> Sequence[tuple[str, str]]:
    """Return nothing: an account is shown nowhere, a profile is."""
    return []


PERSONAL_DATA = PersonalData(
    key="accounts",
    label="Your account, and the log of what you agreed to",
    export=export,
    erase=erase,
    shown_where=shown_where,
    kept_for="As long as you have the account.",
)
