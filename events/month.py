"""A month as a calendar: pure calculation, from dates that were found."""

from calendar import Calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from portal.core.times import clock

from .finding import Dated

MOST_A_DAY = 4  # dates that a day shows
MOST_DAYS = 31  # of one date that goes on for long


@dataclass(frozen=True)
class Entry:
    """One date on a day: `clock` is when it begins, empty where it began on a day before."""

    title: str
    url: str
    clock: str
    is_cancelled: bool


@dataclass(frozen=True)
class Day:
    """A day: what is on, how many more there are, and the address of the list of that day."""

    day: date
    is_in_month: bool
    is_today: bool
    entries: tuple[Entry, ...]
    more: int
    url: str


def days_of(one: Dated) -> Iterable[date]:
    """Yield the days that a date takes up."""
    if one.starts_at is None or one.ends_at is None:
        return
    first, last = timezone.localdate(one.starts_at), timezone.localdate(one.ends_at)
    midnight = timezone.localtime(one.ends_at).time() == timezone.localtime(one.ends_at).min.time()
    if midnight and last > first:
        last -= timedelta(days=1)  # it ends as that day begins
    for number in range(min((last - first).days, MOST_DAYS) + 1):
        yield first + timedelta(days=number)


def by_day(dates: Iterable[Dated]) -> dict[date, list[Dated]]:
    """Return the dates by the days that they take up."""
    found: dict[date, list[Dated]] = {}
    for one in dates:
        for day in days_of(one):
            found.setdefault(day, []).append(one)
    return found


def weeks_of(
    month: date,
    today: date,
    dates: dict[date, list[Dated]],
    pages: dict[int, tuple[str, str]],
    list_of: Callable[[date], str],
) -> list[list[Day]]:
    """Return the weeks of a month, Monday first. `pages`: title and address of events; `list_of`: of a day's list."""
    return [
        [_day(day, month, today, dates.get(day, []), pages, list_of) for day in week]
        for week in Calendar().monthdatescalendar(month.year, month.month)
    ]


def _day(
    day: date,
    month: date,
    today: date,
    dates: list[Dated],
    pages: dict[int, tuple[str, str]],
    list_of: Callable[[date], str],
) -> Day:
    shown = dates if day.month == month.month else []
    entries = tuple(_entry(one, day, pages[one.event]) for one in shown[:MOST_A_DAY] if one.event in pages)
    return Day(day, day.month == month.month, day == today, entries, max(len(shown) - MOST_A_DAY, 0), list_of(day))


def _entry(one: Dated, day: date, page: tuple[str, str]) -> Entry:
    begins = one.starts_at is not None and timezone.localdate(one.starts_at) == day
    return Entry(*page, clock(one.starts_at) if begins and one.starts_at else "", one.is_cancelled)
