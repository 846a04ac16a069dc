"""Keeping the directory's index true: after each commit that changed what somebody may see."""

from collections.abc import Iterable

import structlog
from django.db import transaction
from django_tasks import task

from profiles.index_documents import INDEXED_AUDIENCES, documents_of
from profiles.models import SearchEntry, Technician
from profiles.search import get_engine

log = structlog.get_logger(__name__)
BATCH = 500  # technicians indexed in one go


def reindex_on_commit(pks: Iterable[int]) -> None:
    """Have these technicians indexed anew when the running transaction commits."""
    wanted = sorted(set(pks))
    for start in range(0, len(wanted), BATCH):
        batch = wanted[start : start + BATCH]
        transaction.on_commit(lambda batch=batch: reindex.enqueue(batch))  # type: ignore[misc]


@task()
def reindex(pks: list[int]) -> None:
    """Write what each audience may find of these technicians; take out those who are not to be found."""
    index_now(pks)


def index_now(pks: list[int]) -> None:
    """Do the work of `reindex` at once.

    Read and written in one transaction, so that of two changes close together the later is what stays.
    """
    with transaction.atomic():
        people = Technician.objects.filter(pk__in=pks).live().for_views()
        get_engine().write(pks, documents_of(people))


def rebuild() -> int:
    """Make the whole index anew and return how many technicians were read; searches meanwhile see the old one."""
    with transaction.atomic():
        engine = get_engine()
        engine.clear()
        pks = list(Technician.objects.live().order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(pks), BATCH):
            index_now(pks[start : start + BATCH])
    return len(pks)


def repair() -> str:
    """Compare the index with who may be found, mend what differs, and return a line for the log.

    A change whose task was lost is found here: somebody missing, somebody who should be gone, somebody changed since.
    """
    wrong: set[int] = set()
    for audience in INDEXED_AUDIENCES:
        wanted = dict(Technician.objects.visible_to(audience).values_list("pk", "profile_updated_at"))
        held = dict(SearchEntry.objects.filter(audience=audience).values_list("technician_id", "updated_at"))
        wrong |= {pk for pk in wanted.keys() | held.keys() if wanted.get(pk) != held.get(pk)}
    for start in range(0, len(wrong), BATCH):
        index_now(sorted(wrong)[start : start + BATCH])
    if wrong:
        log.warning("search_index_repaired", technicians=len(wrong))
    return f"{len(wrong)} technicians mended"
