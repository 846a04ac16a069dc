"""Narrowing events down: what the address asks for, what each filter would leave, and what is left.

An event fits where one of its dates fits every filter and every word. Dates that are alike in all that is asked for
are looked at once: ten thousand of them come down to a few.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.http import QueryDict

from portal.core.search_box import one_line
from portal.core.times import long_day, midnight
from profiles.views.directory import Chip, Option
from profiles.views.equipment import Facet

from .enums import ListShape

FILTERS = {
    "kind": "Kind",
    "theme": "Theme",
    "skill": "Skill",
    "campus": "Campus",
    "how": "In person or online",
    "for": "Who it is for",
    "places": "Places",
    "recording": "Recordings",
}
# With one value of which nobody asks for the contrary
ALONE = frozenset({"places", "recording"})
DAYS = {"from": "From", "to": "Until"}
MOST_OFFERED = 10  # values of a filter on the page, besides those chosen
LONGEST_VALUE, MOST_VALUES = 140, 20  # of what is looked at in an address
LONGEST_TEXT = 200  # characters of the search box that are looked at
FARTHEST_MONTH = 60  # months before and after this one that can be looked at

Values = Mapping[str, frozenset[str]]
Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Listed:
    """What a list reads of each event, named as on its page: all that a card shows of one besides a date."""

    pk: int
    title: str
    slug: str
    summary: str
    kind: str
    provider: str
    provider_name: str
    outside_link: str
    recording: Any


@dataclass
class Told:
    """What dates of an event are found by: for each filter its values.

    `text`: what words are looked for in; `has_words`: whether all that were typed stand there.
    """

    event: int
    values: Values
    text: str = ""
    has_words: bool = True


@dataclass(frozen=True)
class Dated:
    """A date of an event (`pk` None: an event of which no date was ever set), and what it is found by."""

    pk: int | None
    event: int
    starts_at: datetime | None
    ends_at: datetime | None
    is_cancelled: bool
    told: Told


@dataclass(frozen=True)
class Asked:
    """What the address asks for; a value that nothing has is passed over. `month`: the first day of one."""

    shape: ListShape = ListShape.COMING
    month: date | None = None
    since: date | None = None
    until: date | None = None
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    text: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything is left out."""
        return bool(self.text) or self.is_filtered

    @property
    def is_filtered(self) -> bool:
        """Say whether anything is left out by a filter or a day."""
        return any(self.chosen.values()) or self.since is not None or self.until is not None

    def start(self) -> datetime | None:
        """Return the moment before which nothing is wanted."""
        first = self.month or self.since
        return midnight(first) if first else None

    def end(self) -> datetime | None:
        """Return the moment from which nothing is wanted."""
        if self.month is not None:
            return midnight(next_month(self.month))
        return midnight(self.until + timedelta(days=1)) if self.until else None

    def known(self, labels: Labels) -> "Asked":
        """Return the same without values that nothing has."""
        chosen = {name: self.chosen.get(name, frozenset()) & labels[name].keys() for name in FILTERS}
        return replace(self, chosen=chosen)

    def address(self, leave_out: tuple[str, str] | None = None, other: Mapping[str, str] | None = None) -> str:
        """Return the address's query, never with the page: without one value, or with `other` ones ('': without)."""
        return self._query(leave_out, other).urlencode()

    @property
    def besides_text(self) -> list[tuple[str, str]]:
        """Return what the address holds besides the words, for the form that asks for others."""
        kept = self._query(None, {"q": ""})
        return [(name, value) for name, values in kept.lists() for value in values]

    def _query(self, leave_out: tuple[str, str] | None, other: Mapping[str, str] | None) -> QueryDict:
        query = QueryDict(mutable=True)
        for name in FILTERS:
            chosen = self.chosen.get(name, ())
            query.setlist(name, sorted(value for value in chosen if (name, value) != leave_out))
        month = f"{self.month:%Y-%m}" if self.month else ""
        single = {
            "q": self.text,
            "from": _iso(self.since),
            "to": _iso(self.until),
            "show": self.shape.value,
            "month": month,
        }
        for name, value in {**single, **(other or {})}.items():
            if value and (name, value) != leave_out:
                query[name] = value
        return query

    def fits(self, told: Told, but: str = "") -> bool:
        """Say whether dates have the words and, of each filter (but one, where named), one of the chosen values."""
        if not told.has_words:
            return False
        return all(not wanted or wanted & told.values[name] for name, wanted in self.chosen.items() if name != but)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def next_month(first: date) -> date:
    """Return the first day of the month after."""
    return (first + timedelta(days=31)).replace(day=1)


def read_asked(asked: QueryDict, today: date) -> Asked:
    """Return what an address asks for, before it is known which values there are."""
    shape = ListShape(asked.get("show", "")) if asked.get("show") in ListShape.values else ListShape.COMING
    chosen = {name: frozenset(value[:LONGEST_VALUE] for value in asked.getlist(name)[:MOST_VALUES]) for name in FILTERS}
    text = one_line(asked.get("q", ""), LONGEST_TEXT)
    if shape == ListShape.MONTH:
        return Asked(shape, _month(asked.get("month", ""), today), chosen=chosen, text=text)
    return Asked(shape, None, _day(asked.get("from", "")), _day(asked.get("to", "")), chosen, text)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if 2000 <= day.year < 2100 else None


def _month(text: str, today: date) -> date:
    wanted, this = _day(f"{text[:7]}-01"), today.replace(day=1)
    return wanted if wanted and may_look_at(wanted, today) else this


def may_look_at(month: date, today: date) -> bool:
    """Say whether a month is near enough to be shown: programs that follow links are to come to an end."""
    return abs((month.year - today.year) * 12 + month.month - today.month) <= FARTHEST_MONTH


def facets_of(told: Iterable[Told], labels: Labels, asked: Asked) -> list[Facet]:
    """Return the filters with how many events each value leaves among what the other filters leave.

    Left out: a filter that offers no choice and is not in use.
    """
    rows = list(told)
    found = (_facet(name, rows, labels[name], asked) for name in FILTERS)
    return [facet for facet in found if len(facet.options) > (facet.name not in ALONE) or asked.chosen[facet.name]]


def _facet(name: str, told: list[Told], labels: Mapping[str, str], asked: Asked) -> Facet:
    chosen = asked.chosen[name]
    pairs = {(one.event, value) for one in told if asked.fits(one, but=name) for value in one.values[name]}
    counts: Counter[str] = Counter(dict.fromkeys(chosen, 0))
    counts.update(value for _, value in pairs)
    fullest = sorted(counts, key=lambda value: (-counts[value], labels[value]))
    offered = [value for number, value in enumerate(fullest) if number < MOST_OFFERED or value in chosen]
    return Facet(name, FILTERS[name], tuple(Option(v, labels[v], counts[v], v in chosen) for v in offered))


def chips_of(labels: Labels, asked: Asked) -> list[Chip]:
    """Return a chip for the words and for each value in use, with the address without it."""
    chips = [Chip(f"‘{asked.text}’", f"?{asked.address(('q', asked.text))}")] if asked.text else []
    chips += [
        Chip(labels[name][value], f"?{asked.address((name, value))}")
        for name, values in asked.chosen.items()
        for value in sorted(values)
    ]
    for name, day in (("from", asked.since), ("to", asked.until)):
        if day is not None:
            chips.append(Chip(f"{DAYS[name]} {long_day(day)}", f"?{asked.address((name, _iso(day)))}"))
    return chips
