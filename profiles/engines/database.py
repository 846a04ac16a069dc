"""What the two databases' engines share: entries, facets, counting. Only the matching of words differs."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Max, QuerySet
from django.db.models.expressions import RawSQL

from profiles.index_documents import FACETS, INDEXED_AUDIENCES, Document
from profiles.models import SearchEntry, SearchFacet
from profiles.search import FacetValue, Query, Results, Sort
from profiles.vocabulary_words import GAP_WORD, change_words, count_words, recount
from profiles.words import Term, joined_words_of, words_of

BATCH = 500
NAMED_ORDER = {Sort.NAME: ("sort_name", "pk"), Sort.UPDATED: ("-updated_at", "sort_name", "pk")}


# Stands between texts of which the last word of one and the first of the next must not be found as a phrase.
# Punctuation would not do: both databases count it as nothing.
GAP = f" {GAP_WORD} "


def indexed_text(text: str) -> str:
    """Return a text as it is indexed: folded words, with a gap between lines and between names in a line."""
    pieces = [part for line in text.splitlines() for part in line.split(" | ")]
    parts = [" ".join(words_of(piece)) for piece in pieces]
    parts += [word for piece in pieces for word in joined_words_of(piece)]
    return "".join(part + GAP for part in parts if part)


def texts_of(document: Document) -> tuple[str, str, str, str]:
    """Return what is indexed as name, skills, title and the rest."""
    rest = "\n".join([document.equipment, document.place, document.rest])
    return document.name, document.skills, document.title, rest


def words_in(document: Document) -> set[str]:
    """Return the words of a document as they are indexed."""
    return {word for text in texts_of(document) for word in indexed_text(text).split()}


class DatabaseEngine(ABC):
    """Searches SearchEntry and SearchFacet rows, the words by the vendor's own full text."""

    @abstractmethod
    def match_sql(self) -> str:
        """Return the SELECT of the primary keys of entries that match, with one parameter."""

    @abstractmethod
    def ranked_sql(self, entries_sql: str) -> str:
        """Return the SELECT of matching primary keys, the closest first.

        Parameters, in order: what the vendor's `ranked_params` says.
        """

    @abstractmethod
    def expression(self, terms: Sequence[Term], *, any_term: bool = False) -> str:
        """Return the terms in the vendor's own language; nothing typed can break out of it."""

    @abstractmethod
    def ranked_params(self, expression: str, entries_params: Sequence[Any]) -> list[Any]:
        """Return the parameters of `ranked_sql`."""

    @abstractmethod
    def write_words(self, rows: Sequence[tuple[int, Document]]) -> None:
        """Add the words of entries (primary key, document)."""

    @abstractmethod
    def delete_words(self, entry_pks: Sequence[int]) -> None:
        """Take the words of entries out."""

    @abstractmethod
    def held_words(self, audience: str, technician_pks: Sequence[int]) -> Iterable[Collection[str]]:
        """Return the words held of each of these technicians for an audience; of everybody where nobody is named."""

    @abstractmethod
    def word_keys(self) -> set[int]:
        """Return the primary keys of entries of which words are held."""

    def held(self) -> dict[tuple[int, str], str]:
        """Return the digest of each document held, by technician and audience; empty where part of it is lost."""
        worded = self.word_keys()
        rows = SearchEntry.objects.annotate(values=Count("facets")).values_list(
            "pk", "technician_id", "audience", "digest", "values"
        )
        return {
            (person, audience): digest if pk in worded and digest.startswith(f"{values}-") else ""
            for pk, person, audience, digest, values in rows
        }

    def sweep(self) -> int:
        """Delete words that belong to no entry any more, and return how many."""
        stray = self.word_keys() - set(SearchEntry.objects.values_list("pk", flat=True))
        self.delete_words(sorted(stray))
        recount({audience: count_words(self.held_words(audience, ())) for audience in INDEXED_AUDIENCES})
        return len(stray)

    @contextmanager
    def renewed(self) -> Iterator[Callable[[], set[int]]]:
        """Keep nothing apart: what is written takes the place of what was there."""
        yield set

    def search(self, query: Query) -> Results:
        """Answer a query in three statements, whatever it asks; in two where the facets are not wanted."""
        if query.text.strip() and not query.terms:
            return Results(0, (), {})
        expression = self.expression(query.terms, any_term=query.any_term)
        matching = self._matching(query, expression)
        narrowed = self._narrowed(matching, query)
        total = narrowed.count()
        pks = self._page(narrowed, query, expression) if total else ()
        return Results(total, pks, self._facets(matching, query) if query.wants_facets else {})

    def _matching(self, query: Query, expression: str) -> QuerySet[SearchEntry]:
        entries = SearchEntry.objects.filter(audience=query.audience)
        if expression:
            entries = entries.filter(pk__in=RawSQL(self.match_sql(), [expression]))  # noqa: S611 (the engine's own SQL)
        return entries

    @staticmethod
    def _narrowed(entries: QuerySet[SearchEntry], query: Query, leave_out: str = "") -> QuerySet[SearchEntry]:
        for facet, values in query.filters.items():
            if facet != leave_out and values:
                chosen = SearchFacet.objects.filter(facet=facet, value__in=values)
                entries = entries.filter(pk__in=chosen.values("entry"))
        return entries

    def _page(self, entries: QuerySet[SearchEntry], query: Query, expression: str) -> tuple[int, ...]:
        start = (query.page - 1) * query.page_size
        if query.order != Sort.MATCH:
            ordered = entries.order_by(*NAMED_ORDER[query.order]).values_list("technician_id", flat=True)
            return tuple(ordered[start : start + query.page_size])
        sql, params = entries.order_by().values("pk", "technician_id", "sort_name").query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(
                f"{self.ranked_sql(sql)} LIMIT %s OFFSET %s",
                [*self.ranked_params(expression, params), query.page_size, start],
            )
            return tuple(row[0] for row in cursor.fetchall())

    def _facets(self, matching: QuerySet[SearchEntry], query: Query) -> dict[str, tuple[FacetValue, ...]]:
        """Count all facets in one statement, each as if nothing of itself were chosen."""
        counts = [
            SearchFacet.objects.filter(facet=facet, entry__in=self._narrowed(matching, query, facet).values("pk"))
            .order_by()
            .values("facet", "value")
            # one label a value, though a rename be only half indexed
            .annotate(name=Max("label"), count=Count("entry"))
            .values_list("facet", "value", "name", "count")
            for facet in FACETS
        ]
        found: dict[str, list[FacetValue]] = {facet: [] for facet in FACETS}
        for facet, value, label, count in reduce(lambda one, other: one.union(other, all=True), counts):
            found[facet].append(FacetValue(value, label, count))
        return {
            facet: tuple(sorted(values, key=lambda v: (-v.count, v.label.casefold())))
            for facet, values in found.items()
        }

    @transaction.atomic
    def write(self, technician_pks: Iterable[int], documents: Iterable[Document]) -> None:
        """Let the index hold exactly these documents for these technicians, in a fixed number of statements a batch."""
        pks = sorted(set(technician_pks))
        lost = {audience: count_words(self.held_words(audience, pks) if pks else ()) for audience in INDEXED_AUDIENCES}
        old = list(SearchEntry.objects.filter(technician__in=pks).values_list("pk", flat=True))
        self.delete_words(old)
        SearchEntry.objects.filter(pk__in=old).delete()
        fresh = list(documents)
        entries = SearchEntry.objects.bulk_create(
            [
                SearchEntry(
                    technician_id=d.technician_pk,
                    audience=d.audience,
                    sort_name=d.sort_name,
                    updated_at=d.updated,
                    digest=d.digest,
                )
                for d in fresh
            ],
            batch_size=BATCH,
        )
        rows = [(entry.pk, document) for entry, document in zip(entries, fresh, strict=True)]
        SearchFacet.objects.bulk_create(
            [
                SearchFacet(entry_id=pk, facet=facet, value=value, label=label)
                for pk, document in rows
                for facet, value, label in document.facets
            ],
            batch_size=BATCH,
        )
        self.write_words(rows)
        for audience in INDEXED_AUDIENCES:
            gained = count_words(words_in(document) for document in fresh if document.audience == audience)
            change_words(audience, gained, lost[audience])
