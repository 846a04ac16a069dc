"""The log of continuing professional development: its owner's alone, also where the portal itself adds to it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from profiles.enums import CLAIMED_STATES, CpdKind
from profiles.models import CpdRow, Technician

MOST_ROWS = 2000  # a technician


@transaction.atomic
def save_cpd(technician: Technician, values: Mapping[str, Any], pk: int | None = None) -> CpdRow:
    """Add a row (pk None) or change one. Raises ValidationError by field, and CpdRow.DoesNotExist where it is gone."""
    Technician.objects.select_for_update().get(pk=technician.pk)
    rows = CpdRow.objects.filter(technician=technician)
    row = rows.get(pk=pk) if pk else CpdRow(technician=technician)
    if not pk and rows.count() >= MOST_ROWS:
        raise ValidationError(f"{MOST_ROWS:,} are the most. Take the log away as a file, and remove old rows.")
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row


def remove_cpd(technician: Technician, pk: int) -> None:
    """Remove one row; one that is gone already is no fault."""
    CpdRow.objects.filter(technician=technician, pk=pk).delete()


@transaction.atomic
def record_cpd(
    technician: Technician, *, on: date, title: str, kind: CpdKind, hours: Decimal, source: str
) -> CpdRow | None:
    """Add what the portal knows of (an event attended), once for each `source` ('booking:17').

    A row that is there is left as its owner has it by now. None where nobody has claimed the profile: a log that
    nobody can see is not kept. A row its owner removed comes back where it is recorded anew: record on one occasion.
    """
    locked = Technician.objects.select_for_update().get(pk=technician.pk)
    if not source:
        raise ValueError("Say what the row comes from.")
    if locked.state not in CLAIMED_STATES:
        return None
    row, _ = CpdRow.objects.get_or_create(
        technician=locked,
        source=source,
        defaults={"date": on, "title": title[:200], "kind": kind, "hours": hours},
    )
    return row


def take_back_cpd(technician: Technician, source: str) -> None:
    """Remove what was recorded of a source by mistake; a row in which its owner has written of it stays theirs."""
    CpdRow.objects.filter(technician=technician, source=source, reflection="").exclude(source="").delete()
