"""What somebody asks the whole site: understood once, for every kind of thing that is looked through.

`portal.front` makes it and hands it to what the apps offer in `searchables`; each answers every way to take it, from
rows that it reads once, and the page takes the first way by which anything was found.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from portal.core.registries import Card
from profiles.asking import Understood, correct, understand
from profiles.enums import Audience
from profiles.words import Term

Rows = TypeVar("Rows")
Found = tuple[int, Sequence[Card]]  # how many there are in all, and the first of them


@dataclass(frozen=True)
class Question:
    """What was typed, and the ways to take it: as it is and, where a word may be a typing error, as it may be meant.

    `most`: how many of one kind are shown at the most. `readings` is empty where nothing was typed that can be found.
    """

    text: str
    audience: Audience
    readings: tuple[Understood, ...]
    most: int
    _read: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, name: str, read: Callable[[], Rows]) -> Rows:
        """Return what `read` does, which is called once a question: for kinds of things that come in one statement."""
        if name not in self._read:
            self._read[name] = read()
        rows: Rows = self._read[name]
        return rows


def ask(text: str, audience: Audience, most: int) -> Question:
    """Return what somebody asks who typed this: one query, and one where a word could be a typing error."""
    typed = understand(text, audience)
    meant = correct(typed, in_names=True) if typed.terms else None
    return Question(text, audience, tuple(way for way in (typed, meant) if way and way.terms), most)


class Thing(Protocol):
    """Something that is looked through word by word."""

    def rank(self, terms: Sequence[Term]) -> int | None:
        """Return how well it fits: the less the better, None not at all."""
        ...

    def card(self, terms: Sequence[Term]) -> Card:
        """Return what is shown of it where it was found by these terms."""
        ...


def found_among(things: Iterable[Thing], question: Question, limit: int) -> list[Found]:
    """Return for each way to take a question how many things fit and the best of them, of a rank as they came."""
    rows = list(things)
    return [_found(rows, way.terms, limit) for way in question.readings]


def _found(things: Sequence[Thing], terms: Sequence[Term], limit: int) -> Found:
    ranked = [(rank, thing) for thing in things if (rank := thing.rank(terms)) is not None]
    ranked.sort(key=lambda each: each[0])
    return len(ranked), [thing.card(terms) for _, thing in ranked[:limit]]
