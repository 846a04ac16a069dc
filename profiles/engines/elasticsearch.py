"""Elasticsearch 8, one index an audience, each behind an alias. What it must never decide alone is in `guarded.py`."""

import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from elasticsearch import Elasticsearch, NotFoundError
from elasticsearch.dsl.response import Response

from portal.core.search_address import Address
from profiles.engines.elastic_address import client_of, our_address
from profiles.engines.elastic_documents import DEEPEST, blueprint, scheme, source_of
from profiles.engines.elastic_question import EntrySearch, facets_of
from profiles.enums import Audience
from profiles.index_documents import INDEXED_AUDIENCES, Document
from profiles.ranking import WINDOW, Candidate, in_order
from profiles.search import Query, Results, Sort

HELD_AT_ONCE = 5_000  # digests read in one request
STILL_READ = 1.0  # seconds for which an index that was swapped out is kept, for searches that are under way
LEFT_BEHIND = 3600  # seconds after which an index that nobody reads or fills is one that a broken rebuild left
STAMP = "%Y%m%d%H%M%S"  # in the names of indices
CONFLICT = 409  # the server has a later version already


class NotWritten(Exception):
    """The server did not take all that it was told."""


class ElasticEngine:
    """Searches and writes one server.

    `seconds`: what one request may take, connecting and answering; None for the usual time of what nobody waits for.
    """

    def __init__(self, address: Address | None = None, seconds: float | None = None) -> None:
        self.address = address or our_address()
        self.seconds = seconds

    @property
    def client(self) -> Elasticsearch:
        """Return the client; it tries once and never again."""
        client = client_of(self.address)
        return client.options(request_timeout=self.seconds) if self.seconds else client

    def alias(self, audience: str) -> str:
        """Return under what name an audience's index is read."""
        return f"{self.address.prefix}-technicians-{audience}"

    def _next(self, audience: str) -> str:
        """Return under what name the index is filled that is to take its place."""
        return f"{self.alias(audience)}-next"

    # --- searching

    def search(self, query: Query) -> Results:
        """Answer a query in one request. Raises HalfAnAnswer, or what the client raises."""
        if query.text.strip() and not query.terms:
            return Results(0, (), {})
        asked = EntrySearch(query, self.client, self.alias(query.audience), self.seconds)
        start = (query.page - 1) * query.page_size
        if query.order == Sort.MATCH and start < WINDOW:
            response = asked.window(0, max(WINDOW, start + query.page_size), in_full=True).answered()
            pks = _closest(response)[start : start + query.page_size]
        else:
            size = query.page_size if start + query.page_size <= DEEPEST else 0  # 0: the counts alone
            response = asked.window(start, size).answered()
            pks = tuple(int(hit.meta.id) for hit in response.hits)
        total: int = response.hits.total.value  # type: ignore[attr-defined]
        return Results(total, pks, facets_of(response) if query.wants_facets else {})

    # --- writing

    def write(
        self,
        technician_pks: Iterable[int],
        documents: Iterable[Document],
        versions: Mapping[int, int] | None = None,
    ) -> None:
        """Let the index hold exactly these documents for these technicians; found as soon as this returns.

        `versions`, by technician: of two writes about somebody that with the larger number stays, in whatever order
        they come.
        Raises NotWritten where anything was refused, or what the client raises.
        """
        fresh = {(d.technician_pk, str(d.audience)): d for d in documents}
        pks = sorted({*technician_pks, *(pk for pk, _ in fresh)})
        operations: list[dict[str, Any]] = []
        for audience in INDEXED_AUDIENCES:
            for name in self._written(audience):
                for pk in pks:
                    operations += _operation(name, pk, fresh.get((pk, str(audience))), (versions or {}).get(pk))
        self._send(operations)

    def _written(self, audience: Audience) -> list[str]:
        """Return the names under which is written: while an index is being made, both it and the one in use."""
        used, following = self.alias(audience), self._next(audience)
        if not self.client.indices.exists_alias(name=following):
            return [used]
        return [used, following] if self.client.indices.exists_alias(name=used) else [following]

    def _send(self, operations: list[dict[str, Any]]) -> None:
        if not operations:
            return
        # No alias, no index: the server would make one of its own, which holds nobody else
        told = self.client.bulk(operations=operations, refresh=True, require_alias=True)
        refused = [item for each in told["items"] for item in each.values() if not _was_taken(item)]
        if refused:
            first = refused[0].get("error", {})
            raise NotWritten(f"{len(refused)} of {len(told['items'])} refused, the first: {first.get('type', first)}")

    # --- keeping

    def held(self) -> dict[tuple[int, str], str]:
        """Return the digest of each document held, by technician and audience."""
        return {
            (pk, str(audience)): digest
            for audience in INDEXED_AUDIENCES
            for pk, digest in self._digests(self.alias(audience))
        }

    def _digests(self, name: str) -> Iterator[tuple[int, str]]:
        after: list[Any] | None = None
        while True:
            told = self.client.search(
                index=name,
                size=HELD_AT_ONCE,
                sort=[{"pk": "asc"}],
                source={"includes": ["digest"]},
                search_after=after,
                allow_partial_search_results=False,
            )
            hits = told["hits"]["hits"]
            yield from ((int(hit["_id"]), hit["_source"]["digest"]) for hit in hits)
            if len(hits) < HELD_AT_ONCE:
                return
            after = hits[-1]["sort"]

    def sweep(self) -> int:
        """Delete indices that a rebuild left which was broken off, and return how many."""
        stray = [
            name
            for audience in INDEXED_AUDIENCES
            for name, told in self._indices(audience).items()
            if not told["aliases"] and _age_of(name) > LEFT_BEHIND
        ]
        self._delete(stray)
        return len(stray)

    def is_made(self) -> bool:
        """Say whether there are indices to read and to write, made as this code makes them."""
        for audience in INDEXED_AUDIENCES:
            try:
                found = self.client.indices.get_mapping(index=self.alias(audience))
            except NotFoundError:
                return False
            if [each["mappings"].get("_meta", {}).get("scheme") for each in found.values()] != [scheme()]:
                return False
        return True

    # --- making the index anew

    @contextmanager
    def renewed(self) -> Iterator[Callable[[], set[int]]]:
        """Make the index anew; nothing says here of whom something is missing."""
        with self.renewing():
            yield set

    @contextmanager
    def renewing(self) -> Iterator[Callable[[], dict[tuple[int, str], str]]]:
        """Make empty indices which everything is written to as well; at the end they take the place of those in use.

        Yields a function that returns what the new ones hold. Searches go to those in use until the swap, which is one
        act. Of two that run at once the one that began later stays; the other raises NotFoundError at its end.
        """
        fresh: dict[Audience, str] = {}
        try:
            for audience in INDEXED_AUDIENCES:
                fresh[audience] = self._make(audience)
            yield lambda: {
                (pk, str(audience)): digest for audience, name in fresh.items() for pk, digest in self._digests(name)
            }
            old = [name for audience in INDEXED_AUDIENCES for name in self._read_now(audience)]
            self.client.indices.update_aliases(actions=[act for each in fresh.items() for act in self._swap(*each)])
        except BaseException:
            with suppress(Exception):  # what is left lying is swept at night
                self._delete(list(fresh.values()))
            raise
        if old:
            time.sleep(STILL_READ)
            self._delete(old)

    def _make(self, audience: Audience) -> str:
        name = f"{self.alias(audience)}-{datetime.now(UTC):{STAMP}}-{secrets.token_hex(3)}"
        self.client.indices.create(index=name, **blueprint())
        following = self._next(audience)
        actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": following}}]
        if self.client.indices.exists_alias(name=following):
            actions.insert(0, {"remove": {"index": f"{self.alias(audience)}-2*", "alias": following}})
        self.client.indices.update_aliases(actions=actions)
        return name

    def _swap(self, audience: Audience, name: str) -> list[dict[str, Any]]:
        leave = [{"remove": {"index": old, "alias": self.alias(audience)}} for old in self._read_now(audience)]
        return [
            *leave,
            {"remove": {"index": name, "alias": self._next(audience), "must_exist": True}},
            {"add": {"index": name, "alias": self.alias(audience)}},
        ]

    def _read_now(self, audience: Audience) -> list[str]:
        return [name for name, told in self._indices(audience).items() if self.alias(audience) in told["aliases"]]

    def _indices(self, audience: Audience) -> dict[str, Any]:
        found: dict[str, Any] = self.client.indices.get_alias(index=f"{self.alias(audience)}-2*").body
        return found

    def _delete(self, names: list[str]) -> None:
        for name in names:
            self.client.indices.delete(index=name, ignore_unavailable=True)


def _closest(response: Response[Any]) -> tuple[int, ...]:
    """Return who fits best: by score and freshness in the window, by the score alone after it."""
    hits = list(response.hits)
    window = [
        Candidate(int(hit.meta.id), hit.meta.score, hit.sort_name, datetime.fromisoformat(hit.updated))
        for hit in hits[:WINDOW]
    ]
    return (*in_order(window, timezone.now()), *(int(hit.meta.id) for hit in hits[WINDOW:]))


def _operation(name: str, pk: int, document: Document | None, version: int | None) -> list[dict[str, Any]]:
    target: dict[str, Any] = {"_index": name, "_id": str(pk)}
    if version is not None:
        target |= {"version": version, "version_type": "external_gte"}
    return [{"index": target}, source_of(document)] if document else [{"delete": target}]


def _was_taken(item: dict[str, Any]) -> bool:
    """Say whether one of the things told was done, or need not be: it was gone, or a later one had come before."""
    return item["status"] < 300 or item["status"] == CONFLICT or item.get("result") == "not_found"


def _age_of(name: str) -> float:
    """Return how many seconds ago an index was made, as its name says."""
    made = datetime.strptime(name.rsplit("-", 2)[1], STAMP).replace(tzinfo=UTC)
    return (datetime.now(UTC) - made).total_seconds()
