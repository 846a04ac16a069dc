"""When events take place: dates added, made from a rule, changed, cancelled. Those booked are told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from events.enums import HOLDS_PLACE, LIVE_BOOKINGS, BookingState, OccurrenceState
from events.models import Booking, EventPage, Occurrence, Series
from events.occurrence_rules import (
    FIELDS,
    TOLD_OF,
    Details,
    carried_over,
    changed_fields,
    check,
    details_of,
    fingerprint,
)
from events.series import Rule, Slot, rule_text, words_of

from .moving import check_moves
from .places import pass_places_on
from .telling import tell_cancelled, tell_changed


class OccurrenceError(Exception):
    """A step that cannot be taken as things stand; the message says why and what to do."""


class OccurrenceChangedError(Exception):
    """Somebody else changed the date since the form was opened."""


@dataclass(frozen=True)
class Done:
    """What a step did: the dates it was done to, and how many people are told by mail."""

    occurrences: list[Occurrence]
    told: int


def to_be_told(occurrences: Sequence[Occurrence]) -> int:
    """Return how many people would be told if these dates were cancelled, or moved."""
    return _told_bookings(occurrences).count()


def _told_bookings(occurrences: Sequence[Occurrence]) -> Any:
    """Return bookings whose people are told: not those of addresses that nobody confirmed."""
    rows = Booking.objects.live().filter(occurrence__in=[row.pk for row in occurrences])
    return rows.exclude(state=BookingState.UNCONFIRMED)


@transaction.atomic
def add_occurrence(event: EventPage, details: Details, *, by: Any) -> Occurrence:
    """Add a date. Raises ValidationError with the words at the fields."""
    check(event, details)
    occurrence = Occurrence.objects.create(event=event, **_values(details))
    log(instance=event, action="events.occurrence.add", user=by, data={"occurrence": occurrence.pk})
    return occurrence


def _values(details: Details) -> dict[str, Any]:
    return {name: getattr(details, name) for name in FIELDS}


@transaction.atomic
def make_series(event: EventPage, rule: Rule, chosen: Sequence[tuple[Slot, Details]], *, by: Any) -> Series:
    """Make dates of a rule: those that were chosen, each with its details.

    Raises ValidationError: none was chosen, one cannot be right, or the event takes place at that time already.
    """
    if not chosen:
        raise ValidationError("Tick at least one date.")
    for _, details in chosen:
        check(event, details)
    taken = starts_taken(event, [slot for slot, _ in chosen])
    if taken:
        when = timezone.localtime(min(taken))
        raise ValidationError(f"The event has a date on {when:%-d %B %Y} at {when:%H:%M} already. Untick that one.")
    series = Series.objects.create(event=event, rule=rule_text(rule), words=words_of(rule)[:200], made_by=by)
    rows = [Occurrence(event=event, series=series, **_values(details)) for _, details in chosen]
    Occurrence.objects.bulk_create(rows)
    log(instance=event, action="events.series.make", user=by, data={"series": series.pk, "dates": len(rows)})
    return series


def starts_taken(event: EventPage, slots: Sequence[Slot]) -> set[datetime]:
    """Return the starts of these at which the event takes place already."""
    rows = Occurrence.objects.filter(event=event, starts_at__in=[start for start, _ in slots]).taking_place()
    return set(rows.values_list("starts_at", flat=True))


@transaction.atomic
def change_occurrence(pk: int, details: Details, *, by: Any, seen: str = "") -> Done:
    """Change one date, and tell those booked where they should know of it.

    `seen`: the fingerprint of what the form was opened with. Nobody loses a place where there are fewer than before.
    Raises ValidationError, OccurrenceError, OccurrenceChangedError and Occurrence.DoesNotExist.
    """
    return _change([_held([pk])[0]], details, by, seen)


@transaction.atomic
def change_from_here_on(pk: int, details: Details, *, by: Any, seen: str = "") -> Done:
    """Change a date of a series and carry what is different over to those that follow.

    Another day or time moves each of them by as many days and hours of the clock on the wall; where one would fall
    into the past, or where the series is already, nothing is changed. Raises as the former.
    """
    return _change(_with_following(pk), details, by, seen)


def _held(pks: Sequence[int]) -> list[Occurrence]:
    """Return rows held until the transaction ends, always in the same order; DoesNotExist where one is gone."""
    rows = Occurrence.objects.select_for_update(of=("self",)).select_related("event", "campus")
    found = list(rows.filter(pk__in=pks).order_by("pk"))
    if len(found) < len(pks):
        raise Occurrence.DoesNotExist
    return found


def following(occurrence: Occurrence) -> list[Occurrence]:
    """Return a date and those of its series after it that take place and have not begun, in order."""
    if occurrence.series_id is None:
        return [occurrence]
    after = max(occurrence.starts_at, timezone.now())  # what has begun is a record of what was
    later = Occurrence.objects.filter(series=occurrence.series_id, starts_at__gt=after).taking_place()
    return [occurrence, *later.order_by("starts_at", "pk")]


def _with_following(pk: int) -> list[Occurrence]:
    """Return a date and those after it in its series, held, the first first."""
    pks = [row.pk for row in following(Occurrence.objects.get(pk=pk))]
    return sorted(_held(pks), key=lambda row: row.starts_at)


def _change(rows: list[Occurrence], details: Details, by: Any, seen: str) -> Done:
    first = rows[0]
    if first.is_cancelled:
        raise OccurrenceError("This date is cancelled. Add a new one where it takes place after all.")
    check(first.event, details)
    if seen and seen != fingerprint(first):
        raise OccurrenceChangedError
    before = details_of(first)
    news = [details, *(carried_over(before, details, details_of(row)) for row in rows[1:])]
    for row, new in zip(rows[1:], news[1:], strict=True):
        _check_following(row, new)
    if len(rows) > 1:
        check_moves(rows, news, timezone.now())
    told, changed = 0, []
    for row, new in zip(rows, news, strict=True):
        names = changed_fields(details_of(row), new)
        if names:
            told += _apply(row, new, names)
            changed.append(row)
            log(instance=row.event, action="events.occurrence.change", user=by, data={"occurrence": row.pk})
    return Done(changed, told)


def _check_following(row: Occurrence, details: Details) -> None:
    """Check one that is not the one in the form, and say which it is."""
    try:
        check(row.event, details)
    except ValidationError as wrong:
        day = f"{timezone.localtime(row.starts_at):%-d %B %Y}"
        raise ValidationError(f"The date on {day} cannot be changed like that: {' '.join(wrong.messages)}") from wrong


def _apply(row: Occurrence, details: Details, names: list[str]) -> int:
    """Write a change, and return how many are told."""
    is_over = row.is_over(timezone.now())
    for name in names:
        setattr(row, name, getattr(details, name))
    is_told = not is_over and any(name in TOLD_OF for name in names)
    if is_told:
        row.sequence += 1
    row.save()
    # An offer never outlives the booking
    row.bookings.filter(state=BookingState.OFFERED, offered_until__gt=row.closes_at).update(offered_until=row.closes_at)
    if {"capacity", "booking_closes_at", "starts_at"} & set(names):
        pass_places_on(row)
    if not is_told:
        return 0
    bookings = list(_told_bookings([row]).select_related("user"))
    for booking in bookings:
        booking.occurrence = row
        tell_changed(booking)
    return len(bookings)


@transaction.atomic
def cancel_occurrence(pk: int, *, by: Any, reason: str, from_here_on: bool = False) -> Done:
    """Cancel a date, or it and those of its series that follow; every booking ends, and everybody is told why.

    Raises OccurrenceError (cancelled already, started already, no reason) and Occurrence.DoesNotExist.
    """
    if not reason.strip():
        raise OccurrenceError("Say why it is cancelled: those who booked read it.")
    rows = _with_following(pk) if from_here_on else _held([pk])
    if rows[0].is_cancelled:
        raise OccurrenceError("This date is cancelled already.")
    if rows[0].starts_at <= timezone.now():
        raise OccurrenceError("It has started already, and so it cannot be cancelled any more.")
    told = 0
    for row in rows:
        row.state, row.cancelled_reason, row.sequence = OccurrenceState.CANCELLED, reason.strip(), row.sequence + 1
        row.save()
        told += _end_bookings(row, reason.strip())
        log(instance=row.event, action="events.occurrence.cancel", user=by, data={"occurrence": row.pk})
    return Done(rows, told)


def _end_bookings(row: Occurrence, reason: str) -> int:
    told = 0
    for booking in row.bookings.filter(state__in=LIVE_BOOKINGS).select_related("user"):
        booking.occurrence = row
        is_told = booking.state != BookingState.UNCONFIRMED
        booking.state, booking.offered_until, booking.changed_at = BookingState.CANCELLED, None, timezone.now()
        booking.attendance = ""
        booking.save()
        if is_told:
            tell_cancelled(booking, reason)
            told += 1
    return told


@transaction.atomic
def remove_occurrence(pk: int, *, by: Any) -> None:
    """Delete a date that nobody ever booked. Raises OccurrenceError and Occurrence.DoesNotExist."""
    row = _held([pk])[0]
    if row.bookings.exists() or row.feedback.exists():
        raise OccurrenceError("Somebody has booked this date, so it cannot be deleted. Cancel it instead.")
    log(instance=row.event, action="events.occurrence.remove", user=by, data={"occurrence": pk})
    row.delete()


def places_short(row: Occurrence) -> int:
    """Return by how many those who have a place are more than there are places; nobody is thrown out."""
    if row.capacity is None:
        return 0
    return max(0, row.bookings.filter(state__in=HOLDS_PLACE).count() - row.capacity)


def moved(details: Details, slot: Slot) -> Details:
    """Return the details at another time."""
    return replace(details, starts_at=slot[0], ends_at=slot[1])
