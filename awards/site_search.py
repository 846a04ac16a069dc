"""What the site's search finds of awards: schemes with the round that is open, and the board of honours by year.

People are found as technicians, whose profiles show what they won: the honours here are found by award, year, category
and kind alone, since who is named depends on who looks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from portal.core.addresses import page_url
from portal.core.blocks.reading import plain_words
from portal.core.kept_pages import kept_for_some
from portal.core.pairs import Pairs
from portal.core.registries import Card, Searchable, searchables
from portal.core.times import moment_words
from profiles.questions import Found, Question, found_among
from profiles.words import Term, all_in, best_excerpt

from .cards import external_words, is_open_on
from .enums import Outcome
from .honour_list import INDEX_SLUG, board_url
from .models import Honour, Round, SchemePage


@dataclass(frozen=True)
class _Told:
    """Something as it is looked through. `place`: before what is less; `state`: what is said first of it."""

    title: str
    url: str
    state: str
    said: tuple[str, ...]
    place: int = 0

    def rank(self, terms: Sequence[Term]) -> int | None:
        """Return its place where the title has every word, a later one where they stand elsewhere, else None."""
        if all_in(terms, self.title):
            return self.place
        return self.place + 1 if all_in(terms, "\n".join([self.title, self.state, *self.said])) else None

    def card(self, terms: Sequence[Term]) -> Card:
        """Return its card: how it stands, and the part of what it says in which most of the words are."""
        told = best_excerpt(self.said, terms) or self.said[0]
        return Card(self.title, self.url, ". ".join(part.rstrip(".") for part in (self.state, told) if part))


def find_awards(question: Question, limit: int) -> list[Found]:
    """Return schemes that have every word in title or text, then their honours by year; everybody finds the same."""
    return found_among(_told(timezone.now()) if question.readings else (), question, limit)


def _told(now: datetime) -> Iterable[_Told]:
    """Read the schemes with all that is told of them, in one statement: what can be entered now first."""
    today = timezone.localdate(now)
    schemes = sorted(_schemes(now), key=lambda one: (not (one.open_until or is_open_on(one, today)), one.has_ended))
    for scheme in schemes:
        yield _scheme(scheme, now)
        yield from _honours(scheme)


def _schemes(now: datetime) -> Iterable[Any]:
    """Return the schemes that everybody may read, ours before those of other bodies, with what is told of them besides.

    `open_until`, `open_name` and `open_words`: of the round that is open and closes first. `honoured`: by 'year, kind,
    category' (with bars between) the year, of the honours that the public sees.
    """
    taking = Round.objects.open_at(now).filter(scheme=OuterRef("pk")).order_by("closes_at", "pk")
    told = {"open_until": "closes_at", "open_name": "name", "open_words": "introduction"}
    honours = Honour.objects.announced(now).filter(scheme=OuterRef("pk"))
    said = Concat(Cast("year", CharField()), Value("|"), "kind", Value("|"), "category_name")
    schemes = SchemePage.objects.showing().filter(~kept_for_some("path")).order_by("-kind", "title", "pk")
    return schemes.annotate(
        honoured=Pairs(honours, name=said, held=F("year")),
        **{name: Subquery(taking.values(held)[:1]) for name, held in told.items()},
    )


def _scheme(scheme: Any, now: datetime) -> _Told:
    if scheme.open_until:
        state = f"Open now. Closes on {moment_words(scheme.open_until)}"
    else:
        words = "" if scheme.is_internal else external_words(scheme, timezone.localdate(now))
        state = ". ".join(part.rstrip(".") for part in (scheme.awarding_body, words) if part)
    said = (
        scheme.summary, *scheme.also_found_by, scheme.usual_dates, scheme.open_name or "", scheme.open_words or "",
        " ".join(plain_words(scheme.body)),
    )  # fmt: skip
    return _Told(scheme.title, page_url(INDEX_SLUG, scheme.slug), state, said)


def _honours(scheme: Any) -> Iterable[_Told]:
    """Yield the honours of each year, the latest first."""
    by_year: dict[int, list[str]] = {}
    for told, year in sorted(scheme.honoured.items()):
        _, kind, category = told.split("|", 2)
        by_year.setdefault(year, []).append(", ".join(part for part in (Outcome(kind).label, category) if part))
    for year, lines in sorted(by_year.items(), reverse=True):
        title = f"Honours of {year}: {scheme.title}"
        yield _Told(title, board_url(scheme.slug, year), "", ("; ".join(lines),), place=2)


def register_searchables() -> None:
    """Offer them to the site's search."""
    searchables.register(Searchable("awards", "Awards", find_awards))
