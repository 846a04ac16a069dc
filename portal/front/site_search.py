"""What a search of the whole site finds, by type: asked of what the apps offer in `searchables`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString

from events.models import EventPage
from portal.core.registries import Card, Searchable, searchables
from portal.front.models import PageText, PromotedResult
from portal.front.querysets import PageTextQuerySet
from profiles.words import Term, excerpt, mark, terms_of, words_of

LONGEST_TEXT = 200  # characters of the search box that are looked at
FIRST = 5  # of each type, where all types are shown
PAGE_SIZE = 20
ORDER = ("technicians", "skills", "equipment", "stories", "events", "plan", "pages")  # types not named here come last
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

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return what is looked for."""
        return terms_of(self.text)

    def query(self, kind: str = "") -> str:
        """Return the address's query for one type, or for all; never with the page."""
        return urlencode({"q": self.text, **({"type": kind} if kind else {})})


@dataclass(frozen=True)
class Answer:
    """What was found. `groups`: of each type with anything; `page`: where one type is shown, its page of results."""

    asked: Asked
    groups: tuple[Group, ...]
    promoted: tuple[Hit, ...]
    page: Page[int] | None = None

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
        text=" ".join(text.replace("\x00", " ").split())[:LONGEST_TEXT],
        kind=kind if kind in searchables else "",
        page=min(max(number, 1), MOST_PAGES),
    )


def search(asked: Asked, audience: str) -> Answer:
    """Ask every app what it has for these words that this audience may see."""
    if not asked.terms:
        return Answer(asked, (), ())
    groups, page = [], None
    for searchable in sorted(searchables, key=_place):
        here = asked.kind == searchable.key
        limit = asked.page * PAGE_SIZE if here else 0 if asked.kind else FIRST
        group = _group(searchable, asked, audience, limit)
        if here:
            page = Paginator(range(min(group.total, MOST_PAGES * PAGE_SIZE)), PAGE_SIZE).get_page(asked.page)
            group = _page_of(group, page)
        if group.total or here:
            groups.append(group)
    return Answer(asked, tuple(groups), tuple(promoted(asked)), page)


def _place(searchable: Searchable) -> int:
    return ORDER.index(searchable.key) if searchable.key in ORDER else len(ORDER)


def _group(searchable: Searchable, asked: Asked, audience: str, limit: int) -> Group:
    total, cards = searchable.find(asked.text, audience, limit)
    hits = tuple(_hit(card, asked.terms) for card in cards)
    return Group(searchable.key, searchable.label, total, hits, f"?{asked.query(searchable.key)}")


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


def find_pages(text: str, audience: str, limit: int) -> tuple[int, Sequence[Card]]:
    """Return live pages that have every word in title, summary or body; everybody finds the same."""
    return _found(PageText.objects.open_to_all().exclude(page__in=EventPage.objects.values("pk")), text, limit)


def find_events(text: str, audience: str, limit: int) -> tuple[int, Sequence[Card]]:
    """Return events and trainings in the same way, those that are over too: their recordings are worth finding."""
    return _found(PageText.objects.open_to_all().filter(page__in=EventPage.objects.values("pk")), text, limit)


def _found(texts: PageTextQuerySet, text: str, limit: int) -> tuple[int, Sequence[Card]]:
    terms = terms_of(text)
    if not terms:
        return 0, ()
    rows: list[Any] = list(texts.found(terms)[: max(limit, 1)])
    total = rows[0].total if rows else 0
    return total, [Card(row.page.title, row.page.get_url(), excerpt(row.text, terms)) for row in rows[:limit]]


def register_searchables() -> None:
    """Offer the pages to the site's search."""
    searchables.register(Searchable("pages", "Pages", find_pages))
    searchables.register(Searchable("events", "Events and training", find_events))
