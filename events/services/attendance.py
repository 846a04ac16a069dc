"""Attendance: who came, noted on the day or later, and what follows for the log of a technician."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from events.enums import TRAINING_KINDS, Attendance, BookingState, EventKind
from events.hours import hours_between
from events.models import Booking, Occurrence
from profiles.enums import CpdKind
from profiles.models import Technician
from profiles.services.cpd import record_cpd, take_back_cpd

from .places import BookingError, bookings_of, lock, lock_booking

# A deadline is no learning
_NO_CPD = (EventKind.DEADLINE,)


class AttendanceError(BookingError):
    """Whether somebody came cannot be noted as things stand; the message says why."""


def cpd_source(booking_pk: int) -> str:
    """Return what a row of a technician's log says it comes from."""
    return f"booking:{booking_pk}"


@transaction.atomic
def mark(booking_pk: int, attendance: Attendance, *, by: Any) -> Booking:
    """Note whether somebody came, or take the note back (`NOT_MARKED`); the same again changes nothing.

    Raises AttendanceError before it begins, where it was cancelled, or for somebody without a place, and
    Booking.DoesNotExist.
    """
    booking = lock_booking(booking_pk)
    _require_begun(booking.occurrence)
    _mark(booking, attendance, by)
    return booking


@transaction.atomic
def mark_list(occurrence_pk: int, marks: Mapping[int, Attendance], *, by: Any) -> int:
    """Note it for several bookings of an occurrence, all or none; return how many notes changed.

    Raises AttendanceError, also where a booking is of another occurrence, and Occurrence.DoesNotExist.
    """
    occurrence = lock(occurrence_pk)
    _require_begun(occurrence)
    found = bookings_of(occurrence).select_related("user").in_bulk(list(marks))
    if len(found) != len(marks):
        raise AttendanceError("The list has changed meanwhile. Look at it again.")
    changed = 0
    for pk, attendance in marks.items():
        found[pk].occurrence = occurrence
        changed += _mark(found[pk], attendance, by)
    return changed


def _require_begun(occurrence: Occurrence) -> None:
    if occurrence.is_cancelled:
        raise AttendanceError("This date was cancelled, so nobody came.")
    if occurrence.starts_at > timezone.now():
        raise AttendanceError("It has not begun yet. Note who came once it has.")


def _mark(booking: Booking, attendance: Attendance, by: Any) -> bool:
    """Write the note, and what follows for the log. The occurrence is held."""
    if booking.state != BookingState.CONFIRMED:
        raise AttendanceError(f"{booking.name} has no place, so this cannot be noted.")
    if booking.attendance == attendance:
        return False
    was_there = booking.attendance == Attendance.ATTENDED
    is_marked = attendance != Attendance.NOT_MARKED
    booking.attendance = attendance
    booking.marked_at, booking.marked_by = (timezone.now(), by) if is_marked else (None, None)
    booking.save(update_fields=["attendance", "marked_at", "marked_by"])
    if attendance == Attendance.ATTENDED:
        _record(booking)
    elif was_there:
        _take_back(booking)
    return True


def _technician_of(booking: Booking) -> Technician | None:
    return None if booking.user_id is None else Technician.objects.filter(user=booking.user_id).first()


def _record(booking: Booking) -> None:
    """Add what was learned to the log of a technician who has one."""
    occurrence, technician = booking.occurrence, _technician_of(booking)
    hours = hours_between(occurrence.starts_at, occurrence.ends_at)
    if technician is None or hours <= Decimal(0) or occurrence.event.kind in _NO_CPD:
        return
    record_cpd(
        technician,
        on=timezone.localtime(occurrence.starts_at).date(),
        title=occurrence.event.title,
        kind=CpdKind.FORMAL if occurrence.event.kind in TRAINING_KINDS else CpdKind.PROFESSIONAL,
        hours=hours,
        source=cpd_source(booking.pk),
    )


def _take_back(booking: Booking) -> None:
    technician = _technician_of(booking)
    if technician is not None:
        take_back_cpd(technician, cpd_source(booking.pk))
