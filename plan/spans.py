"""Spans of real days, and the calendars that plans are written in: months, terms, quarters, academic and plan years."""

import calendar
from dataclasses import dataclass
from datetime import date

FIRST_YEAR, LAST_YEAR = 1990, 2099  # a number outside is no year of a plan

SPAN = " to "  # between the first and the last day of a span where one is written down

# The terms of a British university, by the months in which they begin and end.
TERMS: dict[str, tuple[int, int]] = {"autumn": (9, 12), "spring": (1, 3), "summer": (4, 7)}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From the first day to the last; both belong to it. Raises ValueError where the last lies before the first."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"the span would end on {self.end}, before it begins on {self.start}")

    @classmethod
    def from_line(cls, line: str) -> "Span":
        """Return the span written as 2026-03-01 to 2026-03-31, or as one day. Raises ValueError for anything else."""
        start, _, end = line.strip().partition(SPAN)
        first = date.fromisoformat(start.strip())
        return cls(first, date.fromisoformat(end.strip()) if end else first)

    def meets(self, other: "Span") -> bool:
        """Say whether the two share a day."""
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True)
class PlanPeriod:
    """The whole months a plan runs for; plan years are counted from its start."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("A plan cannot end before it starts.")

    @property
    def span(self) -> Span:
        """Return the period as a span."""
        return Span(self.start, self.end)

    @property
    def years(self) -> int:
        """Return how many plan years it has; a year begun counts."""
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1
        return (months + 11) // 12

    def part(self, first_month: int, months: int) -> Span | None:
        """Return `months` months from the plan's month `first_month` (from 0), cut off at its end; None beyond it."""
        start = add_months(self.start, first_month)
        if start > self.end:
            return None
        return Span(start, min(last_day(add_months(self.start, first_month + months - 1)), self.end))

    def year(self, number: int) -> Span | None:
        """Return plan year `number`, from 1; None where the plan has no such year."""
        return self.part((number - 1) * 12, 12) if number >= 1 else None

    @classmethod
    def from_months(cls, start: str, end: str) -> "PlanPeriod":
        """Return the period from 'YYYY-MM' to 'YYYY-MM'. Raises ValueError with a sentence for a person."""
        try:
            first, last = (date(int(text[:4]), int(text[5:]), 1) for text in (_month_text(start), _month_text(end)))
        except ValueError as error:
            raise ValueError(f"‘{start}’ and ‘{end}’ must be months such as 2021-01.") from error
        return cls(first, last_day(last))


def _month_text(text: str) -> str:
    if len(text) != 7 or text[4] != "-":
        raise ValueError(text)
    return text


def add_months(day: date, months: int) -> date:
    """Return the first day of the month `months` after that of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def last_day(day: date) -> date:
    """Return the last day of the month of `day`."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months(year: int, first: int, last: int) -> Span:
    """Return the span from the first of month `first` to the end of month `last`; a smaller `last` is next year's."""
    until = date(year + (last < first), last, 1)
    return Span(date(year, first, 1), last_day(until))


def month(year: int, number: int) -> Span:
    """Return a month, from its first day to its last."""
    return months(year, number, number)


def quarter(year: int, number: int) -> Span:
    """Return a quarter of the calendar year: the first is January to March."""
    return months(year, number * 3 - 2, number * 3)


def calendar_year(year: int) -> Span:
    """Return January to December."""
    return months(year, 1, 12)


def academic_years(first: int, last: int) -> Span:
    """Return August of `first` to July of `last`: 2019/20 is (2019, 2020)."""
    return Span(date(first, 8, 1), date(last, 7, 31))
