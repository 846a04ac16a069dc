"""Rows that people put in order one step at a time, by buttons that work without a script."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet


@transaction.atomic
def move_row(rows: QuerySet[Any], pk: int, by: int) -> None:
    """Move one of the rows of a list (`pk`) up (-1) or down (1), and count `order` anew from 0; it stops at either end.

    `rows`: all of the list, in its order. Raises DoesNotExist of its model where the row is not among them.
    """
    held = list(rows.select_for_update(of=("self",)))
    here = next((place for place, row in enumerate(held) if row.pk == pk), None)
    if here is None:
        raise rows.model.DoesNotExist
    held.insert(min(max(here + by, 0), len(held) - 1), held.pop(here))
    for place, row in enumerate(held):
        row.order = place
    rows.bulk_update(held, ["order"])
