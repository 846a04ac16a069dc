"""The page of an event: its dates and how a place is had, who speaks, and what must never be on it."""

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from events.enums import BookingWay, OccurrenceState, Provider, SpeakerAgreement
from events.event_page import who_for
from events.models import EventPage, Speaker
from events.times import clock, hours_words
from portal.core.models import Theme
from profiles.enums import Audience
from tests.factories.events import BookingFactory, EventFactory, OccurrenceFactory, SpeakerFactory, in_days
from tests.factories.people import UserFactory, live_technician

pytestmark = pytest.mark.django_db
LINK = "https://meet.example.org/the-secret-room"


def read(client: Client, event: EventPage, query: str = "") -> str:
    answer = client.get(f"{event.get_url()}?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_nobody_finds_a_form_or_the_joining_link_there(client: Client) -> None:
    event = EventFactory()
    row = OccurrenceFactory(event=event, is_online=True, joining_link=LINK, capacity=3)
    booked = UserFactory()
    BookingFactory(occurrence=row, user=booked)
    for user in (None, booked):
        if user:
            client.force_login(user)
        answer = client.get(event.get_url())
        text = answer.content.decode()
        assert f'href="/events/booking/{row.pk}/"' in text
        assert "2 places left" in text
        assert LINK not in text
        assert booked.email not in text
        assert '<form method="post"' not in text.partition("<main")[2].partition("</main>")[0]
        assert user or "csrfmiddlewaretoken" not in text


@pytest.mark.parametrize(
    ("fields", "words", "has_button"),
    [
        ({"capacity": None}, "Open to all who want to come", True),
        ({"capacity": 1, "needs_approval": True}, "1 place left", True),
        ({"booking_way": BookingWay.NOT_NEEDED}, "No booking needed", False),
        ({"booking_way": BookingWay.ELSEWHERE}, "Booked at The Guild", True),
        ({"booking_closes_at": timezone.now() - timedelta(hours=1)}, "Booking has closed", False),
        ({"booking_opens_at": in_days(2)}, "Booking opens", False),
        ({"state": OccurrenceState.CANCELLED, "cancelled_reason": "The roof leaks."}, "The roof leaks.", False),
    ],
)
def test_each_date_says_how_a_place_is_had(
    client: Client, fields: dict[str, object], words: str, has_button: bool
) -> None:
    event = EventFactory(
        provider=Provider.NETWORK, provider_name="The Guild", outside_link="https://guild.example.org/",
    )  # fmt: skip
    OccurrenceFactory(event=event, starts_at=in_days(5), **fields)
    text = read(client, event)
    assert words in text
    assert ('class="do"' in text) == has_button


def test_only_those_who_agreed_are_named_and_technicians_as_far_as_they_are_seen(client: Client) -> None:
    event = EventFactory()
    shown = live_technician(given_name="Ines", family_name="Vale")
    hidden = live_technician(given_name="Bede", family_name="Quill", audience=Audience.COLLEAGUES)
    for person in (shown, hidden):
        SpeakerFactory(event=event, technician=person, name="", role="", agreement=SpeakerAgreement.AGREED)
    for agreement in set(SpeakerAgreement) - {SpeakerAgreement.AGREED}:
        SpeakerFactory(event=event, name=f"Nobody {agreement}", agreement=agreement)
    text = read(client, event)
    assert shown.display_name in text
    assert hidden.display_name not in text
    assert "Nobody" not in text
    client.force_login(UserFactory())
    assert hidden.display_name in read(client, event)
    Speaker.objects.update(agreement=SpeakerAgreement.WITHDRAWN)
    assert shown.display_name not in read(client, event)


def test_many_dates_come_a_page_at_a_time(client: Client) -> None:
    event = EventFactory()
    for days in range(1, 15):
        OccurrenceFactory(event=event, starts_at=in_days(days), ends_at=in_days(days, 12))
    assert read(client, event).count('<li id="date-') == 12
    assert read(client, event, "page=2").count('<li id="date-') == 2
    for nonsense in ("page=99", "page=²"):
        assert '<li id="date-' in read(client, event, nonsense)


def test_what_is_over_says_when_it_was(client: Client) -> None:
    event = EventFactory()
    assert "No date yet" in read(client, event)
    row = OccurrenceFactory(event=event, starts_at=in_days(-3), ends_at=in_days(-3, 12))
    assert "It took place on" in read(client, event)
    row.state = OccurrenceState.CANCELLED
    row.save()
    assert "It was cancelled." in read(client, event)


def test_a_draft_that_is_looked_at_shows_its_own_themes() -> None:
    event = EventFactory()
    event.themes.set([Theme.objects.create(name="Being seen", slug="seen")])
    request = RequestFactory().get("/")
    request.user = UserFactory()  # type: ignore[attr-defined]
    request.is_preview = True  # type: ignore[attr-defined]
    assert [theme.name for theme in event.get_context(request)["themes"]] == ["Being seen"]
    request.is_preview = False  # type: ignore[attr-defined]
    assert event.get_context(request)["themes"] == []


def test_words_of_times_and_of_whom_it_is_for() -> None:
    start = in_days(3, 13)
    assert hours_words(start, start + timedelta(minutes=90)) == "1pm to 2.30pm"
    assert hours_words(start, start) == "1pm"
    end = in_days(4, 12)
    assert hours_words(start, end) == f"1pm to {end:%a} {end.day} {end:%b %Y}, 12 noon"
    assert clock(in_days(3, 0)) == "midnight"
    groups = {"for_technicians": True, "for_staff": True, "for_students": True}
    assert who_for(EventPage(**groups)) == "Technicians, all staff and students"
    assert who_for(EventPage(**groups, for_public=True)) == "Everybody, the public too"
