"""The page of an event: its dates and how a place is had, who speaks, and what must never be on it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.blocks import StreamValue

from events.enums import BookingWay, EventKind, OccurrenceState, Provider
from events.event_page import who_for
from events.models import EventPage, Speaker
from portal.core.enums import Agreement
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
        SpeakerFactory(event=event, technician=person, role="", agreement=Agreement.AGREED)
    for agreement in set(Agreement) - {Agreement.AGREED}:
        SpeakerFactory(event=event, name=f"Nobody {agreement}", agreement=agreement)
    text = read(client, event)
    assert shown.display_name in text
    assert hidden.display_name not in text
    assert "Nobody" not in text
    client.force_login(UserFactory())
    assert hidden.display_name in read(client, event)
    Speaker.objects.update(agreement=Agreement.WITHDRAWN)
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


def test_what_one_needs_to_know_stands_on_the_page(client: Client) -> None:
    event = EventFactory(
        title="Wire and rust", kind=EventKind.DEMONSTRATION, cost="£4 for the wire", access="Two steps, and a ramp.",
        provider=Provider.NETWORK, provider_name="The Guild", outside_link="https://guild.example.org/wire",
        for_staff=True, not_recorded=True,
    )  # fmt: skip
    OccurrenceFactory(event=event, place="Room 9", is_online=True, note="Bring gloves.")
    text = read(client, event)
    for words in (
        "Demonstration", "£4 for the wire", "Two steps, and a ramp.", "The Guild", "https://guild.example.org/wire",
        "Technicians and all staff", "Room 9, and online", "Bring gloves.", "Please do not record this event.",
    ):  # fmt: skip
        assert words in text, words


def film(**words: object) -> StreamValue:
    video = {"title": "The wire", "address": "https://videos.example.org/wire", **words}
    block = EventPage._meta.get_field("recording").stream_block  # type: ignore[union-attr]
    return block.to_python([{"type": "video", "value": video}])


def test_a_recording_needs_captions_or_its_words(client: Client) -> None:
    event = EventFactory()
    block = event.recording.stream_block
    with pytest.raises(ValidationError):
        block.clean(film())
    for way in ({"has_captions": True}, {"transcript": "<p>Bend it twice.</p>"}):
        event.recording = block.clean(film(**way))
        event.full_clean()
    event.save()
    assert "Bend it twice." in read(client, event)
    EventPage.objects.update(not_recorded=True)
    assert "Bend it twice." not in read(client, event)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"provider": Provider.COMPANY, "provider_name": " "}, "provider_name", "Say who gives it."),
        ({"for_technicians": False}, "for_technicians", "Say who it is for."),
        ({"not_recorded": True, "recording": [("video", {})]}, "recording", "Take that note away first"),
        ({"slug": "calendar"}, "slug", "is another page here"),
    ],
)
def test_what_nobody_could_make_sense_of_is_refused(fields: dict[str, Any], field: str, words: str) -> None:
    event = EventFactory()
    for name, value in fields.items():
        setattr(event, name, value)
    with pytest.raises(ValidationError) as refused:
        event.clean()
    assert words in refused.value.message_dict[field][0]


def test_words_of_whom_it_is_for() -> None:
    groups = {"for_technicians": True, "for_staff": True, "for_students": True}
    assert who_for(EventPage(**groups)) == "Technicians, all staff and students"
    assert who_for(EventPage(**groups, for_public=True)) == "Everybody, the public too"
