"""The private calendar address: made, made anew, taken away, and read by other programs."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import recurring_ical_events
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.enums import BookingState, OccurrenceState
from events.models import CalendarLink
from portal.accounts.models import User
from tests.factories.events import BookingFactory, EventFactory, OccurrenceFactory, in_days
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
URL = "/me/bookings/calendar/"
ROOM = "https://meet.example.org/room"


@pytest.fixture
def person(client: Client) -> User:
    user: User = UserFactory()
    client.force_login(user)
    return user


def address_of(client: Client) -> str:
    client.post(URL, {"do": "make"})
    link = CalendarLink.objects.get()
    address = f"/calendar/{link.secret}.ics"
    assert address in client.get(URL).content.decode()
    return address


def titles(address: str) -> list[str]:
    answer = Client().get(address)
    assert answer.status_code == 200
    return [str(event["summary"]) for event in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")]


def test_it_is_made_made_anew_and_taken_away(client: Client, person: User) -> None:
    assert "Make my calendar address" in client.get(URL).content.decode()
    first = address_of(client)
    second = address_of(client)
    assert first != second
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    assert client.post(URL, {"do": "revoke"})["Location"] == URL
    assert Client().get(second).status_code == 404
    assert not CalendarLink.objects.exists()


def test_nonsense_changes_nothing(client: Client, person: User) -> None:
    address = address_of(client)
    answer = client.post(URL, {"do": "dance"})
    assert (answer.status_code, "Choose what to do." in answer.content.decode()) == (422, True)
    assert Client().get(address).status_code == 200
    assert Client().post(address).status_code == 405


def test_visitors_have_none_and_those_who_left_no_longer(client: Client, person: User) -> None:
    assert Client().get(URL)["Location"].startswith("/account/login/")
    assert Client().post(URL, {"do": "make"}).status_code == 302
    assert not CalendarLink.objects.exists()
    address = address_of(client)
    User.objects.update(is_active=False)
    assert Client().get(address).status_code == 404


def test_it_holds_places_that_one_has_and_nothing_of_anybody_else(client: Client, person: User) -> None:
    address = address_of(client)
    event = EventFactory(title="Mine")
    mine = BookingFactory(occurrence=OccurrenceFactory(event=event, joining_link=ROOM), user=person)
    BookingFactory(occurrence__event=EventFactory(title="Of others"))
    for name, fields in (("Queue", {"waiting": True}), ("Gone", {"state": BookingState.CANCELLED})):
        BookingFactory(occurrence__event=EventFactory(title=name), user=person, **fields)
    off = OccurrenceFactory(event=EventFactory(title="Off"), state=OccurrenceState.CANCELLED)
    BookingFactory(occurrence=off, user=person)
    old = OccurrenceFactory(event=EventFactory(title="Old"), starts_at=in_days(-95))
    BookingFactory(occurrence=old, user=person)
    assert titles(address) == ["Mine"]
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert ("no-store" in answer["Cache-Control"], answer["X-Robots-Tag"]) == (True, "noindex, nofollow")
    (entry,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(entry["uid"]).startswith(f"booking-{mine.pk}@")
    assert f"Join online: {ROOM}" in str(entry["description"])
    assert not answer.cookies
    mine.state = BookingState.CANCELLED
    mine.save()
    assert titles(address) == []


def test_another_program_reads_the_hour_right_on_both_sides_of_the_change(client: Client, person: User) -> None:
    with time_machine.travel("2026-03-01", tick=False):
        address = address_of(client)
        event = EventFactory()
        for day in (27, 30):
            begin = datetime(2026, 3, day, 10 if day == 27 else 9, tzinfo=UTC)
            times = {"starts_at": begin, "ends_at": begin + timedelta(hours=2)}
            BookingFactory(occurrence=OccurrenceFactory(event=event, **times), user=person)
        calendar = icalendar.Calendar.from_ical(Client().get(address).content)
    found = recurring_ical_events.of(calendar).between(
        datetime(2026, 3, 26, tzinfo=UTC), datetime(2026, 4, 2, tzinfo=UTC)
    )
    begins = sorted(each["DTSTART"].dt for each in found)
    assert [(each.hour, each.astimezone(UTC).hour) for each in begins] == [(10, 10), (10, 9)]


def test_it_costs_the_same_for_one_and_for_thirty(client: Client, person: User) -> None:
    address, event, costs = address_of(client), EventFactory(), []
    for many in (1, 29):
        for _ in range(many):
            BookingFactory(occurrence=OccurrenceFactory(event=event), user=person)
        titles(address)
        with CaptureQueriesContext(connection) as captured:
            titles(address)
        costs.append(len(captured))
    assert costs[0] == costs[1]
