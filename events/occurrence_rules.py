"""What is said of an occurrence, and what cannot be right about it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from events.enums import BookingWay, EventKind
from events.models import EventPage, Occurrence
from events.models.occurrences import MOST_PLACES
from events.series import moments
from portal.core.times import LONDON
from profiles.models import Campus

# What those who booked are told of when it changes; the rest concerns those who have not booked yet
TOLD_OF = ("starts_at", "ends_at", "campus", "place", "is_online", "joining_link", "note")
MOMENTS = ("starts_at", "ends_at", "booking_opens_at", "booking_closes_at")


@dataclass(frozen=True)
class Details:
    """When and where something takes place, and how it is booked. Times are aware."""

    starts_at: datetime
    ends_at: datetime
    campus: Campus | None = None
    place: str = ""
    is_online: bool = False
    joining_link: str = ""
    note: str = ""
    booking_way: str = BookingWay.HERE
    capacity: int | None = None
    booking_opens_at: datetime | None = None
    booking_closes_at: datetime | None = None
    needs_approval: bool = False


FIELDS = tuple(field.name for field in fields(Details))


def details_of(occurrence: Occurrence) -> Details:
    """Return what is said of an occurrence now."""
    return Details(**{name: getattr(occurrence, name) for name in FIELDS})


def fingerprint(occurrence: Occurrence) -> str:
    """Return a mark of what is said now, by which a change from a second window is noticed."""
    said = "\n".join(str(getattr(occurrence, name)) for name in (*FIELDS, "state"))
    return hashlib.sha256(said.encode()).hexdigest()[:40]


def changed_fields(before: Details, after: Details) -> list[str]:
    """Return the names of what is different."""
    return [name for name in FIELDS if getattr(before, name) != getattr(after, name)]


def check(event: EventPage, details: Details) -> None:
    """Refuse what cannot be right. Raises ValidationError with the words at each field."""
    problems = dict(_problems(event, details))
    if problems:
        raise ValidationError({name: [words] for name, words in problems.items()})


def _problems(event: EventPage, details: Details) -> Iterable[tuple[str, str]]:
    is_deadline = event.kind == EventKind.DEADLINE
    if details.ends_at < details.starts_at or (details.ends_at == details.starts_at and not is_deadline):
        yield "ends_at", "It ends before it starts. Choose a later end."
    if not (details.place or details.campus or details.is_online or is_deadline):
        yield "place", "Say where it takes place, or tick ‘online’."
    if details.joining_link and not details.is_online:
        yield "joining_link", "Tick ‘online’ too, or take the link away."
    if details.capacity is not None and not 1 <= details.capacity <= MOST_PLACES:
        yield "capacity", f"Give a number from 1 to {MOST_PLACES}, or leave it empty."
    if details.booking_way == BookingWay.ELSEWHERE and not event.outside_link:
        yield "booking_way", "The event’s page has no link to where it is booked. Add the link there first."
    yield from _booking_problems(details)


def _booking_problems(details: Details) -> Iterable[tuple[str, str]]:
    opens, closes = details.booking_opens_at, details.booking_closes_at
    if closes is not None and closes > details.starts_at:
        yield "booking_closes_at", "Booking closes when it starts, or earlier. Choose an earlier time."
    elif opens is not None and closes is not None and closes <= opens:
        yield "booking_closes_at", "Booking closes before it opens. Choose a later time."
    if opens is not None and opens >= details.starts_at:
        yield "booking_opens_at", "Booking opens after it has started. Choose an earlier time."


def carried_over(before: Details, after: Details, later: Details) -> Details:
    """Return what is said of a later date of a series when one of them was changed.

    Only what was changed is carried over, so that what is special about the later date stays. Times are moved by as
    many days and hours of the clock on the wall; a time of booking that was set or taken away is so there too, as
    long before the start.
    """
    names = changed_fields(before, after)
    new = replace(later, **{name: getattr(after, name) for name in names if name not in MOMENTS})
    start = later.starts_at
    if "starts_at" in names or "ends_at" in names:
        wall = _wall(later.starts_at) + (_wall(after.starts_at) - _wall(before.starts_at))
        start, end = moments(wall, wall + (_wall(after.ends_at) - _wall(after.starts_at)))
        new = replace(new, starts_at=start, ends_at=end)
    booking: dict[str, Any] = {}
    for name in ("booking_opens_at", "booking_closes_at"):
        chosen: datetime | None = getattr(after, name)
        if name in names:
            booking[name] = chosen and _moved(chosen, after.starts_at, start)
        elif "starts_at" in names and getattr(later, name) is not None:
            booking[name] = _moved(getattr(later, name), before.starts_at, after.starts_at)
    return replace(new, **booking)


def _moved(moment: datetime, old: datetime, new: datetime) -> datetime:
    return _aware(_wall(moment) + (_wall(new) - _wall(old)))


def _wall(moment: datetime) -> datetime:
    return moment.astimezone(LONDON).replace(tzinfo=None)


def _aware(wall: datetime) -> datetime:
    return wall.replace(tzinfo=LONDON)


def before_start(start: datetime, *, days: int = 0, hours: int = 0) -> datetime:
    """Return the moment so many days and hours by the clock on the wall before a start."""
    return _aware(_wall(start) - timedelta(days=days, hours=hours))
