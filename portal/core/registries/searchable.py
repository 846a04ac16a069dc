"""What of each app is found in the site's search, and by whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .panels import Card
from .registry import Registry


@dataclass(frozen=True)
class Searchable:
    """One kind of thing that can be found.

    `find(question, limit)` returns for each way in which the question can be taken (its `readings`) how many there are
    in all, and the first `limit` as cards, only of what the question's audience may see. `find_some(question, limit)`
    returns what fits some of it, where there is such; it is asked where nothing anywhere fits all of it.

    The question is a `profiles.questions.Question`: rooms above core know how it is understood, core does not.
    """

    key: str
    label: str
    find: Callable[[Any, int], Sequence[tuple[int, Sequence[Card]]]]
    find_some: Callable[[Any, int], tuple[int, Sequence[Card]]] | None = None


searchables: Registry[Searchable] = Registry("searchables")
