"""Taking readings: what each target's measure says today, kept and never rewritten."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from plan.enums import REPORTED
from plan.models import Reading, ReportedMeasure, Target
from portal.core.registries import Scope, measures

MOST_EVIDENCE = 20


@dataclass(frozen=True)
class Counted:
    """What is counted: a measure from the first day of a plan, of everybody or of one theme or department."""

    measure: str
    start: date
    theme_id: int | None
    department_id: int | None


def counted_now(on: date) -> list[Counted]:
    """Return what the targets of plans that run on a day ask for, each once; measures kept by hand are not counted."""
    targets = Target.objects.exclude(measure__startswith=REPORTED).filter(
        action__plan__start__lte=on, action__plan__end__gte=on
    )
    found = targets.order_by().values_list("measure", "action__plan__start", "theme_id", "department_id").distinct()
    return sorted({Counted(*row) for row in found}, key=str)


def take_readings(on: date | None = None) -> str:
    """Take the readings of a day that are not taken yet, and say in a line what was done and what is missing.

    Days that were missed stay missing: what there was on them cannot be counted any more.
    """
    on = on or timezone.localdate()
    wanted = counted_now(on)
    there = {
        Counted(*row)
        for row in Reading.objects.filter(on=on).values_list("measure", "start", "theme_id", "department_id")
    }
    gone = sorted({each.measure for each in wanted if measures.get(each.measure) is None})
    todo = [each for each in wanted if each not in there and each.measure not in gone]
    missed = _missed(on)
    for each in todo:
        _take(each, on)
    parts = [f"{len(todo)} readings taken, {len(wanted) - len(todo) - _count(gone, wanted)} were there"]
    if gone:
        parts.append(f"no longer measured: {', '.join(gone)}")
    if missed:
        parts.append(f"none was taken on {missed} days before")
    return "; ".join(parts)


def _count(gone: list[str], wanted: list[Counted]) -> int:
    return sum(1 for each in wanted if each.measure in gone)


def _missed(on: date) -> int:
    """Return how many whole days lie between the last readings and this day."""
    last = Reading.objects.exclude(measure__startswith=REPORTED).filter(on__lt=on).order_by("-on").first()
    return (on - last.on).days - 1 if last else 0


def _take(counted: Counted, on: date) -> None:
    measure = measures.get(counted.measure)
    if measure is None:
        return
    result = measure.compute(Scope(counted.start, on, counted.theme_id, counted.department_id))
    reading = Reading(
        measure=counted.measure,
        theme_id=counted.theme_id,
        department_id=counted.department_id,
        start=counted.start,
        on=on,
        end=on,
        value=result.value,
        note=result.note,
        parts=[list(part) for part in result.parts],
        evidence=[[link.title, link.url] for link in result.evidence[:MOST_EVIDENCE]],
    )
    Reading.objects.bulk_create([reading], ignore_conflicts=True)  # another run may have been quicker


class ReadingThereError(Exception):
    """There is a reading of this measure on this day; a reading is never rewritten."""


def report_reading(measure: ReportedMeasure, on: date, value: float, source: str, author: Any) -> Reading:
    """Keep what somebody read off elsewhere, with where it comes from.

    Raises ReadingThereError, and ValueError for a day that has not come or a missing source.
    """
    if on > timezone.localdate():
        raise ValueError("A reading cannot be of a day that has not come.")
    if not source.strip():
        raise ValueError("Say where the number comes from.")
    with transaction.atomic():
        reading, is_new = Reading.objects.get_or_create(
            measure=measure.key,
            theme=None,
            department=None,
            start=on,
            on=on,
            defaults={"end": on, "value": value, "source": source.strip(), "author": author},
        )
    if not is_new:
        raise ReadingThereError
    return reading
