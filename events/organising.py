"""What organisers see of dates: rows for lists, with numbers that the database counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from events.calendars import where
from events.enums import BookingWay
from events.models import Occurrence
from portal.core.times import hours_words, short_day


@dataclass(frozen=True)
class DateRow:
    """One date in a list. `held`, `queued`, `asked`: places taken, people waiting, people to be decided on."""

    pk: int
    event_pk: int
    title: str
    when: str
    where: str
    state: str
    places: str
    queued: int
    asked: int
    is_live: bool
    is_cancelled: bool
    is_over: bool
    is_of_series: bool


def when_words(occurrence: Occurrence) -> str:
    """Return when a date is: 'Tue 2 Mar 2027, 10am to 12 noon'."""
    day = short_day(timezone.localdate(occurrence.starts_at))
    return f"{day}, {hours_words(occurrence.starts_at, occurrence.ends_at)}"


def rows_of(occurrences: Iterable[Occurrence], now: datetime) -> list[DateRow]:
    """Return the rows of a list. Load occurrences by `for_organisers`."""
    return [_row(occurrence, now) for occurrence in occurrences]


def _row(occurrence: Occurrence, now: datetime) -> DateRow:
    is_over = occurrence.is_over(now)
    is_cancelled = occurrence.is_cancelled
    return DateRow(
        pk=occurrence.pk,
        event_pk=occurrence.event_id,
        title=occurrence.event.title,
        when=when_words(occurrence),
        where=where(occurrence),
        state=f"Cancelled: {occurrence.cancelled_reason}" if is_cancelled else "Over" if is_over else "Takes place",
        places=_places(occurrence),
        queued=getattr(occurrence, "queued", 0),
        asked=getattr(occurrence, "asked", 0),
        is_live=occurrence.event.live,
        is_cancelled=is_cancelled,
        is_over=is_over,
        is_of_series=occurrence.series_id is not None,
    )


def _places(occurrence: Occurrence) -> str:
    """Return how many places are taken, in words."""
    if occurrence.booking_way != BookingWay.HERE:
        return BookingWay(occurrence.booking_way).label
    held = getattr(occurrence, "held", 0)
    if occurrence.capacity is None:
        return f"{held} booked, no limit"
    over = held - occurrence.capacity
    words = f"{held} of {occurrence.capacity} taken"
    return f"{words}, {over} more than there are" if over > 0 else words
