"""What judging asks of those who judge."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from portal.core.registries import Need, NeedSource, needs_me
from portal.core.times import moment_words

from .models import Review, Round
from .waiting import waits


def _waiting(user: Any) -> Any:
    return Review.objects.waiting(user, timezone.now()).of_standing()


def judging_needs(user: Any) -> Iterator[Need]:
    """Yield one need for each round in which somebody has candidates to declare on or to score: one query."""
    waiting = _waiting(user)
    rounds = Round.objects.filter(judges__reviews__in=waiting).annotate(left=Count("judges__reviews"))
    for round_ in rounds.select_related("scheme").order_by("judging_ends_at", "pk"):
        left = round_.left
        yield Need(
            f"To be judged: {round_.scheme.title}, {round_.name}",
            f"{left} {'candidate waits' if left == 1 else 'candidates wait'} for you, until "
            f"{moment_words(round_.judging_ends_at)}.",
            reverse("me_judging_round", args=[round_.pk]),
            "Judge them",
            due=timezone.localdate(round_.judging_ends_at),
        )


def register_judging_needs() -> None:
    """Offer this at /me/."""
    needs_me.register(NeedSource("awards.judging", judging_needs, might=waits("judging", _waiting)))
