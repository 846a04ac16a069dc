"""Drawing a measure over time: the one way in which a trend comes onto a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template

from portal.core.quantities import day_in_words, deadline_in_words, in_unit, number
from portal.core.trend_drawing import drawing
from portal.core.trends import Gap, Point, Shown, Trend, shown

register = template.Library()


@dataclass(frozen=True)
class Row:
    """A row of the table beside the drawing: a reading, or a time without a number."""

    first: date
    last: date | None
    value: str
    expected: str
    how: str
    note: str


@register.inclusion_tag("components/trend.html")
def trend(chart: Trend) -> dict[str, Any]:
    """Draw a trend, with the same numbers in a table beside it; where there is no number yet, the table alone."""
    told = shown(chart)
    return {
        "trend": chart,
        "drawing": drawing(chart, told) if told.points else None,
        "title": _title(chart, told),
        "description": _description(chart, told),
        "rows": _rows(chart, told),
        "left_out": told.left_out,
    }


def _title(chart: Trend, told: Shown) -> str:
    goal = _goal(chart)
    points = told.points
    if len(points) < 2:
        return f"{chart.title}. {goal}".strip()
    first, last = (f"{in_unit(p.value or 0.0, chart.unit)} on {day_in_words(p.on)}" for p in (points[0], points[-1]))
    return f"{chart.title}: from {first} to {last}. {goal}".strip()


def _goal(chart: Trend) -> str:
    if chart.goal is None:
        return ""
    return f"The goal is {in_unit(chart.goal.value, chart.unit)} by {deadline_in_words(chart.goal.on)}."


def _description(chart: Trend, told: Shown) -> str:
    """Say what is drawn, for those who do not see it."""
    marks = "square" if chart.by_hand else "round"
    parts = [f"A solid line with {marks} marks joins the readings."]
    if chart.goal:
        parts = [f"{parts[0].rstrip('.')}; a dashed line that ends in a diamond is the goal."]
    if chart.has_path and chart.baseline:
        parts.append(f"A dotted line leads there from {in_unit(chart.baseline.value, chart.unit)}.")
    if told.gaps:
        parts.append("The line is broken where there was no number.")
    parts.append("The table beside it holds the same numbers.")
    return " ".join(parts)


def _rows(chart: Trend, told: Shown) -> list[Row]:
    """Return readings and gaps, the latest first, and where the measure began as the last."""
    rows = [*(_of_point(chart, point) for point in told.points), *(_of_gap(gap) for gap in told.gaps)]
    rows.sort(key=lambda row: row.first, reverse=True)
    return rows + list(_of_baseline(chart))


def _of_point(chart: Trend, point: Point) -> Row:
    expected = chart.expected(point.on)
    return Row(
        first=point.on,
        last=None,
        value=_short(point.value or 0.0, chart.unit),
        expected="" if expected is None else number(round(expected, 1)),
        how="Reported by hand" if chart.by_hand else "Measured",
        note=point.note,
    )


def _short(value: float, unit: str) -> str:
    """Return a number as it stands in the table, whose caption says the unit."""
    return in_unit(value, unit if unit == "%" else "")


def _of_gap(gap: Gap) -> Row:
    last = gap.last if gap.last != gap.first else None
    return Row(first=gap.first, last=last, value="", expected="", how="No number", note=gap.note)


def _of_baseline(chart: Trend) -> Iterator[Row]:
    if chart.baseline:
        value = _short(chart.baseline.value, chart.unit)
        yield Row(chart.baseline.on, None, value, "", "Where it began", "As the plan says")
