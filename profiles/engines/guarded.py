"""Elasticsearch with the database behind it, whose index is always written and answers when the server does not.

The server answers within its budget and in full, or not at all. Nor does it answer while it is known to lack a change,
or not known to be in step: somebody who withdrew words yesterday must not be found by them today.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import lru_cache
from os import getpid

import structlog
from django.db import transaction
from django.db.models import Exists, Q, QuerySet
from django.utils import timezone

from profiles.engines import breaker
from profiles.engines.database import DatabaseEngine
from profiles.engines.elastic_address import CONNECTIONS
from profiles.engines.elasticsearch import ElasticEngine, NotWritten
from profiles.index_documents import Document
from profiles.models import SearchServer, SearchWaiting
from profiles.search import Query, Results, who_differ

BUDGET = 0.3  # seconds for a search: finding the server, connecting and the whole answer
WRITE_SECONDS = 1.0  # for what a change writes; the next change waits behind it
# A change that waits for longer is one that the server lacks. Half a second: with the worker's share of it, nobody is
# found by withdrawn words a second after the commit
LATE = timedelta(seconds=0.5)
TRUSTED = timedelta(hours=1)  # so long after it was last known to be in step
log = structlog.get_logger(__name__)


class LeftOut(Exception):
    """The database's index was made anew, the server's was not."""


@lru_cache(maxsize=2)
def _threads(process: int) -> ThreadPoolExecutor:
    """Return the threads of a process in which the server is asked: nothing else bounds a slow name server, say."""
    return ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="search-server")


class GuardedEngine:
    """The database's engine, and before it the server."""

    def __init__(self, database: DatabaseEngine) -> None:
        self.database = database
        self.server = ElasticEngine()

    # --- searching

    def search(self, query: Query) -> Results:
        """Answer a query: the server if it can, else the database."""
        if breaker.is_resting() or not self.is_trusted():
            return self.database.search(query)
        asked = ElasticEngine(self.server.address, BUDGET)
        answer = _threads(getpid()).submit(asked.search, query)
        try:
            results = answer.result(BUDGET)
        except Exception as error:  # whatever it was, the visitor gets an answer
            answer.cancel()
            self._failed("search_server_failed", error)
            return self.database.search(query)
        breaker.worked()
        return results

    def is_trusted(self) -> bool:
        """Say whether the server holds all that the database holds, as far as is known; one query."""
        late = SearchWaiting.objects.filter(created_at__lt=timezone.now() - LATE)
        return self._known_of_late().exclude(Exists(late)).exists()

    def was_in_step(self) -> bool:
        """Say whether it was known of late that the server lacks only what waits."""
        return self._known_of_late().exists()

    def _known_of_late(self) -> QuerySet[SearchServer]:
        since = timezone.now() - TRUSTED
        return SearchServer.objects.filter(address=self.server.address.digest, in_step_at__gt=since)

    def _failed(self, event: str, error: Exception) -> None:
        """Remember a failure and say it in the log, by its kind: what a server says can hold words of people."""
        reason = type(error).__name__
        breaker.failed(reason)
        log.warning(event, reason=reason)

    # --- writing

    def write(self, technician_pks: Iterable[int], documents: Iterable[Document]) -> None:
        """Write the database's index, and the server's once that is committed; if it fails, that is remembered."""
        fresh = list(documents)
        pks = sorted({*technician_pks, *(d.technician_pk for d in fresh)})
        with transaction.atomic():
            self.database.write(pks, fresh)
            waiting = SearchWaiting.objects.bulk_create([SearchWaiting(technician_pk=pk) for pk in pks])
        versions = {row.technician_pk: row.pk for row in waiting}
        transaction.on_commit(lambda: self._write_there(versions, fresh), robust=True)

    def _write_there(self, versions: Mapping[int, int], documents: list[Document]) -> None:
        if breaker.is_resting() or not versions:
            return
        try:
            self.write_waiting(versions, documents, WRITE_SECONDS)
        except Exception as error:  # saving is done: `catch_up` writes it later
            self._failed("search_server_not_written", error)

    def write_waiting(
        self, versions: Mapping[int, int], documents: Iterable[Document], seconds: float | None = None
    ) -> None:
        """Write on the server what waits (by technician, the key of the row), and let it wait no longer.

        What waited before about the same technicians is told with it, since their documents are of now.
        Raises NotWritten, or what the client raises.
        """
        ElasticEngine(self.server.address, seconds).write(versions.keys(), documents, versions)
        before = Q(technician_pk__in=versions.keys(), pk__lt=min(versions.values()))
        SearchWaiting.objects.filter(Q(pk__in=versions.values()) | before).delete()

    # --- keeping

    def held(self) -> dict[tuple[int, str], str]:
        """Return what the database holds, empty where the server holds something else; if it answers."""
        ours = self.database.held()
        try:
            theirs = self.server.held()
        except Exception as error:  # it is compared once it answers again
            self._failed("search_server_not_compared", error)
            return ours
        wrong = who_differ(ours, theirs)
        both = {key: ours.get(key, "") for key in ours.keys() | theirs.keys()}
        return {key: "" if key[0] in wrong else digest for key, digest in both.items()}

    def sweep(self) -> int:
        """Delete what belongs to nobody any more on both, and return how much that was."""
        found = self.database.sweep()
        try:
            found += self.server.sweep()
        except Exception as error:  # the next night will do
            self._failed("search_server_not_swept", error)
        return found

    @contextmanager
    def renewed(self) -> Iterator[Callable[[], set[int]]]:
        """Have all that is written go into new indices on the server too, and let these take the old ones' place.

        Yields a function that returns of whom the new ones lack something. Raises LeftOut at the end where the server
        failed at the start, NotWritten where the new ones still lack something: it goes on with the old ones.
        """
        with ExitStack() as until_swapped:
            try:
                held_anew = until_swapped.enter_context(self.server.renewing())
            except Exception as error:
                self._failed("search_server_not_rebuilt", error)
                yield set
                raise LeftOut(type(error).__name__) from error

            def missing() -> set[int]:
                waiting = SearchWaiting.objects.values_list("technician_pk", flat=True)
                return who_differ(self.database.held(), held_anew()) - set(waiting)

            yield missing
            if found := missing():
                raise NotWritten(f"{len(found)} technicians are not on the server as they should be")
        breaker.worked()
        self.note_in_step()

    def note_in_step(self) -> None:
        """Note that the server holds what the database holds, but for what waits."""
        SearchServer.objects.update_or_create(
            address=self.server.address.digest, defaults={"in_step_at": timezone.now()}
        )
