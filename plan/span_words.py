"""Dates of actions in words, as they were understood; the author's own wording stands beside them."""

from datetime import date, timedelta

from plan.enums import TimescaleKind
from plan.spans import Span
from portal.core.quantities import day_in_words, deadline_in_words


def span_in_words(span: Span, kind: str = "") -> str:
    """Return a span by its months where it is made of whole ones: 'February 2021', 'August 2025 to July 2026', '2026'.

    Of a date by which something is done (`kind`), the last day alone counts: 'by July 2027'.
    """
    if kind == TimescaleKind.BY:
        return f"by {deadline_in_words(span.end)}"
    first, last = span.start, span.end
    if not (first.day == 1 and _ends_month(last)):
        return day_in_words(first) if first == last else f"{day_in_words(first)} to {day_in_words(last)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    if first.year == last.year and (first.month, last.month) == (1, 12):
        return str(first.year)
    return f"{first:%B} to {last:%B %Y}" if first.year == last.year else f"{first:%B %Y} to {last:%B %Y}"


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1
