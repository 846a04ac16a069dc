"""What of awards waits for somebody, found out for all their needs in one query: most people have none of them."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, QuerySet

Rows = Callable[[Any], QuerySet[Any]]
_KEPT = "_waiting_of_awards"  # on the user, who is loaded anew with each request
_rows: dict[str, Rows] = {}


def waits(key: str, rows: Rows) -> Callable[[Any], bool]:
    """Return what says whether any of the `rows(user)` are there, for a source of needs (`might`)."""
    _rows[key] = rows
    return lambda user: key in _waiting(user)


def _waiting(user: Any) -> frozenset[str]:
    kept: frozenset[str] | None = getattr(user, _KEPT, None)
    if kept is None:
        asked = {f"{key}_wait": Exists(rows(user)) for key, rows in _rows.items()}  # no name of a field of the user
        found = get_user_model().objects.filter(pk=user.pk).values(**asked).first() or {}
        kept = frozenset(key for key in _rows if found.get(f"{key}_wait"))
        setattr(user, _KEPT, kept)
    return kept
