"""What somebody did in a period, gathered on their own page 'my year' for an appraisal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from .registry import Registry

MOST_YEAR_ROWS = 200  # of a part


@dataclass(frozen=True)
class YearRow:
    """One thing that somebody did, or was given, on a day.

    `when` says it in words where the day is not what is known ('2026'); `on` then only puts rows in their order.
    """

    on: date
    title: str
    detail: str = ""
    url: str = ""
    when: str = ""

    @property
    def day(self) -> str:
        """Return when it was, in words: '3 May 2026'."""
        return self.when or f"{self.on:%-d %B %Y}"


@dataclass(frozen=True)
class YearPart:
    """What an app knows of somebody's year.

    `rows(technician, start, end, most)` gets the primary key of the technician whose own year it is, the first and
    the last day that count (both do, as days of Europe/London), and how many rows are wanted at the most. It returns
    the latest first, in a fixed number of queries. Nobody else is shown them: there is no audience to ask for, but
    what other people wrote comes in only where they agreed that this person reads it.

    `none_yet`: what is said where there is nothing, and how something would come there.
    """

    key: str
    title: str
    rows: Callable[[int, date, date, int], Iterable[YearRow]]
    none_yet: str = ""


@dataclass(frozen=True)
class FilledYearPart:
    """A part with its rows; `is_cut`: there were more."""

    key: str
    title: str
    rows: tuple[YearRow, ...]
    none_yet: str = ""
    is_cut: bool = False


my_year: Registry[YearPart] = Registry("my_year")


def filled_year_part(part: YearPart, technician: int, start: date, end: date) -> FilledYearPart:
    """Return a part for a technician and a period, with MOST_YEAR_ROWS rows at the most."""
    rows = tuple(part.rows(technician, start, end, MOST_YEAR_ROWS + 1))
    return FilledYearPart(part.key, part.title, rows[:MOST_YEAR_ROWS], part.none_yet, len(rows) > MOST_YEAR_ROWS)
