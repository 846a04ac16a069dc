"""What nominating asks of people: to send what they began, to support a nomination, to say whether they agree."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from portal.core.registries import Need, NeedSource, needs_me
from portal.core.times import moment_words

from .models import Nomination
from .waiting import waits

MOST = 10  # the rest stands in the lists of one's nominations


def _needing(user: Any) -> Any:
    return Nomination.objects.needing(user, timezone.now())


def nominating_needs(user: Any) -> Iterator[Need]:
    """Yield what nominations wait for of somebody, those that close first first: one query."""
    rows = _needing(user).select_related("round__scheme", "nominator")
    for row in rows[:MOST]:
        yield from _needs_of(row)


def _needs_of(row: Any) -> Iterator[Need]:
    scheme, closes = row.round.scheme.title, row.round.closes_at
    if row.nominee_key:
        yield Need(
            f"May you be nominated? {scheme}",
            "Nobody is judged who does not want it.",
            reverse("me_nominated_one", args=[row.nominee_key]),
            "Read and answer",
        )
    if row.seconder_secret:
        yield Need(
            f"Will you support a nomination? {scheme}",
            f"{row.from_name} asks you for a few words, or a no.",
            reverse("seconding", args=[row.seconder_secret]),
            "Read and answer",
            due=timezone.localdate(closes),
        )
    if row.is_own_draft:
        yield Need(
            f"Your nomination is not sent: {scheme}",
            f"Nominations close on {moment_words(closes)}. What you wrote is saved.",
            reverse("me_nomination", args=[row.pk]),
            "Go on with it",
            due=timezone.localdate(closes),
        )


def register_nominating_needs() -> None:
    """Offer this at /me/."""
    needs_me.register(NeedSource("awards.nominating", nominating_needs, might=waits("nominating", _needing)))
