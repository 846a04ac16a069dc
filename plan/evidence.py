"""How targets stand: what their measures said last, beside what they began with and are to reach.

Pages show readings and never count live. All that is asked of the database is asked for all targets at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from plan.enums import REPORTED, Better
from plan.models import Reading, ReportedMeasure, Target
from portal.core.registries import measures

# How far a value may stand from the straight way between baseline and goal before it counts as behind: a tenth of the
# whole way. Readings jump, and what nobody would call behind must not be called so.
LEEWAY = 0.1


class MeasuredHow(StrEnum):
    """Where the values of a target come from."""

    MEASURED = "measured"
    REPORTED = "reported"
    GONE = "no longer measured"


@dataclass(frozen=True)
class MeasureWords:
    """What a measure is called, what stands after its numbers, what it means, and where its values come from."""

    label: str
    unit: str
    how: MeasuredHow
    meaning: str = ""


@dataclass(frozen=True)
class TargetStanding:
    """A target on a day. `reading` is its latest, which may hold no number and says why then; None: none was taken."""

    target: Target
    words: MeasureWords
    reading: Reading | None
    on: date

    @property
    def value(self) -> float | None:
        """Return what the measure said last, in its unit; None where there is no number to tell."""
        return self.reading.value if self.reading else None

    @property
    def scope(self) -> str:
        """Return the theme or department that it is counted for; empty for all."""
        names = [str(each) for each in (self.target.theme, self.target.department) if each]
        return ", ".join(names)

    @property
    def is_met(self) -> bool:
        """Say whether the goal is reached."""
        if self.value is None:
            return False
        fewer = self.target.better == Better.FEWER
        return self.value <= self.target.goal if fewer else self.value >= self.target.goal

    @property
    def expected(self) -> float | None:
        """Return what the straight way from baseline to goal comes to on this day; None where it has no beginning."""
        begun, by = self.target.baseline_on or self.target.action.plan.start, self.target.by
        if self.target.baseline is None:
            return None
        if by <= begun or self.on >= by:
            return self.target.goal
        share = max(0.0, (self.on - begun).days / (by - begun).days)
        return self.target.baseline + share * (self.target.goal - self.target.baseline)

    @property
    def is_behind(self) -> bool:
        """Say whether the value is clearly short of where it should be: of the goal, once its day is over."""
        if self.value is None or self.is_met:
            return False
        if self.on > self.target.by:
            return True
        if self.expected is None or self.target.baseline is None:
            return False
        leeway = LEEWAY * abs(self.target.goal - self.target.baseline)
        short = self.expected - self.value if self.target.better == Better.MORE else self.value - self.expected
        return short > leeway

    def place(self, value: float | None) -> int | None:
        """Return where on a scale from the lowest to the highest number a value lies, in hundredths."""
        known = [each for each in (self.target.baseline, self.value, self.target.goal) if each is not None]
        low, high = min(0.0, *known), max(known)
        if value is None or high == low:
            return None
        return round(100 * (min(max(value, low), high) - low) / (high - low))


def measure_words(keys: Iterable[str]) -> dict[str, MeasureWords]:
    """Return what measures are called, by their keys, in one query at most; one that is gone goes by its key."""
    asked = set(keys)
    by_hand = {key.removeprefix(REPORTED) for key in asked if key.startswith(REPORTED)}
    found = {
        row.key: MeasureWords(row.label, row.unit, MeasuredHow.REPORTED, row.meaning)
        for row in (ReportedMeasure.objects.filter(pk__in=[pk for pk in by_hand if pk.isdigit()]) if by_hand else ())
    }
    for key in asked - found.keys():
        measure = measures.get(key)
        found[key] = (
            MeasureWords(measure.label, measure.unit, MeasuredHow.MEASURED)
            if measure
            else MeasureWords(key.rpartition(".")[2].replace("_", " "), "", MeasuredHow.GONE)
        )
    return found


def target_standings(targets: Sequence[Target], on: date) -> list[TargetStanding]:
    """Return how targets stand on a day, in their order; three queries at most, however many there are.

    The targets come with their actions' plans, themes and departments (`Target.objects.with_scope()`).
    """
    words = measure_words(target.measure for target in targets)
    latest = latest_readings([target.pk for target in targets], on)
    return [TargetStanding(target, words[target.measure], latest.get(target.pk), on) for target in targets]


def latest_readings(targets: Sequence[int], on: date) -> dict[int, Reading]:
    """Return the latest reading up to a day of each target, by the target's primary key; those without are left out."""
    if not targets:
        return {}
    pairs: list[tuple[int, Any]] = list(
        Target.objects.filter(pk__in=targets).with_latest(on).order_by().values_list("pk", "latest")
    )
    readings = Reading.objects.in_bulk([reading for _, reading in pairs if reading])
    return {target: readings[reading] for target, reading in pairs if reading in readings}
