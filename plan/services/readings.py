"""Taking readings: what each target's measure says today, kept and never rewritten."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone
from wagtail import log_actions

from plan.enums import REPORTED
from plan.models import Reading, ReportedMeasure, Target
from portal.core.registries import Scope, measures

log = structlog.get_logger(__name__)
MOST_EVIDENCE = 20


@dataclass(frozen=True)
class Counted:
    """What is counted: a measure from the first day of a plan, of everybody or of one theme or department."""

    measure: str
    start: date
    theme_id: int | None
    department_id: int | None


def counted_now(on: date) -> list[Counted]:
    """Return what the targets of plans that run on a day ask for, each once; measures kept by hand are not counted.

    Plans that are not published yet are counted too, so that a line is there when they are.
    """
    targets = Target.objects.exclude(measure__startswith=REPORTED).filter(
        action__plan__start__lte=on, action__plan__end__gte=on
    )
    found = targets.order_by().values_list("measure", "action__plan__start", "theme_id", "department_id").distinct()
    return sorted({Counted(*row) for row in found}, key=str)


def take_readings(on: date | None = None) -> str:
    """Take the readings of a day that are not taken yet, and say in a line what was done and what is missing.

    Days that were missed stay missing: what there was on them cannot be counted any more. Raises ReadingsFailedError,
    after all the others are taken, where measures could not be counted.
    """
    on = on or timezone.localdate()
    wanted = counted_now(on)
    there = {
        Counted(*row)
        for row in Reading.objects.filter(on=on).values_list("measure", "start", "theme_id", "department_id")
    }
    gone = sorted({each.measure for each in wanted if measures.get(each.measure) is None})
    todo = [each for each in wanted if each not in there and each.measure not in gone]
    failed = [each for each in todo if not _take(each, on)]
    line = _line(on, wanted, todo, gone, failed)
    if failed:
        raise ReadingsFailedError(line)
    return line


class ReadingsFailedError(Exception):
    """Some measures could not be counted; the message says which, and what was taken besides."""


def _line(on: date, wanted: list[Counted], todo: list[Counted], gone: list[str], failed: list[Counted]) -> str:
    """Return what a run did and what is missing."""
    there = sum(1 for each in wanted if each not in todo and each.measure not in gone)
    parts = [f"{len(todo) - len(failed)} readings taken, {there} were there"]
    if gone:
        parts.append(f"no longer measured: {', '.join(gone)}")
    if failed:
        parts.append(f"could not be counted: {', '.join(sorted({each.measure for each in failed}))}")
    if missed := _missed(on, wanted):
        parts.append(f"none was taken on {missed} days before")
    return "; ".join(parts)


def _missed(on: date, wanted: list[Counted]) -> int:
    """Return how many whole days lie between the last readings of the plans that run and this day."""
    of_plans = Reading.objects.filter(start__in={each.start for each in wanted}, on__lt=on)
    last = of_plans.exclude(measure__startswith=REPORTED).order_by("-on").first()
    return (on - last.on).days - 1 if last else 0


def _take(counted: Counted, on: date) -> bool:
    """Take one reading; False where the measure cannot be counted, which is logged and keeps no other from its turn."""
    measure = measures.get(counted.measure)
    if measure is None:
        return False
    try:
        with transaction.atomic():
            result = measure.compute(Scope(counted.start, on, counted.theme_id, counted.department_id))
    except Exception:  # whatever another room's measure does, the readings of the others cannot be made up for later
        log.exception("reading_failed", measure=counted.measure)
        return False
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
    return True


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
        log_actions.log(measure, "plan.reading", user=author, data={"reading": f"{value:g}", "on": on.isoformat()})
    return reading
