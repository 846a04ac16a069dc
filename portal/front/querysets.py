"""Reads of the roof."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Case, CharField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, Sum, Value, When, Window
from wagtail.models import PageViewRestriction

from profiles.words import Term


def _has(field: str, terms: Iterable[Term]) -> Q:
    """Return the condition that a field of folded words has every term."""
    pieces = (f" {' '.join(term.words)}{'' if term.part else ' '}" for term in terms)
    return Q(*((f"{field}__contains", piece) for piece in pieces))


class PageTextQuerySet(models.QuerySet[Any]):
    """Texts of pages."""

    def open_to_all(self) -> Self:
        """Return those of pages that are live and not kept for some."""
        asked = ExpressionWrapper(OuterRef("page__path"), output_field=CharField())
        closed = PageViewRestriction.objects.alias(asked=asked).filter(asked__startswith=F("page__path"))
        return self.filter(page__live=True).filter(~Exists(closed))

    def found(self, terms: Iterable[Term]) -> Self:
        """Return those that have every term, the ones that have them in the title first; each with the `total`."""
        terms = list(terms)
        rank = Case(When(_has("title_words", terms), then=Value(0)), default=Value(1))
        found = self.filter(_has("words", terms)).select_related("page")
        return found.annotate(rank=rank, total=Window(Count("pk"))).order_by("rank", "page__title", "pk")


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
