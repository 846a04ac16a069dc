"""What is made up for later: an index that an upgrade left empty, and what a search server could not be told."""

import structlog
from elasticsearch import ApiError, TransportError

from profiles.engines import breaker
from profiles.engines.elasticsearch import NotWritten
from profiles.engines.guarded import GuardedEngine, LeftOut
from profiles.engines.sets import is_whole
from profiles.index_documents import documents_of
from profiles.models import SearchServer, SearchWaiting, Technician
from profiles.search import get_engine, who_differ
from profiles.services.index import BATCH, batches, index_now, rebuild

log = structlog.get_logger(__name__)


def make_where_missing() -> str:
    """Make the whole index anew where there is none, or one that another version made; return a line for the log.

    A search server that fails meanwhile is given what it lacks by `catch_up`.
    """
    if is_whole():
        return "The index is as this version makes it"
    try:
        return f"{rebuild()} technicians indexed"
    except (ApiError, TransportError, NotWritten, LeftOut) as error:
        reason = type(error).__name__
        log.warning("search_server_not_made_anew", reason=reason)
        return f"The database's index is made; the search server failed ({reason})"


def catch_up() -> str:
    """Write on the search server what waits, and return a line for the log; where it failed, all goes on waiting.

    A server that was not known to be in step of late is compared first, one without our indices is given them.
    """
    engine = get_engine()
    if not isinstance(engine, GuardedEngine):
        SearchServer.objects.all().delete()  # from now on it misses changes, and must be compared before it answers
        SearchWaiting.objects.all().delete()
        return "No search server is used"
    try:
        done = _catch_up(engine)
    except (ApiError, TransportError, NotWritten) as error:
        reason = type(error).__name__
        breaker.failed(reason)
        waiting = SearchWaiting.objects.count()
        log.warning("search_server_not_caught_up", reason=reason, waiting=waiting)
        return f"The search server failed ({reason}): the database answers, {waiting} changes wait"
    breaker.worked()
    engine.note_in_step()
    return done


def _catch_up(engine: GuardedEngine) -> str:
    if not engine.server.is_made():
        number = rebuild()
        _write_waiting(engine)  # of those who are deleted by now, too
        return f"{number} technicians written into new indices on the search server"
    wrong: list[int] = []
    if not engine.was_in_step():
        wrong = sorted(who_differ(engine.database.held(), engine.server.held()))
        for batch in batches(wrong):
            index_now(batch)
    return f"{_write_waiting(engine)} changes written on the search server, {len(wrong)} technicians mended there"


def _write_waiting(engine: GuardedEngine) -> int:
    """Write what waits, as it is now, and return how much that was."""
    written = 0
    while rows := list(SearchWaiting.objects.order_by("pk").values_list("pk", "technician_pk")[:BATCH]):
        versions: dict[int, int] = {}
        for key, technician in rows:  # the last of several about somebody counts
            versions[technician] = key
        people = Technician.objects.filter(pk__in=versions).live().for_views()
        engine.write_waiting(versions, documents_of(people))
        SearchWaiting.objects.filter(pk__in=[key for key, _ in rows]).delete()  # of several about somebody the earlier
        written += len(rows)
    return written
