"""Who came: noted on the day or later, taken back, and what follows for a technician's log."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from events.enums import Attendance, BookingState, EventKind, OccurrenceState
from events.hours import hours_between
from events.models import Booking, Occurrence
from events.services.attendance import AttendanceError, mark, mark_list
from profiles.enums import CpdKind, ProfileState
from profiles.models import CpdRow, Technician
from tests.factories.events import BookingFactory, EventFactory, OccurrenceFactory, in_days
from tests.factories.people import TechnicianFactory, UserFactory, live_technician

pytestmark = pytest.mark.django_db


def held(kind: EventKind = EventKind.TRAINING, **fields: Any) -> Occurrence:
    """Return what took place two days ago, from ten to twelve."""
    return OccurrenceFactory(event=EventFactory(kind=kind, title="Pumps for all"), starts_at=in_days(-2), **fields)


def place_of(technician: Technician, occurrence: Occurrence) -> Booking:
    return BookingFactory(occurrence=occurrence, user=technician.user)


def test_who_came_gets_a_row_in_the_log() -> None:
    technician, organiser = live_technician(), UserFactory()
    booking = place_of(technician, held())
    mark(booking.pk, Attendance.ATTENDED, by=organiser)
    booking.refresh_from_db()
    assert (booking.attendance, booking.marked_by) == (Attendance.ATTENDED, organiser)
    assert booking.marked_at is not None
    row = technician.cpd_rows.get()
    assert (row.title, row.hours, row.kind) == ("Pumps for all", Decimal(2), CpdKind.FORMAL)
    assert (row.date, row.source) == (timezone.localtime(in_days(-2)).date(), f"booking:{booking.pk}")


def test_a_talk_is_professional_activity_and_a_deadline_is_nothing() -> None:
    technician = live_technician()
    for kind in (EventKind.TALK, EventKind.DEADLINE):
        mark(place_of(technician, held(kind)).pk, Attendance.ATTENDED, by=None)
    assert list(technician.cpd_rows.values_list("kind", flat=True)) == [CpdKind.PROFESSIONAL]


@pytest.mark.parametrize("after", [Attendance.ABSENT, Attendance.NOT_MARKED])
def test_taken_back_the_row_goes_unless_its_owner_wrote_in_it(after: Attendance) -> None:
    first, second = live_technician(), live_technician()
    occurrence = held()
    bookings = [place_of(technician, occurrence) for technician in (first, second)]
    for booking in bookings:
        mark(booking.pk, Attendance.ATTENDED, by=None)
    second.cpd_rows.update(reflection="I check the oil now.")
    for booking in bookings:
        assert mark(booking.pk, after, by=UserFactory()).attendance == after
    assert not first.cpd_rows.exists()
    assert second.cpd_rows.get().reflection == "I check the oil now."
    assert {booking.marked_at is None for booking in Booking.objects.all()} == {after == Attendance.NOT_MARKED}


def test_the_same_note_again_brings_back_no_row_its_owner_removed() -> None:
    technician = live_technician()
    booking = place_of(technician, held())
    assert mark_list(booking.occurrence_id, {booking.pk: Attendance.ATTENDED}, by=None) == 1
    technician.cpd_rows.all().delete()
    assert mark_list(booking.occurrence_id, {booking.pk: Attendance.ATTENDED}, by=None) == 0
    assert not CpdRow.objects.exists()


def test_colleagues_guests_and_those_without_a_profile_get_no_row() -> None:
    occurrence = held()
    invited = TechnicianFactory(state=ProfileState.INVITED, user=UserFactory())
    bookings = [BookingFactory(occurrence=occurrence), BookingFactory(occurrence=occurrence, guest=True)]
    bookings.append(place_of(invited, occurrence))
    assert mark_list(occurrence.pk, {each.pk: Attendance.ATTENDED for each in bookings}, by=None) == 3
    assert not CpdRow.objects.exists()


def test_it_can_be_noted_from_the_start_and_long_after() -> None:
    occurrence = OccurrenceFactory()
    booking = BookingFactory(occurrence=occurrence)
    early = time_machine.travel(occurrence.starts_at - timedelta(minutes=1), tick=False)
    with early, pytest.raises(AttendanceError, match="It has not begun yet"):
        mark(booking.pk, Attendance.ATTENDED, by=None)
    for later in (timedelta(0), timedelta(days=400)):
        with time_machine.travel(occurrence.starts_at + later, tick=False):
            for attendance in (Attendance.ATTENDED, Attendance.ABSENT):
                assert mark(booking.pk, attendance, by=None).attendance == attendance


def test_nobody_came_to_what_was_cancelled() -> None:
    booking = BookingFactory(occurrence=held(state=OccurrenceState.CANCELLED))
    with pytest.raises(AttendanceError, match="This date was cancelled"):
        mark(booking.pk, Attendance.ATTENDED, by=None)


@pytest.mark.parametrize("state", [BookingState.CANCELLED, BookingState.ASKED, BookingState.LAPSED])
def test_of_somebody_without_a_place_nothing_is_noted(state: BookingState) -> None:
    occurrence = held()
    good, bad = BookingFactory(occurrence=occurrence), BookingFactory(occurrence=occurrence, state=state)
    with pytest.raises(AttendanceError, match="has no place"):
        mark_list(occurrence.pk, dict.fromkeys((good.pk, bad.pk), Attendance.ATTENDED), by=None)
    good.refresh_from_db()
    assert good.attendance == Attendance.NOT_MARKED


def test_bookings_of_other_dates_are_refused() -> None:
    other = BookingFactory(occurrence=held())
    with pytest.raises(AttendanceError, match="The list has changed"):
        mark_list(held().pk, {other.pk: Attendance.ATTENDED}, by=None)
    other.refresh_from_db()
    assert other.attendance == Attendance.NOT_MARKED


@pytest.mark.parametrize(
    ("first", "last", "hours"),
    [
        (datetime(2026, 3, 2, 10), datetime(2026, 3, 2, 11, 30), "1.5"),
        (datetime(2026, 3, 2, 10), datetime(2026, 3, 2, 10, 50), "0.75"),
        (datetime(2026, 3, 2, 10), datetime(2026, 3, 2, 10, 5), "0"),
        (datetime(2026, 3, 2, 8), datetime(2026, 3, 2, 19), "11"),
        (datetime(2026, 3, 2, 9), datetime(2026, 3, 4, 17), "24"),
        (datetime(2026, 3, 2, 19), datetime(2026, 3, 3, 1), "6"),
        (datetime(2026, 3, 28, 22), datetime(2026, 3, 29, 4), "6"),
        (datetime(2026, 1, 1, 9), datetime(2026, 12, 1, 9), "500"),
    ],
)
def test_hours_are_told_to_the_quarter_and_no_night_is_counted(first: datetime, last: datetime, hours: str) -> None:
    assert hours_between(first.replace(tzinfo=UTC), last.replace(tzinfo=UTC)) == Decimal(hours)


def test_the_day_is_the_one_in_london() -> None:
    technician = live_technician()
    occurrence = OccurrenceFactory(
        starts_at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC), ends_at=datetime(2026, 7, 2, 1, tzinfo=UTC)
    )
    with time_machine.travel("2026-07-03", tick=False):
        mark(place_of(technician, occurrence).pk, Attendance.ATTENDED, by=None)
    assert technician.cpd_rows.get().date == date(2026, 7, 2)
