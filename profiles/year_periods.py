"""The periods that 'my year' is asked for: years that end today, of the calendar, and of teaching. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

LONGEST = timedelta(days=5 * 366)  # as long as registration bodies look back
ACADEMIC_START = 8  # August, when the academic year of UK universities begins


@dataclass(frozen=True)
class Period:
    """Days from the first to the last, both included."""

    start: date
    end: date

    def __str__(self) -> str:
        return f"{self.start:%-d %B %Y} to {self.end:%-d %B %Y}"

    def holds(self, day: date | None) -> bool:
        """Say whether a day is one of these."""
        return day is not None and self.start <= day <= self.end

    def touches(self, year: int | None) -> bool:
        """Say whether a year of the calendar has one of these days."""
        return year is not None and self.start.year <= year <= self.end.year


@dataclass(frozen=True)
class Preset:
    """A period that one link chooses; `slug` stands in the address."""

    slug: str
    label: str
    of: Callable[[date], Period]


def period_problems(start: date, end: date) -> dict[str, str]:
    """Return what is wrong with two days as the first and the last, by field; nothing where they are a period."""
    if end < start:
        return {"end": "The last day is before the first. One of the two is wrong."}
    if end - start > LONGEST:
        return {"end": "Choose five years at the most."}
    return {}


def _last_twelve_months(today: date) -> Period:
    return Period(today - relativedelta(years=1) + timedelta(days=1), today)


def _calendar_year(today: date) -> Period:
    return Period(date(today.year, 1, 1), date(today.year, 12, 31))


def _academic_year(today: date) -> Period:
    first = today.year if today.month >= ACADEMIC_START else today.year - 1
    return Period(date(first, ACADEMIC_START, 1), date(first + 1, ACADEMIC_START, 1) - timedelta(days=1))


def _one_before(year: Callable[[date], Period]) -> Callable[[date], Period]:
    return lambda today: year(year(today).start - timedelta(days=1))


# The first is what is shown where nothing is asked for
PRESETS = (
    Preset("twelve-months", "Last twelve months", _last_twelve_months),
    Preset("this-year", "This year", _calendar_year),
    Preset("last-year", "Last year", _one_before(_calendar_year)),
    Preset("this-academic-year", "This academic year", _academic_year),
    Preset("last-academic-year", "Last academic year", _one_before(_academic_year)),
)


def preset_called(slug: str) -> Preset:
    """Return the preset of this name, or the first where there is none."""
    return next((preset for preset in PRESETS if preset.slug == slug), PRESETS[0])
