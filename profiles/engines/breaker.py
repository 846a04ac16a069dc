"""Leaving the search server alone for a while after it failed again and again; all processes know of it (the cache)."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.utils import timezone

FAILURES = 3  # so many ...
WITHIN = 60  # ... in so many seconds, and it is left alone
REST = 15  # seconds; one more failure soon after, and it is left alone again
_COUNT, _RESTING, _TROUBLE = "search-server:failures", "search-server:resting", "search-server:trouble"
_REMEMBERED = 24 * 3600


@dataclass(frozen=True)
class Trouble:
    """Since when the server has failed, and in what way at last; no address, no words of anybody's."""

    since: datetime
    reason: str


def is_resting() -> bool:
    """Say whether the server is to be left alone now."""
    return bool(cache.get(_RESTING))


def trouble() -> Trouble | None:
    """Return what is wrong since when, or None once it has answered again."""
    found: Trouble | None = cache.get(_TROUBLE)
    return found


def failed(reason: str) -> None:
    """Count a failure."""
    earlier = trouble()
    cache.set(_TROUBLE, Trouble(earlier.since if earlier else timezone.now(), reason), _REMEMBERED)
    if cache.add(_COUNT, 1, WITHIN):
        return
    try:
        count = cache.incr(_COUNT)
    except ValueError:  # it ran out in between
        count = 1
    if count >= FAILURES:
        cache.set(_RESTING, True, REST)


def worked() -> None:
    """Forget the failures: it answered."""
    if trouble():
        cache.delete_many([_COUNT, _RESTING, _TROUBLE])
