"""A measure over time, and how much of it is drawn and listed: pure calculation, nothing here reads a database.

Daily readings over three years are more than a picture or a table can hold. What is left out is what a reader would
not miss: numbers that lie on the line between two that are kept. How many were left out is said.
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

MOST_POINTS = 40
MOST_GAPS = 8
NOT_TAKEN = "No reading was taken"


@dataclass(frozen=True)
class Point:
    """What was read on a day; None where there was no number. `note`: why there is none, or where one comes from."""

    on: date
    value: float | None
    note: str = ""


@dataclass(frozen=True)
class Aim:
    """A value on a day: where a measure began, or where it is to be."""

    on: date
    value: float


@dataclass(frozen=True)
class Trend:
    """A measure over time: its readings by day, the goal if it has one, and where it began if that is known.

    `key` tells it from others on its page. `longest_silence`: after more days than this without a reading the line
    is broken; None where readings come as they come.
    """

    key: str
    title: str
    unit: str
    points: tuple[Point, ...]
    goal: Aim | None = None
    baseline: Aim | None = None
    by_hand: bool = False
    longest_silence: int | None = None

    @property
    def numbers(self) -> tuple[Point, ...]:
        """Return the readings that hold a number."""
        return tuple(point for point in self.points if point.value is not None)

    @property
    def has_path(self) -> bool:
        """Say whether there is a straight way from where it began to the goal."""
        return self.baseline is not None and self.goal is not None and self.baseline.on < self.goal.on

    def expected(self, on: date) -> float | None:
        """Return what the straight way from baseline to goal comes to on a day; None before it begins, and without."""
        if self.baseline is None or self.goal is None or not self.has_path or on < self.baseline.on:
            return None
        share = min(1.0, (on - self.baseline.on).days / (self.goal.on - self.baseline.on).days)
        return self.baseline.value + share * (self.goal.value - self.baseline.value)


@dataclass(frozen=True)
class Gap:
    """From the first day to the last there was no number, and why."""

    first: date
    last: date
    note: str

    @property
    def days(self) -> int:
        """Return how many days it spans."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Shown:
    """What of a trend is drawn and listed: runs of readings, each joined by a line, and the gaps between them."""

    runs: tuple[tuple[Point, ...], ...]
    gaps: tuple[Gap, ...]
    numbers_in_all: int
    gaps_in_all: int

    @property
    def points(self) -> tuple[Point, ...]:
        """Return all readings that are shown, by day."""
        return tuple(point for run in self.runs for point in run)

    @property
    def left_out(self) -> str:
        """Say in a sentence what is not shown; empty where all is."""
        parts = []
        if len(self.points) < self.numbers_in_all:
            parts.append(
                f"Of {self.numbers_in_all:,} readings, {len(self.points)} are shown: the first and the last, the "
                "highest and the lowest, and those at which the line turns."
            )
        if len(self.gaps) < self.gaps_in_all:
            parts.append(f"{self.gaps_in_all - len(self.gaps):,} shorter times without a number are not shown.")
        return " ".join(parts)


def shown(trend: Trend, most: int = MOST_POINTS) -> Shown:
    """Return what of a trend is drawn: at most so many readings, the longest gaps, and the one that lasts until now.

    The ends of each run and the highest and the lowest reading are always kept, so that `most` is 2 * MOST_GAPS + 4
    at the least.
    """
    gaps = _gaps(trend)
    kept = _worth_showing(gaps, trend)
    runs = list(_runs(trend.numbers, kept))
    numbers = len(trend.numbers)
    if numbers > most:
        runs = _thinned(runs, most)
    return Shown(tuple(tuple(run) for run in runs), tuple(kept), numbers, len(gaps))


def _gaps(trend: Trend) -> list[Gap]:
    """Return the times without a number: readings that hold none, and for too long none at all."""
    gaps: list[Gap] = []
    silence = trend.longest_silence
    before: Point | None = None
    for point in trend.points:
        if before and silence is not None and (point.on - before.on).days > silence:
            gaps.append(Gap(before.on + timedelta(1), point.on - timedelta(1), NOT_TAKEN))
        if point.value is None:
            _lengthen(gaps, point, goes_on=before is not None and before.value is None)
        before = point
    return gaps


def _lengthen(gaps: list[Gap], point: Point, *, goes_on: bool) -> None:
    """Add a reading without a number to the gap that it goes on with, else as a new one."""
    last = gaps[-1] if gaps else None
    if last and goes_on and last.note == point.note:
        gaps[-1] = Gap(last.first, point.on, last.note)
    else:
        gaps.append(Gap(point.on, point.on, point.note))


def _worth_showing(gaps: list[Gap], trend: Trend) -> list[Gap]:
    """Return the longest gaps by day; those after the last number are always among them: they say how it stands."""
    numbers = trend.numbers
    end = numbers[-1].on if numbers else date.min
    longest = sorted(gaps, key=lambda gap: (gap.first > end, gap.days, gap.first), reverse=True)
    return sorted(longest[:MOST_GAPS], key=lambda gap: gap.first)


def _runs(numbers: Sequence[Point], gaps: Iterable[Gap]) -> Iterator[list[Point]]:
    """Yield the readings between one gap and the next; where a gap has none on a side, there is no run."""
    left = list(numbers)
    for gap in gaps:
        run = [point for point in left if point.on < gap.first]
        left = left[len(run) :]
        if run:
            yield run
    if left:
        yield left


@dataclass(frozen=True, order=True)
class _Turn:
    """The reading of a stretch that lies furthest from the straight line over it; the furthest sorts first."""

    rank: float  # minus the distance
    place: int
    left: int
    right: int


def _thinned(runs: Sequence[Sequence[Point]], most: int) -> list[list[Point]]:
    """Return the readings without which the line would be another one, as far as there is room for them."""
    points = [point for run in runs for point in run]
    kept = _ends(runs) | _extremes(points)
    turns = [turn for left, right in _stretches(runs, kept) if (turn := _turn(points, left, right))]
    heapq.heapify(turns)
    while turns and len(kept) < most:
        turn = heapq.heappop(turns)
        kept.add(turn.place)
        for left, right in ((turn.left, turn.place), (turn.place, turn.right)):
            further = _turn(points, left, right)
            if further:
                heapq.heappush(turns, further)
    first, thinned = 0, []
    for run in runs:
        thinned.append([points[place] for place in range(first, first + len(run)) if place in kept])
        first += len(run)
    return thinned


def _ends(runs: Sequence[Sequence[Point]]) -> set[int]:
    ends, first = set(), 0
    for run in runs:
        ends |= {first, first + len(run) - 1}
        first += len(run)
    return ends


def _extremes(points: Sequence[Point]) -> set[int]:
    places = range(len(points))
    return {
        min(places, key=lambda place: _value(points[place])),
        max(places, key=lambda place: _value(points[place])),
    }


def _stretches(runs: Sequence[Sequence[Point]], kept: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the places between two neighbours that are kept, none across a gap."""
    first = 0
    for run in runs:
        places = [place for place in range(first, first + len(run)) if place in kept]
        yield from pairwise(places)
        first += len(run)


def _turn(points: Sequence[Point], left: int, right: int) -> _Turn | None:
    """Return the reading furthest from the line between two others; None where all lie on it."""
    start, end = points[left], points[right]
    days = (end.on - start.on).days
    furthest, place = 0.0, None
    for each in range(left + 1, right):
        share = (points[each].on - start.on).days / days
        straight = _value(start) + share * (_value(end) - _value(start))
        distance = abs(_value(points[each]) - straight)
        if distance > furthest + 1e-9:
            furthest, place = distance, each
    return None if place is None else _Turn(-furthest, place, left, right)


def _value(point: Point) -> float:
    return point.value if point.value is not None else 0.0
