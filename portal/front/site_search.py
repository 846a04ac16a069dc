"""What a search of the whole site finds, by type: asked of what the apps offer in `searchables`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString

from awards.models import SchemePage
from portal.core.registries import Card, Searchable, searchables
from portal.core.search_box import one_line
from portal.front.models import PageText, PromotedResult
from profiles.asking import Understood, exactly, said
from profiles.enums import Audience
from profiles.questions import Found, Question, ask
from profiles.words import Term, excerpt, mark, words_of

LONGEST_TEXT = 200  # characters of the search box that are looked at
FIRST = 5  # of each type, where all types are shown
PAGE_SIZE = 20
ORDER = (
    "technicians",
    "skills",
    "equipment",
    "stories",
    "events",
    "awards",
    "plan",
    "pages",
)  # types not named here come last
MOST_PAGES = 10  # nobody reads on; what is asked of the apps stays bounded


@dataclass(frozen=True)
class Hit:
    """Something found: title and detail as HTML, the words that were looked for marked in them."""

    title: SafeString
    url: str
    detail: SafeString


@dataclass(frozen=True)
class Group:
    """What was found of one type: how many in all, the first of them, and the address with more."""

    key: str
    label: str
    total: int
    hits: tuple[Hit, ...]
    url: str

    @property
    def has_more(self) -> bool:
        """Say whether there are more than are shown."""
        return self.total > len(self.hits)


@dataclass(frozen=True)
class Asked:
    """What the address asks for, as far as it can be understood: anything else in it is passed over."""

    text: str = ""
    kind: str = ""
    page: int = 1

    def query(self, kind: str = "", text: str = "") -> str:
        """Return the address's query for one type, or for all, with another text where one is given; never the page."""
        return urlencode({"q": text or self.text, **({"type": kind} if kind else {})})

    @property
    def most(self) -> int:
        """Return how many of one type are shown at the most, with those of the pages before."""
        return self.page * PAGE_SIZE if self.kind else FIRST


@dataclass(frozen=True)
class Answer:
    """What was found. `groups`: of each type with anything; `page`: where one type is shown, its page of results.

    `way`: how the question was taken, None where there was none. `is_loose`: nothing fits all of it, these fit some.
    """

    asked: Asked
    groups: tuple[Group, ...] = ()
    promoted: tuple[Hit, ...] = ()
    page: Page[int] | None = None
    way: Understood | None = None
    is_loose: bool = False

    @property
    def said(self) -> str:
        """Return what was looked for: what was typed, its typing errors mended."""
        return said(self.asked.text, self.way) if self.way else self.asked.text

    @property
    def exactly(self) -> str:
        """Return the address that looks for what was typed, and for nothing in its place."""
        return f"?{self.asked.query(self.asked.kind, exactly(self.asked.text, self.way) if self.way else '')}"

    @property
    def total(self) -> int:
        """Return how many were found in all."""
        return sum(group.total for group in self.groups)

    @property
    def shown(self) -> tuple[Group, ...]:
        """Return the types whose results are shown."""
        return tuple(group for group in self.groups if self.asked.kind in ("", group.key))


def read_asked(text: str, kind: str, page: str) -> Asked:
    """Return what an address asks for, from its values as they come."""
    number = int(page[:9]) if page.isascii() and page.isdigit() else 1
    return Asked(
        text=one_line(text, LONGEST_TEXT),
        kind=kind if kind in searchables else "",
        page=min(max(number, 1), MOST_PAGES),
    )


def search(asked: Asked, audience: Audience) -> Answer:
    """Ask every app what it has for these words that this audience may see.

    The question is understood once for all: as it was typed; where nothing anywhere fits that, with typing errors
    mended; else by what fits some of it.
    """
    question = ask(asked.text, audience, asked.most)
    if not question.readings:
        return Answer(asked)
    kinds = sorted(searchables, key=_place)
    answers = [each.find(question, _limit(asked, each)) for each in kinds]
    ways = range(len(question.readings))
    at = next((way for way in ways if any(found[way][0] for found in answers)), None)
    if at is None:
        some = [each.find_some(question, _limit(asked, each)) if each.find_some else (0, ()) for each in kinds]
        is_loose = any(total for total, _ in some)
        return _answer(asked, question.readings[-1 if is_loose else 0], kinds, some, is_loose=is_loose)
    return _answer(asked, question.readings[at], kinds, [found[at] for found in answers])


def _limit(asked: Asked, searchable: Searchable) -> int:
    return asked.most if asked.kind in ("", searchable.key) else 0


def _answer(
    asked: Asked, way: Understood, kinds: Sequence[Searchable], answers: Sequence[Found], *, is_loose: bool = False
) -> Answer:
    """Return what was found of each kind in the one way in which the question is taken."""
    groups, page = [], None
    for searchable, (total, cards) in zip(kinds, answers, strict=True):
        here = asked.kind == searchable.key
        hits = tuple(_hit(card, way.terms) for card in cards)
        group = Group(searchable.key, searchable.label, total, hits, f"?{asked.query(searchable.key)}")
        if here:
            page = Paginator(range(min(group.total, MOST_PAGES * PAGE_SIZE)), PAGE_SIZE).get_page(asked.page)
            group = _page_of(group, page)
        if group.total or here:
            groups.append(group)
    return Answer(asked, tuple(groups), tuple(promoted(asked)), page, way, is_loose)


def _place(searchable: Searchable) -> int:
    return ORDER.index(searchable.key) if searchable.key in ORDER else len(ORDER)


def _page_of(group: Group, page: Page[int]) -> Group:
    """Return of a type the results of one page: where the list has become shorter, of the last that it has."""
    start = (page.number - 1) * PAGE_SIZE
    return Group(group.key, group.label, group.total, group.hits[start : start + PAGE_SIZE], group.url)


def _hit(card: Card, terms: Sequence[Term]) -> Hit:
    return Hit(mark(card.title, terms), card.url, mark(card.detail, terms))


def promoted(asked: Asked) -> Iterable[Hit]:
    """Yield what editors set before everything else for these words; pages that are not live are left out."""
    there = set(words_of(asked.text))
    for row in PromotedResult.objects.select_related("page"):
        phrases = [words for line in row.phrases.splitlines() if (words := words_of(line))]
        is_live = row.page is None or row.page.live
        if is_live and any(there.issuperset(words) for words in phrases):
            yield Hit(mark(row.title, ()), row.page.get_url() if row.page else row.address, mark(row.text, ()))


def find_pages(question: Question, limit: int) -> list[Found]:
    """Return live pages that have every word in title, summary or body; everybody finds the same."""
    return _texts(question, limit, is_event=False)


def find_events(question: Question, limit: int) -> list[Found]:
    """Return events and trainings in the same way, those that are over too: their recordings are worth finding."""
    return _texts(question, limit, is_event=True)


def _texts(question: Question, limit: int, *, is_event: bool) -> list[Found]:
    """Return what was found of pages or of events, which are read at once."""
    found = question.once("texts", partial(_read_texts, question)) if question.readings else {}
    return [_shown(found.get((is_event, at), ()), way.terms, limit) for at, way in enumerate(question.readings)]


def _read_texts(question: Question) -> dict[tuple[bool, int], list[Any]]:
    """Read texts that fit, in one statement, by whether they are events' and by the way in which they fit."""
    read: dict[tuple[bool, int], list[Any]] = {}
    texts = PageText.objects.open_to_all().exclude(page__in=SchemePage.objects.values("pk"))  # found by their own app
    rows: Iterable[Any] = texts.found([way.terms for way in question.readings], question.most)
    for row in rows:
        read.setdefault((row.is_event, row.way), []).append(row)
    return read


def _shown(rows: Sequence[Any], terms: Sequence[Term], limit: int) -> Found:
    total = rows[0].total if rows else 0
    return total, [Card(row.page.title, row.page.get_url(), excerpt(row.text, terms)) for row in rows[:limit]]


def register_searchables() -> None:
    """Offer the pages to the site's search."""
    searchables.register(Searchable("pages", "Pages", find_pages))
    searchables.register(Searchable("events", "Events and training", find_events))
