"""Finding resources: what the address asks for, what fits it, and how many each filter would leave.

All is done on rows that are read already, so that every database finds the same and counts cost no queries.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from portal.core.search_box import one_line
from portal.front.enums import ForWhom, ResourceKind
from profiles.words import terms_of

LONGEST_TEXT = 200  # characters of a value in the address that are looked at
LAST_PAGE = 100_000
Words = tuple[tuple[str, str], ...]  # slug and name


@dataclass(frozen=True)
class ResourceCard:
    """A resource as a list shows it. `file`: kind and size of its document in words, or empty."""

    pk: int
    title: str
    url: str
    summary: str
    kind: ResourceKind
    for_whom: ForWhom
    themes: Words = ()
    skills: Words = ()
    reviewed_on: object = None
    file_kind: str = ""
    text: str = field(default="", repr=False)


@dataclass(frozen=True)
class Option:
    """One value of a filter, and how many resources it would leave."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Chip:
    """A filter in use, and the address without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Choice:
    """What the address asks for, as far as it can be understood."""

    who: str = ""
    kind: str = ""
    theme: str = ""
    skill: str = ""
    q: str = ""
    page: int = 1

    @property
    def named(self) -> dict[str, str]:
        """Return the filters in use, by their name in the address."""
        values = {"for": self.who, "kind": self.kind, "theme": self.theme, "skill": self.skill, "q": self.q}
        return {name: value for name, value in values.items() if value}

    @property
    def query(self) -> str:
        """Return the address's query, never with the page."""
        return urlencode(self.named)

    def without(self, name: str) -> "Choice":
        """Return the same without one of the filters."""
        return self.with_one("who" if name == "for" else name, "")

    def with_one(self, attribute: str, value: str) -> "Choice":
        """Return the same with another value of one of the filters."""
        changed: dict[str, Any] = {"page": 1, attribute: value}
        return replace(self, **changed)


class ResourceFinder:
    """Finds among all resources."""

    def __init__(self, cards: Sequence[ResourceCard]) -> None:
        self.cards = cards
        self.themes = _named(words for card in cards for words in card.themes)
        self.skills = _named(words for card in cards for words in card.skills)

    def read(self, asked: QueryDict) -> Choice:
        """Return what the address asks for; values that nothing here has are left out."""
        page = asked.get("page", "")
        is_page = page.isascii() and page.isdigit() and 0 < int(page[:9]) < LAST_PAGE
        return Choice(
            who=_one_of(asked, "for", ForWhom.values),
            kind=_one_of(asked, "kind", ResourceKind.values),
            theme=_one_of(asked, "theme", self.themes),
            skill=_one_of(asked, "skill", self.skills),
            q=one_line(asked.get("q", ""), LONGEST_TEXT),
            page=int(page) if is_page else 1,
        )

    def find(self, choice: Choice) -> list[ResourceCard]:
        """Return the resources that fit, in the order in which they were read."""
        tests = _tests(choice)
        return [card for card in self.cards if all(test(card) for test in tests)]

    def options(self, choice: Choice) -> dict[str, list[Option]]:
        """Return the values of each filter that have any resource, with how many each would leave."""
        return {
            "for": self._options(choice, "for", "who", dict(ForWhom.choices), "Everything"),
            "kind": self._options(choice, "kind", "kind", dict(ResourceKind.choices), "Every kind"),
            "theme": self._options(choice, "theme", "theme", self.themes, "Every theme"),
            "skill": self._options(choice, "skill", "skill", self.skills, "Every skill"),
        }

    def _options(
        self, choice: Choice, name: str, attribute: str, labels: Mapping[str, str], every: str
    ) -> list[Option]:
        others = choice.without(name)
        chosen = getattr(choice, attribute)
        found = [Option("", every, len(self.find(others)), not chosen)]
        for value, label in labels.items():
            count = len(self.find(others.with_one(attribute, value)))
            if count or value == chosen:
                found.append(Option(value, label, count, value == chosen))
        return found

    def chips(self, choice: Choice) -> list[Chip]:
        """Return the filters in use."""
        words = {
            "for": lambda value: ForWhom(value).label,
            "kind": lambda value: ResourceKind(value).label,
            "theme": self.themes.__getitem__,
            "skill": self.skills.__getitem__,
            "q": "‘{}’".format,
        }
        return [Chip(words[name](value), f"?{choice.without(name).query}") for name, value in choice.named.items()]

    def sentence(self, found: int) -> str:
        """Return in words how many fit."""
        total = len(self.cards)
        if found == total:
            return f"All {total} resources" if total != 1 else "One resource"
        return f"{found} of {total} resources"


def _tests(choice: Choice) -> list[Callable[[ResourceCard], bool]]:
    """Return what a card must pass. What is for everybody is for technicians and managers too."""
    tests: list[Callable[[ResourceCard], bool]] = []
    if choice.who:
        tests.append(lambda card: card.for_whom in {choice.who, ForWhom.EVERYBODY})
    if choice.kind:
        tests.append(lambda card: card.kind == choice.kind)
    if choice.theme:
        tests.append(lambda card: choice.theme in dict(card.themes))
    if choice.skill:
        tests.append(lambda card: choice.skill in dict(card.skills))
    if choice.q:
        terms = terms_of(choice.q)  # none where nothing but signs was typed: then nothing fits
        tests.append(lambda card: bool(terms) and all(term.matches(card.text) for term in terms))
    return tests


def _one_of(asked: QueryDict, name: str, values: Mapping[str, str] | Sequence[str]) -> str:
    value = asked.get(name, "")
    return value if value in values else ""


def _named(words: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return slugs with their names, each once, in the order of the names."""
    return dict(sorted(set(words), key=lambda pair: pair[1].casefold()))
