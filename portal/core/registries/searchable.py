"""What of each app is found in the site's search, and by whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .panels import Card
from .registry import Registry


@dataclass(frozen=True)
class Searchable:
    """One kind of thing that can be found.

    `find(query, audience, limit)` returns how many there are in all, and the first `limit` as cards, only of what
    the audience ('public' or 'colleagues') may see.
    """

    key: str
    label: str
    find: Callable[[str, str, int], tuple[int, Sequence[Card]]]


searchables: Registry[Searchable] = Registry("searchables")
