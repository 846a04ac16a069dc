"""Narrowing stories down: what the address asks for, what each filter would leave, and what is left."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from profiles.views.directory import Chip, Option
from profiles.views.equipment import Facet

FILTERS = {
    "kind": "Kind",
    "theme": "Theme",
    "department": "Department or faculty",
    "skill": "Skill",
    "year": "Year",
}
MOST_OFFERED = 10  # values of a filter on the page, besides those chosen
LONGEST_VALUE, MOST_VALUES = 140, 20  # of what is looked at in an address


@dataclass(frozen=True)
class Told:
    """What a story is found by: for each filter its values, each with its label."""

    pk: int
    values: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Asked:
    """What the index is narrowed to by its address; a value that no story has is passed over."""

    chosen: Mapping[str, frozenset[str]]

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything is left out."""
        return any(self.chosen.values())

    def address(self, leave_out: tuple[str, str] | None = None) -> str:
        """Return the address's query, never with the page, without one chosen value."""
        query = QueryDict(mutable=True)
        for name in FILTERS:
            query.setlist(name, sorted(value for value in self.chosen[name] if (name, value) != leave_out))
        return query.urlencode()

    def fits(self, story: Told, but: str = "") -> bool:
        """Say whether a story has one of the chosen values of each filter (of all but one, where named)."""
        return all(
            not wanted or wanted & story.values[name].keys() for name, wanted in self.chosen.items() if name != but
        )


def read_asked(asked: QueryDict, stories: Iterable[Told]) -> Asked:
    """Return what an address asks for of these stories."""
    known: dict[str, set[str]] = {name: set() for name in FILTERS}
    for story in stories:
        for name in FILTERS:
            known[name] |= story.values[name].keys()
    return Asked(
        {
            name: frozenset(value[:LONGEST_VALUE] for value in asked.getlist(name)[:MOST_VALUES]) & known[name]
            for name in FILTERS
        }
    )


def facets_of(stories: list[Told], asked: Asked) -> list[Facet]:
    """Return the filters with how many stories each value leaves among what the other filters leave.

    Left out: a filter that offers no choice and is not in use.
    """
    return [facet for name in FILTERS if len((facet := _facet(name, stories, asked)).options) > 1 or asked.chosen[name]]


def _facet(name: str, stories: list[Told], asked: Asked) -> Facet:
    chosen = asked.chosen[name]
    labels: dict[str, str] = {}
    counts: Counter[str] = Counter(dict.fromkeys(chosen, 0))
    for story in stories:
        labels |= story.values[name]
        if asked.fits(story, but=name):
            counts.update(story.values[name].keys())
    fullest = sorted(counts, key=lambda value: (-counts[value], labels[value]))
    offered = [value for number, value in enumerate(fullest) if number < MOST_OFFERED or value in chosen]
    offered.sort(key=_ORDER.get(name, lambda value: (-counts[value], labels[value])), reverse=name == "year")
    return Facet(name, FILTERS[name], tuple(Option(v, labels[v], counts[v], v in chosen) for v in offered))


_ORDER: Mapping[str, Callable[[str], tuple[int, str]]] = {"year": lambda value: (0, value)}


def chips_of(facets: Iterable[Facet], asked: Asked) -> list[Chip]:
    """Return a chip for each value in use, with the address without it."""
    return [
        Chip(option.label, f"?{asked.address((facet.name, option.value))}")
        for facet in facets
        for option in facet.options
        if option.selected
    ]
