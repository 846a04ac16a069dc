"""An action's targets as its page shows them: each with its numbers over time and what is behind the latest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from plan.enums import REPORTED
from plan.evidence import MeasuredHow, TargetStanding, measure_words
from plan.models import Action, Reading, Target
from plan.target_words import pace_sentence, target_sentence
from portal.core.quantities import in_unit
from portal.core.trends import Aim, Point, Trend
from profiles.public_links import still_public

LONGEST_SILENCE = 35  # days after which a measure's line is broken: readings are taken daily, or at least monthly
Links = set[tuple[str, datetime]]


@dataclass(frozen=True)
class TargetShown:
    """A target with its numbers over time, and of the latest: its parts as (name, value), its evidence as (title, url).

    Evidence is what the public may still see of it.
    """

    standing: TargetStanding
    sentence: str
    expected: str
    pace: str
    trend: Trend
    parts: tuple[tuple[str, float], ...]
    evidence: tuple[tuple[str, str], ...]


def targets_shown(action: Action, on: date) -> tuple[TargetShown, ...]:
    """Return how the targets of an action stand on a day; five queries at most, however many readings there are."""
    targets = list(Target.objects.filter(action=action).with_scope())
    if not targets:
        return ()
    series = _series(targets, on)
    latest = Reading.objects.in_bulk([rows[-1].pk for rows in series.values() if rows])
    links = still_public((url, each.taken_at) for each in latest.values() for _, url in each.evidence)
    words = measure_words(target.measure for target in targets)
    shown = []
    for target in targets:
        rows = series[target.pk]
        reading = latest[rows[-1].pk] if rows else None
        shown.append(_shown(TargetStanding(target, words[target.measure], reading, on), rows, links))
    return tuple(shown)


def _shown(standing: TargetStanding, rows: Sequence[Any], links: Links) -> TargetShown:
    reading = standing.reading
    evidence = reading.evidence if reading else []
    return TargetShown(
        standing=standing,
        sentence=target_sentence(standing),
        expected="" if standing.expected is None else in_unit(round(standing.expected, 1), standing.words.unit),
        pace=pace_sentence(standing),
        trend=_trend(standing, rows),
        parts=tuple((name, value) for name, value in (reading.parts if reading else [])),
        evidence=tuple((title, url) for title, url in evidence if reading and (url, reading.taken_at) in links),
    )


def _series(targets: Sequence[Target], on: date) -> Mapping[int, list[Any]]:
    """Return the readings of each target up to a day, by its primary key, without what makes a reading heavy."""
    series: dict[tuple[Any, ...], list[Any]] = {_scope(each, each.action.plan.start): [] for each in targets}
    for row in Reading.objects.series(targets).filter(on__lte=on):
        series.get(_scope(row, row.start), []).append(row)
    return {each.pk: series[_scope(each, each.action.plan.start)] for each in targets}


def _scope(counted: Any, start: date) -> tuple[Any, ...]:
    """Return what tells one series from another: the plan's beginning too, where it is not reported by hand."""
    is_reported = counted.measure.startswith(REPORTED)
    return (counted.measure, counted.theme_id, counted.department_id, None if is_reported else start)


def _trend(standing: TargetStanding, rows: Sequence[Any]) -> Trend:
    target, words = standing.target, standing.words
    by_hand = words.how == MeasuredHow.REPORTED
    begun = target.baseline_on or target.action.plan.start
    return Trend(
        key=f"target-{target.pk}",
        title=f"{words.label}, {standing.scope}" if standing.scope else words.label,
        unit=words.unit,
        points=tuple(Point(row.on, row.value, row.note if row.value is None else row.source) for row in rows),
        goal=Aim(target.by, target.goal),
        baseline=None if target.baseline is None else Aim(begun, target.baseline),
        by_hand=by_hand,
        longest_silence=None if by_hand else LONGEST_SILENCE,
    )
