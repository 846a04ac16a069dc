"""What waits for somebody who has an account and has not claimed the profile that is theirs."""

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models.functions import Lower
from django.urls import reverse

from portal.core.registries import Need, NeedSource, needs_me
from profiles.models import Technician
from profiles.permissions import has_profile


def claim_needs(user: Any) -> Iterator[Need]:
    """Yield one need where a confirmed address of the user is that of an unclaimed profile: one query, or two."""
    if has_profile(user):
        return
    confirmed = EmailAddress.objects.filter(user=user, verified=True).values(address=Lower("email"))
    waiting = Technician.objects.unclaimed().annotate(address=Lower("email")).filter(address__in=confirmed)
    if waiting.exists():
        yield Need(
            "A profile is waiting for you",
            "You are on the staff list as a technician. Nobody sees anything of it until you say so.",
            reverse("claim"),
            "Claim my profile",
        )


def register_claim_needs() -> None:
    """Offer this at /me/."""
    needs_me.register(NeedSource("profiles.claim", claim_needs))
