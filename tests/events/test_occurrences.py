"""Dates added, made from a rule, changed and cancelled; who is told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from time_machine import travel

from events.enums import BookingState, BookingWay, EventKind, OccurrenceState, Repeat
from events.models import Booking, EventPage, Occurrence
from events.occurrence_rules import Details, carried_over, details_of, fingerprint
from events.series import Rule, slots_of
from events.services.occurrences import (
    OccurrenceChangedError,
    OccurrenceError,
    add_occurrence,
    cancel_occurrence,
    change_from_here_on,
    change_occurrence,
    following,
    make_series,
    moved,
    places_short,
    remove_occurrence,
    to_be_told,
)
from portal.core.models import OutboxMail
from portal.core.times import LONDON
from tests.factories.events import BookingFactory, EventFactory, OccurrenceFactory, in_days

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _early_in_2027() -> Iterator[None]:
    """The dates of these tests are in March 2027, across the change of clocks, and to come."""
    with travel(datetime(2027, 2, 1, 9, tzinfo=LONDON)):
        yield


def at(day: int, hour: int, month: int = 3, year: int = 2027) -> datetime:
    return datetime(year, month, day, hour, tzinfo=LONDON)


def details(**changes: Any) -> Details:
    begin = {"starts_at": at(2, 10), "ends_at": at(2, 12), "place": "Room 101"}
    return Details(**begin | changes)


def mails(words: str) -> list[OutboxMail]:
    return list(OutboxMail.objects.filter(subject__startswith=words).order_by("pk"))


def test_a_date_is_added() -> None:
    event = EventFactory()
    row = add_occurrence(event, details(capacity=12), by=None)
    row.refresh_from_db()
    assert details_of(row) == details(capacity=12)
    assert row.sequence == 0


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"ends_at": at(2, 9)}, "ends_at", "ends before it starts"),
        ({"ends_at": at(2, 10)}, "ends_at", "ends before it starts"),
        ({"place": ""}, "place", "Say where"),
        ({"joining_link": "https://meet.example/1"}, "joining_link", "Tick ‘online’"),
        ({"capacity": 0}, "capacity", "from 1 to 5000"),
        ({"capacity": 5001}, "capacity", "from 1 to 5000"),
        ({"booking_way": BookingWay.ELSEWHERE}, "booking_way", "no link"),
        ({"booking_opens_at": at(1, 9), "booking_closes_at": at(1, 9)}, "booking_closes_at", "before it opens"),
        ({"booking_closes_at": at(2, 11)}, "booking_closes_at", "when it starts, or earlier"),
        ({"booking_opens_at": at(2, 10)}, "booking_opens_at", "after it has started"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(changes: dict[str, Any], field: str, words: str) -> None:
    event = EventFactory()
    with pytest.raises(ValidationError) as refused:
        add_occurrence(event, details(**changes), by=None)
    assert list(refused.value.message_dict) == [field]
    assert words in refused.value.message_dict[field][0]
    assert not Occurrence.objects.exists()


def test_a_deadline_is_a_moment_without_a_place() -> None:
    event = EventFactory(kind=EventKind.DEADLINE)
    row = add_occurrence(event, details(ends_at=at(2, 10), place=""), by=None)
    assert row.pk


def test_those_booked_are_told_of_another_time_with_a_file_that_changes_their_entry() -> None:
    row = OccurrenceFactory()
    booked, waits = BookingFactory(occurrence=row), BookingFactory(occurrence=row, waiting=True)
    BookingFactory(occurrence=row, guest=True, state=BookingState.UNCONFIRMED)
    BookingFactory(occurrence=row, state=BookingState.CANCELLED)
    assert to_be_told([row]) == 2
    new = replace(
        details_of(row), starts_at=row.starts_at + timedelta(hours=1), ends_at=row.ends_at + timedelta(hours=1)
    )
    assert change_occurrence(row.pk, new, by=None).told == 2
    row.refresh_from_db()
    assert row.sequence == 1
    assert sorted(mail.to for mail in mails("Changed")) == sorted([booked.email, waits.email])
    entry = next(mail for mail in mails("Changed") if mail.to == booked.email)
    event = icalendar.Calendar.from_ical(entry.calendar).walk("VEVENT")[0]
    assert (event["DTSTART"].dt, int(event["SEQUENCE"])) == (new.starts_at.astimezone(LONDON), 1)


def test_nobody_is_told_of_what_concerns_booking_alone() -> None:
    row = OccurrenceFactory(capacity=5)
    BookingFactory(occurrence=row)
    done = change_occurrence(row.pk, replace(details_of(row), capacity=7, needs_approval=True), by=None)
    row.refresh_from_db()
    assert (done.told, row.sequence, row.capacity, mails("Changed")) == (0, 0, 7, [])


def test_nobody_is_told_of_a_change_to_what_is_over_and_of_none_at_all() -> None:
    over = OccurrenceFactory(starts_at=in_days(-3), ends_at=in_days(-3, 12))
    BookingFactory(occurrence=over)
    assert change_occurrence(over.pk, replace(details_of(over), place="Hall"), by=None).told == 0
    done = change_occurrence(over.pk, details_of(Occurrence.objects.get(pk=over.pk)), by=None)
    assert (done.occurrences, done.told) == ([], 0)


def test_fewer_places_than_are_booked_throw_nobody_out_and_let_nobody_in() -> None:
    row = OccurrenceFactory(capacity=3)
    booked = [BookingFactory(occurrence=row) for _ in range(3)]
    waits = BookingFactory(occurrence=row, waiting=True)
    change_occurrence(row.pk, replace(details_of(row), capacity=1), by=None)
    row.refresh_from_db()
    assert [Booking.objects.get(pk=each.pk).state for each in booked] == [BookingState.CONFIRMED] * 3
    assert places_short(row) == 2
    waits.refresh_from_db()
    assert waits.state == BookingState.WAITING


def test_more_places_are_offered_to_those_who_wait_in_order() -> None:
    row = OccurrenceFactory(capacity=1)
    BookingFactory(occurrence=row)
    now = timezone.now()
    waits = [BookingFactory(occurrence=row, waiting=True, queued_at=now - timedelta(hours=9 - n)) for n in range(3)]
    change_occurrence(row.pk, replace(details_of(row), capacity=3), by=None)
    states = [Booking.objects.get(pk=each.pk).state for each in waits]
    assert states == [BookingState.OFFERED, BookingState.OFFERED, BookingState.WAITING]


def test_an_offer_never_outlives_the_booking() -> None:
    row = OccurrenceFactory(capacity=1)
    offered = BookingFactory(occurrence=row, offered=True)
    closes = timezone.now() + timedelta(hours=5)
    change_occurrence(row.pk, replace(details_of(row), booking_closes_at=closes), by=None)
    offered.refresh_from_db()
    assert (offered.state, offered.offered_until) == (BookingState.OFFERED, closes)


def test_a_change_from_a_second_window_is_refused() -> None:
    row = OccurrenceFactory()
    seen = fingerprint(row)
    change_occurrence(row.pk, replace(details_of(row), place="Hall"), by=None, seen=seen)
    with pytest.raises(OccurrenceChangedError):
        change_occurrence(row.pk, replace(details_of(row), place="Barn"), by=None, seen=seen)
    row.refresh_from_db()
    assert row.place == "Hall"


def series(event: EventPage | None = None, count: int = 4, **more: Any) -> list[Occurrence]:
    """Make a series on Tuesdays from 2 March 2027, across the change of clocks on the 28th."""
    event = event or EventFactory()
    rule = Rule(Repeat.WEEKLY, date(2027, 3, 2), (1,), count=count)
    slots = slots_of(rule, time(10), time(12))
    made = make_series(event, rule, [(slot, moved(details(**more), slot)) for slot in slots], by=None)
    return list(made.occurrences.order_by("starts_at"))


def test_a_series_is_rows_of_their_own() -> None:
    rows = series(count=5)
    assert [timezone.localtime(row.starts_at).strftime("%d %b %H:%M") for row in rows] == [
        "02 Mar 10:00", "09 Mar 10:00", "16 Mar 10:00", "23 Mar 10:00", "30 Mar 10:00",
    ]  # fmt: skip
    assert rows[3].starts_at.utctimetuple().tm_hour == 10
    assert rows[4].starts_at.utctimetuple().tm_hour == 9
    assert rows[0].series is not None
    assert (rows[0].series.words, rows[0].series.rule) == ("every Tuesday", "FREQ=WEEKLY;BYDAY=TU;COUNT=5")


def test_a_series_is_not_made_twice() -> None:
    event = EventFactory()
    series(event)
    with pytest.raises(ValidationError, match="on 2 March 2027 at 10:00 already"):
        series(event)
    assert Occurrence.objects.count() == 4


def test_a_series_without_a_date_is_refused() -> None:
    with pytest.raises(ValidationError, match="at least one"):
        make_series(EventFactory(), Rule(Repeat.WEEKLY, date(2027, 3, 2), (1,), count=1), [], by=None)


def test_from_here_on_moves_by_the_clock_on_the_wall_and_keeps_what_is_special() -> None:
    rows = series(count=5)
    Occurrence.objects.filter(pk=rows[3].pk).update(note="With cake", place="Barn")
    cancel_occurrence(rows[2].pk, by=None, reason="Ill")
    booked = BookingFactory(occurrence=rows[4])
    new = replace(details_of(rows[1]), starts_at=at(10, 14), ends_at=at(10, 15), capacity=8)
    done = change_from_here_on(rows[1].pk, new, by=None)
    now = [Occurrence.objects.get(pk=row.pk) for row in rows]
    assert [timezone.localtime(row.starts_at).strftime("%d %b %H:%M") for row in now] == [
        "02 Mar 10:00", "10 Mar 14:00", "16 Mar 10:00", "24 Mar 14:00", "31 Mar 14:00",
    ]  # fmt: skip
    assert [row.capacity for row in now] == [None, 8, None, 8, 8]
    assert (now[3].note, now[3].place, now[3].ends_at - now[3].starts_at) == ("With cake", "Barn", timedelta(hours=1))
    assert ([row.pk for row in done.occurrences], done.told) == ([rows[1].pk, rows[3].pk, rows[4].pk], 1)
    assert [mail.to for mail in mails("Changed")] == [booked.email]


def to(row: Occurrence, starts_at: datetime, hours: int = 2) -> Details:
    return replace(details_of(row), starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours))


def starts() -> list[str]:
    rows = Occurrence.objects.order_by("pk")
    return [timezone.localtime(row.starts_at).strftime("%a %d %b %H:%M") for row in rows]


def test_from_here_on_moves_to_another_day_of_the_week_across_the_change_of_clocks() -> None:
    rows = series(count=5)
    change_from_here_on(rows[2].pk, to(rows[2], at(18, 16)), by=None)
    assert starts() == [
        "Tue 02 Mar 10:00", "Tue 09 Mar 10:00", "Thu 18 Mar 16:00", "Thu 25 Mar 16:00", "Thu 01 Apr 16:00",
    ]  # fmt: skip
    assert [row.ends_at - row.starts_at for row in Occurrence.objects.all()] == [timedelta(hours=2)] * 5


def test_from_here_on_into_the_hour_that_the_clocks_leave_out() -> None:
    rows = series(count=4)
    Occurrence.objects.filter(pk=rows[3].pk).update(starts_at=at(27, 10), ends_at=at(27, 12))
    start = datetime(2027, 3, 17, 1, 30, tzinfo=LONDON)  # a day and 15 1/2 hours later: 28 March, 1.30, for the last
    change_from_here_on(rows[2].pk, to(rows[2], start, hours=1), by=None)
    last = Occurrence.objects.get(pk=rows[3].pk)
    assert timezone.localtime(last.starts_at).strftime("%d %b %H:%M") == "28 Mar 02:30"
    assert last.ends_at - last.starts_at == timedelta(hours=1)


def test_from_here_on_never_falls_on_a_date_that_stays() -> None:
    rows = series(count=4)
    before = starts()
    booked = BookingFactory(occurrence=rows[3])
    for hour in (10, 11):  # at the same time as the one before, and overlapping it
        with pytest.raises(
            ValidationError,
            match=rf"The date of 16 March 2027 at 10:00 would fall on 9 March 2027 at {hour}:00, "
            r"and there is a date on 9 March 2027 at 10:00 already\. Choose another time",
        ):
            change_from_here_on(rows[2].pk, to(rows[2], at(9, hour)), by=None)
    assert (starts(), mails("Changed"), booked.sequence) == (before, [], 0)
    Occurrence.objects.filter(pk=rows[1].pk).update(state=OccurrenceState.CANCELLED)
    assert len(change_from_here_on(rows[2].pk, to(rows[2], at(9, 10)), by=None).occurrences) == 2
    assert starts()[1:] == ["Tue 09 Mar 10:00", "Tue 09 Mar 10:00", "Tue 16 Mar 10:00"]


def test_from_here_on_leaves_other_dates_of_the_event_their_time() -> None:
    rows = series(count=3)
    alone = OccurrenceFactory(event=rows[0].event, starts_at=at(17, 10), ends_at=at(17, 12))
    with pytest.raises(ValidationError, match="a date on 17 March 2027 at 10:00 already"):
        change_from_here_on(rows[1].pk, to(rows[1], at(10, 10)), by=None)
    Occurrence.objects.filter(pk=alone.pk).update(starts_at=at(17, 11))
    assert len(change_from_here_on(rows[1].pk, to(rows[1], at(10, 10)), by=None).occurrences) == 2


def test_from_here_on_never_falls_into_the_past_and_leaves_what_has_begun() -> None:
    rows = series(count=4)
    with travel(at(10, 9)):
        assert following(rows[0]) == [rows[0], rows[2], rows[3]]
        with pytest.raises(ValidationError, match="16 March 2027 at 10:00 would fall on 10 March 2027 at 08:00, which"):
            change_from_here_on(rows[2].pk, to(rows[2], at(10, 8)), by=None)
        done = change_from_here_on(rows[0].pk, to(rows[0], at(2, 9)), by=None)
        assert [row.pk for row in done.occurrences] == [rows[0].pk, rows[2].pk, rows[3].pk]
    assert starts() == ["Tue 02 Mar 09:00", "Tue 09 Mar 10:00", "Tue 16 Mar 09:00", "Tue 23 Mar 09:00"]


def test_from_here_on_says_which_date_cannot_be_changed() -> None:
    rows = series(count=2, booking_opens_at=None)
    Occurrence.objects.filter(pk=rows[1].pk).update(is_online=True, joining_link="https://meet.example/1")
    new = replace(details_of(rows[0]), place="", is_online=True)
    assert change_from_here_on(rows[0].pk, new, by=None).told == 0
    back = replace(details_of(Occurrence.objects.get(pk=rows[0].pk)), place="Room 5", is_online=False)
    with pytest.raises(ValidationError, match="The date on 9 March 2027 cannot be changed like that: Tick ‘online’"):
        change_from_here_on(rows[0].pk, back, by=None)
    assert Occurrence.objects.get(pk=rows[0].pk).place == ""


def test_times_of_booking_are_carried_over_as_long_before_the_start() -> None:
    before = details(booking_closes_at=at(1, 17))
    after = replace(before, booking_closes_at=at(1, 12), booking_opens_at=at(1, 9, month=2))
    later = details(starts_at=at(30, 10), ends_at=at(30, 12), booking_closes_at=at(29, 17))
    carried = carried_over(before, after, later)
    assert carried.booking_closes_at == at(29, 12)
    assert carried.booking_opens_at == at(1, 9)  # 29 days and an hour before, by the clock on the wall
    assert carried_over(before, replace(before, booking_closes_at=None), later).booking_closes_at is None
    earlier = carried_over(before, replace(before, starts_at=at(2, 9), ends_at=at(2, 11)), later)
    assert (earlier.starts_at, earlier.booking_closes_at) == (at(30, 9), at(29, 16))


def test_a_cancelled_date_ends_every_booking_and_says_why() -> None:
    row = OccurrenceFactory(capacity=1)
    booked = BookingFactory(occurrence=row, sequence=1)
    waits = BookingFactory(occurrence=row, waiting=True)
    offered = BookingFactory(occurrence=row, offered=True)
    unconfirmed = BookingFactory(occurrence=row, guest=True, state=BookingState.UNCONFIRMED)
    done = cancel_occurrence(row.pk, by=None, reason="The speaker is ill.")
    row.refresh_from_db()
    assert (row.state, row.cancelled_reason, row.sequence) == (OccurrenceState.CANCELLED, "The speaker is ill.", 1)
    for booking in (booked, waits, offered, unconfirmed):
        booking.refresh_from_db()
        assert (booking.state, booking.offered_until) == (BookingState.CANCELLED, None)
    assert done.told == 3
    told = mails("Cancelled")
    assert sorted(mail.to for mail in told) == sorted([booked.email, waits.email, offered.email])
    entry = icalendar.Calendar.from_ical(next(mail for mail in told if mail.to == booked.email).calendar)
    assert (entry["METHOD"], entry.walk("VEVENT")[0]["STATUS"]) == ("CANCEL", "CANCELLED")
    assert mails("A place is free") == []


def test_cancelling_from_here_on_leaves_what_came_before() -> None:
    rows = series()
    done = cancel_occurrence(rows[2].pk, by=None, reason="No money", from_here_on=True)
    assert [row.pk for row in done.occurrences] == [rows[2].pk, rows[3].pk]
    states = list(Occurrence.objects.order_by("starts_at").values_list("state", flat=True))
    assert states == [OccurrenceState.SCHEDULED] * 2 + [OccurrenceState.CANCELLED] * 2


def test_what_cannot_be_cancelled() -> None:
    row = OccurrenceFactory()
    with pytest.raises(OccurrenceError, match="Say why"):
        cancel_occurrence(row.pk, by=None, reason=" ")
    cancel_occurrence(row.pk, by=None, reason="Ill")
    with pytest.raises(OccurrenceError, match="cancelled already"):
        cancel_occurrence(row.pk, by=None, reason="Ill")
    with pytest.raises(OccurrenceError, match="is cancelled"):
        change_occurrence(row.pk, details_of(row), by=None)
    over = OccurrenceFactory(starts_at=in_days(-1), ends_at=in_days(-1, 12))
    with pytest.raises(OccurrenceError, match="started already"):
        cancel_occurrence(over.pk, by=None, reason="Ill")


def test_a_date_that_nobody_booked_can_be_deleted_and_no_other() -> None:
    booked = BookingFactory(state=BookingState.CANCELLED).occurrence
    with pytest.raises(OccurrenceError, match="Cancel it instead"):
        remove_occurrence(booked.pk, by=None)
    free = OccurrenceFactory()
    remove_occurrence(free.pk, by=None)
    assert list(Occurrence.objects.all()) == [booked]


def test_a_date_of_no_series_has_none_that_follow() -> None:
    row = OccurrenceFactory()
    OccurrenceFactory(event=row.event)
    assert following(row) == [row]
