"""What accounts wait for."""

from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from django.urls import reverse

from portal.core.registries import Need

from .permissions import may_open_admin, may_open_django_admin


def second_step(user: Any) -> Iterable[Need]:
    """Ask those who can change other people's records to protect their account with an authenticator app."""
    if not (may_open_admin(user) or may_open_django_admin(user)):
        return []
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        return []
    return [
        Need(
            title="Protect your account with a second step",
            detail="You can change other people’s records. With an authenticator app a stolen password is not enough.",
            url=reverse("mfa_activate_totp"),
            button="Set it up",
        )
    ]
