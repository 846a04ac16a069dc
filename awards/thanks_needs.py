"""What thanks ask of a technician: to read them."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from portal.core.registries import Need, NeedSource, needs_me

from .models import Thanks
from .waiting import waits


def _unread(user: Any) -> QuerySet[Thanks]:
    rows: QuerySet[Thanks] = Thanks.objects.for_owner(user).unread()
    return rows


def thanks_needs(user: Any) -> Iterator[Need]:
    """Yield one need for all thanks that a technician has not answered yet: one query."""
    new = _unread(user).count()
    if new:
        yield Need(
            "Somebody thanks you" if new == 1 else f"{new} people thank you",
            "Keep it for yourself, or show it on your profile where they said that you may.",
            reverse("me_thanks"),
            "Read it" if new == 1 else "Read them",
        )


def register_thanks_needs() -> None:
    """Offer this at /me/."""
    needs_me.register(NeedSource("awards.thanks", thanks_needs, might=waits("thanks", _unread)))
