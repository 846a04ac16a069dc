"""Where everything of a drawn trend lies: pure geometry, in the units of the drawing's own box.

Nothing is told by colour alone: the trend is a solid line with round marks (square ones where it is reported by hand),
the goal a long-dashed line that ends in a diamond, the way there a dotted line, and gaps are framed.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.core.quantities import number
from portal.core.trends import Aim, Point, Shown, Trend

WIDTH, HEIGHT = 700, 390
TOP, BASE, RIGHT = 48, 330, 676
LETTER = 13  # units that a figure on the axis takes on a phone, where letters are drawn large
FEW_MARKS = 14  # so many readings are marked one by one; of more, the first and the last
BETWEEN_VALUES = 74  # units between two numbers written at the line
BETWEEN_DATES = 104
LABEL_ABOVE, LABEL_BELOW = 16, 32
LONG_TICK, SHORT_TICK = 12, 6
STEPS_OF_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)
WEEKS_UP_TO = 100  # days: a shorter time has weeks on its axis instead of months
LABEL_REACH, LABEL_LIFT = 26, 10  # a line that is higher by so much so near a number would run through it
MOST_DATES = 6
MOST_LINES = 5


@dataclass(frozen=True)
class Written:
    """A text in the drawing. `anchor`: which end of it lies at x; `is_thin`: left out where there is little room."""

    x: float
    y: float
    text: str
    anchor: str = "middle"
    is_thin: bool = False


@dataclass(frozen=True)
class Mark:
    """A reading that is marked."""

    x: float
    y: float


@dataclass(frozen=True)
class Hole:
    """A time without a number."""

    x: float
    width: float
    text: str


@dataclass(frozen=True)
class Drawing:
    """A trend as lines and texts; `lines`, `areas` and `path` are lists of points as SVG writes them.

    `levels` lie at the left end of their line, which the value stands before.
    """

    left: float
    levels: tuple[Written, ...]
    ticks: str
    dates: tuple[Written, ...]
    lines: tuple[str, ...]
    areas: tuple[str, ...]
    marks: tuple[Mark, ...]
    values: tuple[Written, ...]
    holes: tuple[Hole, ...]
    goal: Mark | None
    goal_words: Written | None
    path: str
    right: float = RIGHT
    top: float = TOP
    base: float = BASE
    width: int = WIDTH
    height: int = HEIGHT
    depth: float = BASE - TOP


@dataclass(frozen=True)
class _Scales:
    """What turns days and values into places."""

    first: date
    last: date
    low: float
    high: float
    left: float

    def x(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(self.left + share * (RIGHT - self.left), 1)

    def y(self, value: float) -> float:
        return round(BASE - (value - self.low) / (self.high - self.low) * (BASE - TOP), 1)


def drawing(trend: Trend, shown: Shown) -> Drawing:
    """Return where everything of a trend lies. Needs at least one reading with a number."""
    levels = _levels(trend, shown)
    scales = _scales(trend, shown, levels)
    runs = [[(scales.x(point.on), scales.y(point.value or 0.0)) for point in run] for run in shown.runs]
    goal = Mark(scales.x(trend.goal.on), scales.y(trend.goal.value)) if trend.goal else None
    return Drawing(
        left=scales.left,
        levels=tuple(Written(scales.left, scales.y(level), number(level)) for level in levels),
        ticks=_ticks(scales),
        dates=tuple(_dates(scales, trend.goal.on if trend.goal else scales.last)),
        lines=tuple(_joined(run) for run in runs if len(run) > 1),
        areas=tuple(_joined([(run[0][0], BASE), *run, (run[-1][0], BASE)]) for run in runs if len(run) > 1),
        marks=tuple(_marks(runs)),
        values=tuple(_values(shown.points, scales, goal)),
        holes=tuple(_holes(shown, scales)),
        goal=goal,
        goal_words=_goal_words(trend, trend.goal, goal) if trend.goal and goal else None,
        path=_path(trend, scales),
    )


def _joined(places: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in places)


def _scales(trend: Trend, shown: Shown, levels: Sequence[float]) -> _Scales:
    days = [point.on for point in shown.points]
    days += [day for gap in shown.gaps for day in (gap.first, gap.last)]
    days += [aim.on for aim in (trend.goal, trend.baseline) if aim]
    first, last = min(days), max(days)
    left = 20.0 + LETTER * max(len(number(level)) for level in levels)
    return _Scales(first, max(last, first + timedelta(1)), levels[0], levels[-1], left)


def _levels(trend: Trend, shown: Shown) -> tuple[float, ...]:
    """Return the values that have a line, from 0 (or from below it) to over the highest: even steps, easy to read."""
    values = [0.0, *(point.value or 0.0 for point in shown.points)]
    values += [aim.value for aim in (trend.goal, trend.baseline) if aim]
    low, high = min(values), max(values)
    step = _step((high - low or 1.0) / MOST_LINES, whole=all(value == int(value) for value in values))
    return tuple(place * step for place in range(math.floor(low / step), max(1, math.ceil(high / step)) + 1))


def _step(least: float, *, whole: bool) -> float:
    """Return the next of 1, 2, 5, 10, 20, 50 ...; below 1 only where the values are no whole numbers."""
    power = 10.0 ** math.floor(math.log10(least))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * 0.999)
    return max(step, 1.0) if whole else step


def _is_short(scales: _Scales) -> bool:
    return (scales.last - scales.first).days <= WEEKS_UP_TO


def _periods(scales: _Scales) -> list[date]:
    """Return the first days of the months on the axis, or of the weeks where the time is short."""
    if _is_short(scales):
        return [scales.first + timedelta(days) for days in range(0, (scales.last - scales.first).days + 1, 7)]
    day, months = scales.first.replace(day=1), []
    while day <= scales.last:
        if day >= scales.first:
            months.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return months


def _in_words(scales: _Scales, day: date) -> str:
    return f"{day.day} {day:%b}" if _is_short(scales) else f"{day:%b %y}"


def _apart(periods: Sequence[date]) -> int:
    """Return how many months, or weeks, lie between two that are written out."""
    return next((step for step in STEPS_OF_MONTHS if len(periods) / step <= MOST_DATES), STEPS_OF_MONTHS[-1])


def _ticks(scales: _Scales) -> str:
    """Return the ticks of the steel rule: one a month (a week, a quarter, a year), long at the dates."""
    periods = _periods(scales)
    apart = _apart(periods)
    every = next(step for step in (1, 3, 12, 60) if len(periods) / step <= 60 or step == 60)
    parts = []
    for place, day in enumerate(periods):
        if place % apart == 0:
            parts.append(f"M{scales.x(day):g} {BASE}v{LONG_TICK}")
        elif place % every == 0:
            parts.append(f"M{scales.x(day):g} {BASE}v{SHORT_TICK}")
    return "".join(parts)


def _dates(scales: _Scales, end: date) -> Iterator[Written]:
    """Yield the dates under the axis, that of its end (the goal’s, where there is one) among them."""
    at_end = scales.x(end)
    periods = _periods(scales)
    apart = _apart(periods)
    for place, day in enumerate(periods):
        x = scales.x(day)
        if place % apart == 0 and abs(x - at_end) >= BETWEEN_DATES:
            yield Written(x, BASE + 34, _in_words(scales, day), is_thin=place // apart % 2 == 1)
    yield Written(at_end, BASE + 34, _in_words(scales, end), "end" if at_end > RIGHT - BETWEEN_DATES / 2 else "middle")


def _marks(runs: Sequence[Sequence[tuple[float, float]]]) -> Iterator[Mark]:
    """Yield the marks: of all readings where they are few, else of the first and the last and of those alone."""
    places = [place for run in runs for place in run]
    if len(places) <= FEW_MARKS:
        yield from (Mark(*place) for place in places)
        return
    yield Mark(*places[0])
    yield from (Mark(*run[0]) for run in runs if len(run) == 1 and run[0] not in (places[0], places[-1]))
    yield Mark(*places[-1])


def _values(points: Sequence[Point], scales: _Scales, goal: Mark | None) -> Iterator[Written]:
    """Yield the numbers at the line: the last and the first, and between them as many as have room."""
    last, first = points[-1], points[0]
    taken: list[float] = []
    line = [(scales.x(point.on), scales.y(point.value or 0.0)) for point in points]
    for point in dict.fromkeys([last, first, *points]):
        x, y = scales.x(point.on), scales.y(point.value or 0.0)
        if any(abs(x - other) < BETWEEN_VALUES for other in taken):
            continue
        if point not in (first, last) and _runs_through(line, x, y):
            continue
        taken.append(x)
        near_goal = goal is not None and abs(y - goal.y) < 2 * LABEL_BELOW and abs(x - goal.x) < 3 * BETWEEN_VALUES
        below = near_goal and y + LABEL_BELOW < BASE
        y_text = y + LABEL_BELOW if below else y - LABEL_ABOVE
        yield Written(x, y_text, number(point.value or 0.0), is_thin=point not in (first, last))


def _runs_through(line: Sequence[tuple[float, float]], x: float, y: float) -> bool:
    """Say whether the line beside a reading climbs into the number that would be written above it."""
    return any(abs(other - x) < LABEL_REACH and height < y - LABEL_LIFT for other, height in line)


def _holes(shown: Shown, scales: _Scales) -> Iterator[Hole]:
    """Yield the frames of times without a number, as wide as the line is broken."""
    points = shown.points
    for gap in shown.gaps:
        before = [point.on for point in points if point.on < gap.first]
        after = [point.on for point in points if point.on > gap.last]
        start, end = scales.x(max(before, default=gap.first)), scales.x(min(after, default=gap.last))
        yield Hole(start, round(max(end - start, 2.0), 1), gap.note)


def _goal_words(trend: Trend, aim: Aim, goal: Mark) -> Written:
    """Return the goal in words, above its line, or below it where the way leads down to it."""
    leads_down = trend.baseline is not None and trend.baseline.value > aim.value
    below = leads_down and goal.y + LABEL_BELOW < BASE
    return Written(RIGHT, goal.y + LABEL_BELOW if below else goal.y - 20, f"Goal {number(aim.value)}", "end")


def _path(trend: Trend, scales: _Scales) -> str:
    if not trend.baseline or not trend.goal or not trend.has_path:
        return ""
    ends = (trend.baseline, trend.goal)
    return _joined((scales.x(end.on), scales.y(end.value)) for end in ends)
