"""Keeping the directory's index true: after each commit that changed what somebody may see."""

from collections.abc import Iterable, Iterator

import structlog
from django.db import transaction
from django_tasks import task

from profiles.engines.sets import note_whole
from profiles.index_documents import INDEXED_AUDIENCES, documents_of
from profiles.models import Technician
from profiles.search import get_engine, who_differ

log = structlog.get_logger(__name__)
BATCH = 500  # technicians indexed in one go
IN_BACKGROUND = 100  # likewise after a change of many: whoever saves a profile meanwhile waits for one such lot
FEW = 10  # technicians: such a change does not wait for the lots of a larger one
ROUNDS = 2  # in which a new index is given what it still lacks, and which find nothing unless it failed


def reindex_on_commit(pks: Iterable[int]) -> None:
    """Have these technicians indexed anew when the running transaction commits: a few before many who wait already."""
    wanted = sorted(set(pks))
    work = reindex.using(priority=1) if len(wanted) <= FEW else reindex
    for batch in batches(wanted, IN_BACKGROUND):
        transaction.on_commit(lambda batch=batch: work.enqueue(batch))  # type: ignore[misc]


@task(queue_name="search")
def reindex(pks: list[int]) -> None:
    """Write what each audience may find of these technicians; take out those who are not to be found."""
    index_now(pks)


def index_now(pks: Iterable[int]) -> None:
    """Do the work of `reindex` at once.

    The people are locked before they are read: of two changes close together the later is what stays.
    """
    wanted = sorted(set(pks))
    with transaction.atomic():
        people = Technician.objects.filter(pk__in=wanted)
        list(people.select_for_update(no_key=True).order_by("pk").values_list("pk"))
        get_engine().write(wanted, documents_of(people.live().for_views()))


def forget(pks: Iterable[int]) -> None:
    """Take technicians out of the index at once, words and all: call before their rows are deleted.

    Their rows are locked before the index is, as in `index_now`: else each could wait for the other.
    """
    wanted = sorted(set(pks))
    with transaction.atomic():
        people = Technician.objects.filter(pk__in=wanted)
        list(people.select_for_update(no_key=True).order_by("pk").values_list("pk"))
        get_engine().write(wanted, [])


def rebuild() -> int:
    """Make the whole index anew and return how many technicians are in it; everybody is found all the while.

    Batch by batch, so that a profile being saved waits for one batch only, and for no row that waits for it. A search
    server is given new indices, which take the place of the old ones once they hold everybody.
    """
    engine = get_engine()
    with engine.renewed() as missing:
        for batch in batches(list(Technician.objects.order_by("pk").values_list("pk", flat=True))):
            index_now(batch)
        engine.sweep()
        note_whole()
        for _ in range(ROUNDS):
            for batch in batches(sorted(missing())):
                index_now(batch)
    return len(_live_pks())


def repair() -> str:
    """Compare the index with the truth, mend what differs, and return a line for the log.

    A change whose task was lost is found here, whatever it changed: somebody missing, somebody who should be gone,
    words, a name, an order or a facet that are no longer so.
    """
    engine = get_engine()
    held = engine.held()
    wanted: dict[tuple[int, str], str] = {}
    for batch in batches(_live_pks()):
        people = Technician.objects.filter(pk__in=batch).live().for_views()
        wanted |= {(d.technician_pk, str(d.audience)): d.digest for d in documents_of(people)}
    wrong = sorted(who_differ(wanted, held))
    for batch in batches(wrong):
        index_now(batch)
    stray = engine.sweep()
    if wrong or stray:
        log.warning("search_index_repaired", technicians=len(wrong), stray=stray)
    counts = ", ".join(f"{sum(a == audience for _, a in wanted)} for {audience}" for audience in INDEXED_AUDIENCES)
    return f"{counts}; {len(wrong)} technicians mended, {stray} stray rows deleted"


def _live_pks() -> list[int]:
    return list(Technician.objects.live().order_by("pk").values_list("pk", flat=True))


def batches(pks: list[int], size: int | None = None) -> Iterator[list[int]]:
    """Return the keys in lots that are indexed in one go, of so many or else of `BATCH`."""
    step = size or BATCH
    return (pks[start : start + step] for start in range(0, len(pks), step))
