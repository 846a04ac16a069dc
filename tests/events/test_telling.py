"""What those who booked are told by mail, and the calendar files of it, read back."""

import re
from datetime import datetime, timedelta
from typing import Any

import icalendar
import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from time_machine import travel

from events.enums import BookingState, OccurrenceState
from events.models import Booking, Occurrence
from events.services import booking as services
from events.services.telling import (
    remind_booked,
    tell_asked,
    tell_cancelled,
    tell_changed,
    tell_confirmed,
    tell_lapsed,
    tell_link,
    tell_offered,
    tell_refused,
    tell_waiting,
)
from portal.core.models import OutboxMail
from portal.core.times import LONDON
from tests.factories.events import BookingFactory, OccurrenceFactory, in_days
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
LINK = "https://meet.example/secret-room"


@pytest.fixture(autouse=True)
def sent_at_once(django_capture_on_commit_callbacks: Any) -> Any:
    """Send what the test wrote to the outbox when it asks for it."""

    def deliver(do: Any, *args: Any, **kwargs: Any) -> Any:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            return do(*args, **kwargs)

    return deliver


def file_of(message: Any) -> icalendar.Calendar:
    """Return the file of a mail as its receiver's program reads it: the part, and the same as an attachment."""
    whole = message.message()
    parts = [part for part in whole.walk() if part.get_content_type() == "text/calendar"]
    texts = [part.get_payload(decode=True).decode() for part in parts]
    assert len(texts) == 2
    assert texts[0].split() == texts[1].split()
    calendar = icalendar.Calendar.from_ical(texts[0])
    assert f'method="{calendar["METHOD"]}"' in parts[0]["Content-Type"].replace(
        f"={calendar['METHOD']}", f'="{calendar["METHOD"]}"'
    )
    return calendar


def only_event(calendar: icalendar.Calendar) -> icalendar.Event:
    (event,) = calendar.walk("VEVENT")
    return event


def test_confirm_change_and_cancel_are_one_entry_of_a_calendar(sent_at_once: Any) -> None:
    user = UserFactory(first_name="Ana")
    occurrence = OccurrenceFactory(joining_link=LINK, starts_at=datetime(2027, 4, 6, 10, tzinfo=LONDON))
    booking = sent_at_once(services.book, occurrence.pk, user=user)
    first = file_of(mail.outbox[0])
    Occurrence.objects.update(starts_at=occurrence.starts_at + timedelta(hours=1), place="The hall")
    booking = Booking.objects.with_occurrence().get()
    sent_at_once(tell_changed, booking)
    second = file_of(mail.outbox[0])
    sent_at_once(services.cancel, booking.pk, by=user)
    third = file_of(mail.outbox[0])
    assert [file["METHOD"] for file in (first, second, third)] == ["REQUEST", "REQUEST", "CANCEL"]
    events = [only_event(file) for file in (first, second, third)]
    assert {event["UID"] for event in events} == {f"booking-{booking.pk}@testserver"}
    assert [event["SEQUENCE"] for event in events] == [1, 2, 3]
    assert [event["STATUS"] for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [event["DTSTART"].dt.hour for event in events] == [10, 11, 11]
    assert [event["ATTENDEE"] for event in events] == [f"mailto:{user.email}"] * 3
    assert [LINK in str(event["DESCRIPTION"]) for event in events] == [True, True, False]


def test_the_joining_link_goes_to_those_with_a_place_alone(sent_at_once: Any) -> None:
    occurrence = OccurrenceFactory(joining_link=LINK, capacity=1, event__for_public=True)
    sent_at_once(services.book, occurrence.pk, user=UserFactory())
    assert LINK in mail.outbox[0].body
    for do, arguments in (
        (services.book, {"user": UserFactory()}),
        (services.book_as_guest, {"name": "Ana", "email": "ana@elsewhere.example"}),
    ):
        sent_at_once(do, occurrence.pk, **arguments)
        assert LINK not in str(mail.outbox[0].message())
    sent_at_once(tell_offered, BookingFactory(occurrence=occurrence, offered=True))
    assert LINK not in str(mail.outbox[0].message())
    occurrence.state = OccurrenceState.CANCELLED
    sent_at_once(tell_cancelled, BookingFactory(occurrence=occurrence, sequence=1), "The room is flooded.")
    assert LINK not in str(mail.outbox[0].message())
    assert "this date is cancelled." in mail.outbox[0].body
    assert "The room is flooded." in mail.outbox[0].body


def test_who_waits_gets_no_file_when_it_changes_or_is_cancelled(sent_at_once: Any) -> None:
    booking = BookingFactory(waiting=True)
    for do in (tell_changed, tell_cancelled):
        sent_at_once(do, booking)
        assert not mail.outbox[0].attachments
    assert Booking.objects.get().sequence == 0


def test_texts_with_links_are_wiped_once_they_have_left(sent_at_once: Any) -> None:
    sent_at_once(tell_confirmed, BookingFactory(guest=True))
    assert mail.outbox[0].body
    (row,) = OutboxMail.objects.all()
    assert (row.body, row.calendar) == ("", "")


def test_a_title_cannot_add_headers(sent_at_once: Any) -> None:
    occurrence = OccurrenceFactory(event__title="Talk\r\nBcc: eve@elsewhere.example", event__for_public=True)
    booking = sent_at_once(
        services.book_as_guest, occurrence.pk, name="Ana\r\nBcc: eve@elsewhere.example", email="ana@elsewhere.example"
    )
    assert "Bcc" not in mail.outbox[0].message()
    sent_at_once(services.confirm_address, booking.secret)
    assert "Bcc" not in mail.outbox[0].message()
    assert "Cc" not in only_event(file_of(mail.outbox[0]))


def test_times_in_mails_are_those_of_the_clocks_here(sent_at_once: Any) -> None:
    occurrence = OccurrenceFactory(starts_at=datetime(2027, 7, 1, 10, tzinfo=LONDON))
    sent_at_once(services.book, occurrence.pk, user=UserFactory())
    assert "Thursday 1 July 2027, 10:00 to 12:00" in mail.outbox[0].body


def test_that_nothing_is_to_be_recorded_stands_in_mails_and_beside_the_booking(
    sent_at_once: Any, client: Client
) -> None:
    user = UserFactory()
    client.force_login(user)
    for not_recorded in (False, True):
        booking = sent_at_once(services.book, OccurrenceFactory(event__not_recorded=not_recorded).pk, user=user)
        shown = client.get(f"/me/bookings/{booking.pk}/").content.decode()
        assert ("Please do not record." in mail.outbox[0].body) == not_recorded
        assert ("Please do not record." in shown) == not_recorded


def test_every_mail_reads_well(sent_at_once: Any) -> None:
    """No blank line three times, nothing left of the template, and a name."""
    occurrence = OccurrenceFactory(event__for_public=True, note="Bring a coat.")
    made = [BookingFactory(occurrence=occurrence, booked_by=UserFactory(first_name="Ana"))]
    made += [BookingFactory(occurrence=occurrence, **{trait: True}) for trait in ("waiting", "offered", "guest")]
    made.append(BookingFactory(occurrence=occurrence, state=BookingState.ASKED))
    made.append(BookingFactory(occurrence=occurrence, state=BookingState.REFUSED, answer_words="It is full."))
    guest = BookingFactory(occurrence=occurrence, guest=True, state=BookingState.UNCONFIRMED)
    tell = [tell_confirmed, tell_waiting, tell_offered, tell_changed, tell_asked, tell_refused]
    sent_at_once(
        lambda: ([do(each) for do, each in zip(tell, made, strict=True)], tell_link(guest), tell_lapsed(guest))
    )
    assert len(mail.outbox) == len(tell) + 2
    for message in mail.outbox:
        assert re.match(r"Hello \S", message.body)
        assert "\n\n\n" not in message.body, message.body
        assert not re.search(r"[{}]|None|False", message.body)
        assert "Bring a coat." in message.body


# --- reminders


def reminded(occurrence: Occurrence, now: datetime) -> list[str]:
    with travel(now):
        remind_booked()
    keys = OutboxMail.objects.filter(key__contains=":remind:").order_by("pk").values_list("key", flat=True)
    return [key.split(":")[3] for key in keys]


def test_a_week_and_a_day_before_each_is_reminded_once(sent_at_once: Any) -> None:
    start = in_days(20)
    occurrence = OccurrenceFactory(starts_at=start, joining_link=LINK)
    BookingFactory(occurrence=occurrence)
    for trait in ("waiting", "offered"):
        BookingFactory(occurrence=occurrence, **{trait: True})
    assert reminded(occurrence, start - timedelta(days=7, minutes=1)) == []
    assert reminded(occurrence, start - timedelta(days=7)) == ["7"]
    assert reminded(occurrence, start - timedelta(days=5)) == ["7"]
    assert reminded(occurrence, start - timedelta(hours=23)) == ["7", "1"]
    assert reminded(occurrence, start - timedelta(hours=1)) == ["7", "1"]


def test_who_booked_a_moment_ago_is_not_reminded(sent_at_once: Any) -> None:
    BookingFactory(occurrence=OccurrenceFactory(starts_at=in_days(6)))
    BookingFactory(occurrence=OccurrenceFactory(starts_at=timezone.now() + timedelta(hours=20)))
    assert sent_at_once(remind_booked) == "0 reminded"


def test_nobody_is_reminded_of_what_does_not_take_place() -> None:
    start = in_days(20)
    BookingFactory(occurrence=OccurrenceFactory(starts_at=start, state=OccurrenceState.CANCELLED))
    BookingFactory(occurrence=OccurrenceFactory(starts_at=start), state=BookingState.CANCELLED)
    with travel(start - timedelta(days=1)):
        assert remind_booked() == "0 reminded"
