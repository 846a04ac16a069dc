"""Moments as people say them, in Europe/London's own time."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")  # where deadlines fall, whatever a server's clock is set to
NOON, MIDNIGHT = "12 noon", "midnight"


def midnight(day: date) -> datetime:
    """Return the first moment of a day in London."""
    return datetime.combine(day, time(), LONDON)


def clock(moment: datetime) -> str:
    """Return the time of day: '1.30pm', '10am', '12 noon', 'midnight'."""
    local = timezone.localtime(moment)
    if local.minute == 0 and local.hour in (0, 12):
        return NOON if local.hour else MIDNIGHT
    minutes = f".{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def long_day(day: date) -> str:
    """Return a day with its weekday and year: 'Thursday 26 November 2026'."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """Return a day in short: 'Thu 26 Nov 2026'."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def moment_words(moment: datetime) -> str:
    """Return a moment: 'Thursday 26 November 2026, 1.30pm'."""
    return f"{long_day(timezone.localdate(moment))}, {clock(moment)}"


def hours_words(start: datetime, end: datetime) -> str:
    """Return from when to when: '1.30pm to 4.30pm'; the start alone where it takes no time."""
    if start == end:
        return clock(start)
    last = timezone.localdate(end)
    if timezone.localdate(start) == last:
        return f"{clock(start)} to {clock(end)}"
    return f"{clock(start)} to {short_day(last)}, {clock(end)}"
