"""Reads of the roof."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Sum, Value, When, Window
from django.db.models.functions import RowNumber

from events.models import EventPage
from portal.core.kept_pages import kept_for_some
from profiles.words import Term


def _has(field: str, terms: Iterable[Term]) -> Q:
    """Return the condition that a field of folded words has every term, by its own words or by what says the same."""
    return Q(*(_says(field, term) for term in terms))


def _says(field: str, term: Term) -> Q:
    own = f" {' '.join(term.words)}{'' if term.part else ' '}"
    pieces = [own, *(f" {' '.join(words)} " for words in term.also)]
    return Q(*((f"{field}__contains", piece) for piece in pieces), _connector=Q.OR)


class PageTextQuerySet(models.QuerySet[Any]):
    """Texts of pages."""

    def open_to_all(self) -> Self:
        """Return those of pages that are live and not kept for some."""
        return self.filter(page__live=True).filter(~kept_for_some("page__path"))

    def found(self, ways: Sequence[Sequence[Term]], most: int) -> Self:
        """Return those that have every term of one of the ways to take a question; `way`: the first that they fit.

        Events are told apart (`is_event`). Of each way and kind the first `most` come, those that have every term in
        the title before the others; each with the `total` of its way and kind.
        """
        fits = Case(*(When(_has("words", terms), then=Value(way)) for way, terms in enumerate(ways)))
        titled = (When(Q(way=way) & _has("title_words", terms), then=Value(0)) for way, terms in enumerate(ways))
        is_event = Exists(EventPage.objects.filter(pk=OuterRef("page")))
        told = self.annotate(way=fits, is_event=is_event).filter(way__isnull=False)
        ranked = told.annotate(rank=Case(*titled, default=Value(1)))
        apart, order = ["is_event", "way"], ["rank", "page__title", "pk"]
        numbered = ranked.annotate(
            total=Window(Count("pk"), partition_by=apart),
            number=Window(RowNumber(), partition_by=apart, order_by=order),
        )
        return numbered.filter(number__lte=most).select_related("page").defer("words", "title_words").order_by(*order)


class PageReadsQuerySet(models.QuerySet[Any]):
    """Reads of pages."""

    def between(self, start: date, end: date) -> Self:
        """Return those of a period, both days included."""
        return self.filter(day__range=(start, end))

    def total(self) -> int:
        """Return how many reads there were in all."""
        return int(self.aggregate(reads=Sum("count"))["reads"] or 0)

    def by_page(self) -> "models.QuerySet[Any, tuple[str, str, int]]":
        """Return key, kind and reads of each page, the most read first."""
        return self.order_by().values_list("key", "kind").annotate(reads=Sum("count")).order_by("-reads", "key")

    def by_kind(self) -> dict[str, int]:
        """Return the reads of each kind of page that was read."""
        return dict(self.order_by().values_list("kind").annotate(reads=Sum("count")))

    def by_day(self) -> dict[date, int]:
        """Return the reads of each day on which anything was read."""
        return dict(self.order_by().values_list("day").annotate(reads=Sum("count")))
