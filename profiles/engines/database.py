"""What the two databases' engines share: facets, filters, orders, keeping. Only the matching of words differs."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from pyroaring import BitMap

from profiles.engines import sets
from profiles.engines.sets import Sets, counted
from profiles.index_documents import FACETS, INDEXED_AUDIENCES, Document
from profiles.models import SearchEntry
from profiles.ranking import WINDOW, Candidate, in_order
from profiles.search import WEIGHTS, FacetValue, Query, Results, Sort
from profiles.vocabulary_words import GAP_WORD, change_words, count_words, recount
from profiles.words import Term, joined_words_of, words_of

BATCH = 500
NAMED_ORDER = {Sort.NAME: ("sort_name", "technician_id"), Sort.UPDATED: ("-updated_at", "sort_name", "technician_id")}
FEW = 500  # technicians: so many are put in order by their keys; more are looked for along the order
# Stands between texts of which the last word of one and the first of the next must not be found as a phrase.
# Punctuation would not do: both databases count it as nothing.
GAP = f" {GAP_WORD} "


def indexed_text(text: str) -> str:
    """Return a text as it is indexed: folded words, with a gap between lines and between names in a line."""
    pieces = [part for line in text.splitlines() for part in line.split(" | ")]
    parts = [" ".join(words_of(piece)) for piece in pieces]
    parts += [word for piece in pieces for word in joined_words_of(piece)]
    return "".join(part + GAP for part in parts if part)


def words_in(document: Document) -> set[str]:
    """Return the words of a document as they are indexed."""
    return {word for name in WEIGHTS for word in indexed_text(getattr(document, name)).split()}


class DatabaseEngine(ABC):
    """Searches the audience's words by the vendor's own full text, and counts with its sets."""

    @abstractmethod
    def expression(self, terms: Sequence[Term], *, any_term: bool = False) -> str:
        """Return the terms in the vendor's own language; nothing typed can break out of it."""

    @abstractmethod
    def matching(self, audience: str, expression: str) -> BitMap:
        """Return the primary keys of technicians that match, in one statement."""

    @abstractmethod
    def ranked(
        self, audience: str, expression: str, end: int, within: BitMap | None
    ) -> tuple[BitMap, Sequence[Candidate]]:
        """Return who matches, and of them the first `end` by the text alone, in two statements at most.

        Of two who fit equally well the lower key comes first. `within`: only these come into the second.
        """

    @abstractmethod
    def write_words(self, audience: str, documents: Sequence[Document]) -> None:
        """Add the words of documents, all of this audience."""

    @abstractmethod
    def delete_words(self, audience: str, technician_pks: Sequence[int]) -> None:
        """Take the words of technicians out."""

    @abstractmethod
    def held_words(self, audience: str, technician_pks: Sequence[int]) -> Iterable[Collection[str]]:
        """Return the words held of each of these technicians for an audience; of everybody where nobody is named."""

    @abstractmethod
    def word_keys(self, audience: str) -> set[int]:
        """Return the primary keys of technicians of whom words are held."""

    # --- searching

    def search(self, query: Query) -> Results:
        """Answer a query in at most three statements, whatever it asks: sets, who matches, the page."""
        if query.text.strip() and not query.terms:
            return Results(0, (), {})
        held = sets.sets_of(query.audience)
        start = (query.page - 1) * query.page_size
        ranked: Sequence[Candidate] = ()
        matched = held.everybody
        if query.terms:
            expression = self.expression(query.terms, any_term=query.any_term)
            if query.order == Sort.MATCH:
                within = _narrowed(held, held.everybody, query) if any(query.filters.values()) else None
                end = max(WINDOW, start + query.page_size)
                matched, ranked = self.ranked(query.audience, expression, end, within)
            else:
                matched = self.matching(query.audience, expression)
            matched = matched & held.everybody
        narrowed = _narrowed(held, matched, query)
        if start >= len(narrowed):
            page: tuple[int, ...] = ()
        elif query.order == Sort.MATCH:
            page = self._closest(query, ranked, start)
        else:
            page = self._ordered(query, narrowed, len(held.everybody), start)
        return Results(len(narrowed), page, _facets(held, matched, query) if query.wants_facets else {})

    @staticmethod
    def _closest(query: Query, ranked: Sequence[Candidate], start: int) -> tuple[int, ...]:
        """Return the page of those who fit best: by text and freshness in the window, by the text alone after it."""
        window = in_order(ranked[:WINDOW], timezone.now())
        return tuple([*window, *(each.technician_pk for each in ranked[WINDOW:])][start : start + query.page_size])

    @staticmethod
    def _ordered(query: Query, narrowed: BitMap, everybody: int, start: int) -> tuple[int, ...]:
        """Return a page in the order of an index, of which no more is read than it takes to fill the page."""
        end = start + query.page_size
        rows = SearchEntry.objects.filter(audience=query.audience).order_by(*NAMED_ORDER[query.order])
        if len(narrowed) == everybody:
            return tuple(rows.values_list("technician_id", flat=True)[start:end])
        if len(narrowed) <= FEW:
            return tuple(rows.filter(technician__in=list(narrowed)).values_list("technician_id", flat=True)[start:end])
        found: list[int] = []
        read = 0
        # Half as much again as it takes if they are spread evenly; the rest only where that was too little
        step = int(1.5 * min(end, len(narrowed)) * everybody / len(narrowed)) + query.page_size
        while len(found) < end:
            pks = list(rows.values_list("technician_id", flat=True)[read : read + step])
            found += [pk for pk in pks if pk in narrowed]
            if len(pks) < step:
                break
            read, step = read + step, everybody
        return tuple(found[start:end])

    # --- keeping

    @transaction.atomic
    def write(self, technician_pks: Iterable[int], documents: Iterable[Document]) -> None:
        """Let the index hold exactly these documents for these technicians, in a fixed number of statements a batch.

        Writers take turns from here to the end of their transactions; no two ever wait for each other.
        """
        pks, fresh = sorted(set(technician_pks)), list(documents)
        sets.lock()
        lost = {audience: count_words(self.held_words(audience, pks) if pks else ()) for audience in INDEXED_AUDIENCES}
        SearchEntry.objects.filter(technician__in=pks).delete()
        SearchEntry.objects.bulk_create(
            [
                SearchEntry(
                    technician_id=document.technician_pk,
                    audience=document.audience,
                    sort_name=document.sort_name,
                    updated_at=document.updated,
                    digest=document.digest,
                )
                for document in fresh
            ],
            batch_size=BATCH,
        )
        for audience in INDEXED_AUDIENCES:
            seen = [document for document in fresh if document.audience == audience]
            self.delete_words(audience, pks)
            self.write_words(audience, seen)
            change_words(audience, count_words(map(words_in, seen)), lost[audience])
        sets.write_sets(pks, fresh)

    def held(self) -> dict[tuple[int, str], str]:
        """Return the digest of each document held, by technician and audience; empty where part of it is lost."""
        worded = {str(audience): self.word_keys(audience) for audience in INDEXED_AUDIENCES}
        valued = {str(audience): sets.digests(audience) for audience in INDEXED_AUDIENCES}
        return {
            (pk, audience): digest
            if pk in worded[audience] and digest.startswith(f"{valued[audience].get(pk)}-")
            else ""
            for pk, audience, digest in SearchEntry.objects.values_list("technician_id", "audience", "digest")
        }

    @transaction.atomic
    def sweep(self) -> int:
        """Delete words and places in sets that belong to no entry any more, and return of how many technicians."""
        sets.lock()
        found = 0
        for audience in INDEXED_AUDIENCES:
            entries = set(SearchEntry.objects.filter(audience=audience).values_list("technician_id", flat=True))
            stray = self.word_keys(audience) - entries
            self.delete_words(audience, sorted(stray))
            placed = sets.members(audience) - entries
            sets.take_out(audience, placed)
            found += len(stray | placed)
        recount({audience: count_words(self.held_words(audience, ())) for audience in INDEXED_AUDIENCES})
        return found

    @contextmanager
    def renewed(self) -> Iterator[Callable[[], set[int]]]:
        """Keep nothing apart: what is written takes the place of what was there."""
        yield set


def _narrowed(held: Sets, people: BitMap, query: Query, leave_out: str = "") -> BitMap:
    for facet, values in query.filters.items():
        if facet != leave_out and values:
            people = people & held.of_any(facet, values)
    return people


def _facets(held: Sets, matched: BitMap, query: Query) -> dict[str, tuple[FacetValue, ...]]:
    """Count all facets, each as if nothing of itself were chosen."""
    everything = _narrowed(held, matched, query)
    if len(everything) == len(held.everybody):
        return held.counts
    found: dict[str, tuple[FacetValue, ...]] = {}
    for facet in FACETS:
        people = _narrowed(held, matched, query, facet) if query.filters.get(facet) else everything
        found[facet] = counted(held.by_facet[facet], people)
    return found
