"""Keeping the directory's index true: after each commit that changed what somebody may see."""

from collections.abc import Iterable

from django.db import transaction
from django_tasks import task


def reindex_on_commit(pks: Iterable[int]) -> None:
    """Have these technicians indexed anew when the running transaction commits."""
    wanted = sorted(set(pks))
    if wanted:
        transaction.on_commit(lambda: reindex.enqueue(wanted))


@task()
def reindex(pks: list[int]) -> None:
    """Write what each audience may find of these technicians; take out those who are not to be found."""
