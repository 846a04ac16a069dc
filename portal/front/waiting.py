"""What waits for whoever is signed in: the header of every page counts it, and one's own page shows it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest

from portal.core.registries import Need, needs_for

# Every app is asked what waits, which costs more than most pages: their headers may be as old as this, in seconds.
COUNT_KEPT = 60


def needs_of(request: HttpRequest) -> list[Need]:
    """Return what needs the signed-in user, in the order of the registry; each source is asked once a request."""
    asked: Any = request
    if not hasattr(asked, "needs"):
        asked.needs = list(needs_for(request.user))
        cache.set(_key(request.user), len(asked.needs), COUNT_KEPT)
    found: list[Need] = asked.needs
    return found


def soonest_first(needs: Iterable[Need]) -> list[Need]:
    """Return what is due in the order of its days, then what has none."""
    return sorted(needs, key=lambda need: (need.due is None, need.due or date.max))


def count_of_needs(request: HttpRequest) -> int:
    """Return how much needs the signed-in user, as of now or of the last COUNT_KEPT seconds.

    What they did themselves since is always counted, see `CountAgainAfterAnAct`.
    """
    kept = None if hasattr(request, "needs") else cache.get(_key(request.user))
    return len(needs_of(request)) if kept is None else int(kept)


def forget_count(user: Any) -> None:
    """Have the next page count anew what waits for a user."""
    cache.delete(_key(user))


def _key(user: Any) -> str:
    return f"waiting:{user.pk}"
