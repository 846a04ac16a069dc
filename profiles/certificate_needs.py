"""What waits about certificates: for stewards the queue, for an owner the answer that one could not be seen."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from portal.core.registries import Need, NeedSource, needs_me
from profiles.enums import CLAIMED_STATES, CheckState
from profiles.models import CertificateCheck
from profiles.permissions import has_profile, may_check_certificates


def steward_needs(user: Any) -> Iterator[Need]:
    """Yield one need where certificates wait that this steward may decide on."""
    number = CertificateCheck.objects.waiting().not_of(user).count()
    if number:
        yield Need(
            "1 certificate waits" if number == 1 else f"{number} certificates wait",
            "Technicians asked that somebody look at the certificate of a registration.",
            reverse("certificates:index"),
            "Look at them",
        )


def owner_needs(user: Any) -> Iterator[Need]:
    """Yield each of the user's certificates that could not be seen, until they ask again or put it aside."""
    refused = (
        CertificateCheck.objects.filter(
            state=CheckState.NOT_SEEN,
            registration__technician__user=user,
            registration__technician__state__in=CLAIMED_STATES,
        )
        .select_related("registration__type")
        .order_by("decided_at", "pk")
    )
    for check in refused:
        yield Need(
            f"Your {check.registration.type.post_nominals} certificate could not be seen",
            check.answer,
            reverse("me_certificate", args=[check.registration_id]),
            "Ask again or leave it",
        )


def register_certificate_needs() -> None:
    """Offer these at /me/."""
    needs_me.register(NeedSource("profiles.certificates_to_check", steward_needs, might=may_check_certificates))
    needs_me.register(NeedSource("profiles.own_certificates", owner_needs, might=has_profile))
