"""What other programs read of events: calendars, RSS, JSON-LD, the site's search, cards on other pages."""

import json
import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from events.enums import EventKind, OccurrenceState, Shelf
from events.offers import _related
from portal.core.enums import Agreement
from portal.core.models import Theme
from portal.front.site_search import find_events, find_pages
from profiles.enums import Audience, WordState
from profiles.models import Skill, SkillGroup
from tests.asking import found_by, titles
from tests.factories.events import EventFactory, OccurrenceFactory, SpeakerFactory, events_index, in_days
from tests.factories.people import UserFactory, live_technician

pytestmark = pytest.mark.django_db
LINK = "https://meet.example.org/the-secret-room"


def calendar(client: Client, query: str = "", shelf: str = "events") -> list[Any]:
    """Return the entries of a list's calendar, as a calendar program reads them."""
    answer = client.get(f"/{shelf}/calendar/?{query}")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Cookie" not in answer.headers.get("Vary", "")
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


def json_ld(client: Client, address: str) -> Any:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', client.get(address).content.decode())
    return json.loads(found.group(1)) if found else None


def test_a_calendar_has_every_date_and_never_where_one_joins(client: Client) -> None:
    event = EventFactory(title="Mending evening")
    first = OccurrenceFactory(event=event, is_online=True, joining_link=LINK, starts_at=in_days(3))
    OccurrenceFactory(event=event, starts_at=in_days(5), state=OccurrenceState.CANCELLED)
    OccurrenceFactory(event=event, starts_at=in_days(-9), ends_at=in_days(-9, 12))
    OccurrenceFactory(event=event, starts_at=in_days(-90), ends_at=in_days(-90, 12))
    OccurrenceFactory(event=EventFactory(live=False))
    OccurrenceFactory(event=EventFactory(title="Course", shelf=Shelf.TRAINING))
    found = calendar(client)
    assert [(str(one["summary"]), str(one["status"])) for one in found] == [
        ("Mending evening", "CONFIRMED"),
        ("Mending evening", "CONFIRMED"),
        ("Cancelled: Mending evening", "CANCELLED"),
    ]
    assert str(found[1]["uid"]).startswith(str(first.uid))
    assert found[1].decoded("dtstart") == first.starts_at
    assert LINK.encode() not in client.get("/events/calendar/").content
    assert [str(one["summary"]) for one in calendar(client, shelf="training")] == ["Course"]


def test_a_calendar_narrows_down_as_the_list_does(client: Client) -> None:
    for title, kind in (("Talk", EventKind.TALK), ("Coffee", EventKind.COFFEE_MORNING)):
        OccurrenceFactory(event=EventFactory(title=title, kind=kind), starts_at=in_days(3))
    assert [str(one["summary"]) for one in calendar(client, "kind=coffee_morning")] == ["Coffee"]
    assert calendar(client, f"kind=talk&to={timezone.localdate()}") == []
    page = client.get("/events/?kind=talk&show=month").context
    assert (page["calendar_url"], page["feed_url"]) == ("/events/calendar/?kind=talk", "/events/feed/?kind=talk")


@pytest.mark.parametrize("shelf", list(Shelf))
def test_feeds_are_followed_whatever_part_of_its_address_the_list_was_given(client: Client, shelf: Shelf) -> None:
    """Feeds stay where they are, so that those who follow them need not follow anew."""
    event = EventFactory(shelf=shelf, title="Kiln", slug="kiln", kind=EventKind.TALK)
    OccurrenceFactory(event=event)
    index = events_index(shelf)
    index.slug = f"our-{shelf}"
    index.save()
    here = f"/our-{shelf}/"
    html = client.get(f"{here}?kind=talk").content.decode()
    found = re.search(r'<link rel="alternate"[^>]*href="([^"]*)"', html)
    assert found
    assert found.group(1) == f"/{shelf}/feed/?kind=talk"
    assert f'href="/{shelf}/calendar/?kind=talk"' in html
    feed = ET.fromstring(client.get(found.group(1)).content)
    assert feed.findtext("channel/link") == f"http://testserver{here}"
    own = feed.find("channel/{http://www.w3.org/2005/Atom}link")
    assert own is not None
    assert own.attrib["href"] == f"http://testserver/{shelf}/feed/"
    assert feed.findtext("channel/item/link") == f"http://testserver{here}kiln/"
    (entry,) = calendar(client, shelf=shelf)
    assert f"{here}kiln/" in str(entry["url"])


def test_where_there_is_no_list_there_are_no_feeds(client: Client) -> None:
    for address in ("/events/calendar/", "/training/feed/"):
        assert client.get(address).status_code == 404, address


def test_a_reader_of_feeds_gets_what_was_announced_last(client: Client) -> None:
    for title in ("First", "Second"):
        OccurrenceFactory(event=EventFactory(title=title, summary="Come."), starts_at=in_days(3), place="Room 1")
    OccurrenceFactory(event=EventFactory(title="Over"), starts_at=in_days(-3), ends_at=in_days(-3, 12))
    feed = ET.fromstring(client.get("/events/feed/").content)
    items = feed.findall("channel/item")
    assert [item.findtext("title") for item in items] == ["Second", "First"]
    day = in_days(3)
    words = f"{day:%A} {day.day} {day:%B %Y}, 10am to"
    assert (items[0].findtext("description") or "").startswith(words)


def test_search_engines_are_told_one_date_or_a_series(client: Client) -> None:
    event = EventFactory(title="Mending </script> evening", slug="mending", kind=EventKind.WORKSHOP)
    first = OccurrenceFactory(event=event, is_online=True, joining_link=LINK, starts_at=in_days(3), place="Room 1")
    told = json_ld(client, "/events/mending/")
    assert (told["@type"], told["name"]) == ("EducationEvent", "Mending </script> evening")
    assert told["startDate"] == timezone.localtime(first.starts_at).isoformat()
    assert told["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in told["location"]] == ["Place", "VirtualLocation"]
    OccurrenceFactory(event=event, starts_at=in_days(4), state=OccurrenceState.CANCELLED)
    told = json_ld(client, "/events/mending/")
    assert told["@type"] == "EventSeries"
    states = [one["eventStatus"].rpartition("/")[2] for one in told["subEvent"]]
    assert states == ["EventScheduled", "EventCancelled"]
    assert LINK not in json.dumps(told)
    assert json_ld(client, EventFactory().get_url()) is None


def test_search_engines_are_told_who_speaks_in_order_and_as_the_public_sees_them(client: Client) -> None:
    event = EventFactory(slug="kiln")
    OccurrenceFactory(event=event)
    agreed = {"event": event, "agreement": Agreement.AGREED}
    SpeakerFactory(name="Bea Beck", role="Glassblower", order=1, **agreed)
    shown = live_technician(slug="ines-vale", given_name="Ines", family_name="Vale")
    SpeakerFactory(technician=shown, role="Potter", order=0, **agreed)
    SpeakerFactory(technician=live_technician(audience=Audience.COLLEAGUES), order=2, **agreed)
    SpeakerFactory(event=event, name="Somebody Asked", agreement=Agreement.ASKED)
    assert json_ld(client, "/events/kiln/")["performer"] == [
        {
            "@type": "Person",
            "name": "Ines Vale",
            "jobTitle": "Potter",
            "url": "http://testserver/technicians/ines-vale/",
        },
        {"@type": "Person", "name": "Bea Beck", "jobTitle": "Glassblower"},
    ]
    client.force_login(UserFactory())
    assert "performer" not in json_ld(client, "/events/kiln/")


def test_the_search_finds_events_apart_from_pages() -> None:
    EventFactory(title="Kiln", body=[("text", "<p>Mend the thermocouple.</p>")])
    EventFactory(title="Thermocouple, drafted", live=False)
    SpeakerFactory(event=EventFactory(title="Talk"), name="Ada Thermocouple", agreement=Agreement.AGREED)
    total, cards = found_by(find_events, "thermocouple")
    assert (total, [card.title for card in cards]) == (1, ["Kiln"])
    assert found_by(find_pages, "thermocouple") == (0, [])


def test_the_search_finds_events_by_the_skills_that_are_taught() -> None:
    group = SkillGroup.objects.create(name="Glass", slug="glass")
    known = Skill.objects.create(name="Fusing", slug="fusing", group=group)
    waiting = Skill.objects.create(name="Slumping", slug="slumping", group=group, state=WordState.SUGGESTED)
    EventFactory(title="Kiln", skills=[known, waiting])
    assert titles(find_events, "fusing") == ["Kiln"]
    assert titles(find_events, "slumping") == []


def test_events_stand_on_the_pages_of_skills_and_of_those_who_speak(client: Client) -> None:
    skill = Skill.objects.create(
        name="Fusing", slug="fusing", group=SkillGroup.objects.create(name="Glass", slug="glass")
    )
    theme = Theme.objects.create(name="Being seen", slug="seen")
    person = live_technician(slug="ines-vale")
    event = EventFactory(title="Kiln", slug="kiln", skills=[skill])
    event.themes.set([theme])
    event.save_revision().publish()
    speaker = SpeakerFactory(event=event, technician=person)
    for days in (3, 9):
        OccurrenceFactory(event=event, starts_at=in_days(days), ends_at=in_days(days) + timedelta(hours=1))
    here = 'href="/events/kiln/"'
    assert client.get("/skills/fusing/").content.decode().count(here) == 1
    assert [card.title for card in _related("theme", theme.pk, 5)] == ["Kiln"]
    assert list(_related("department", 1, 5)) == []
    assert here not in client.get("/technicians/ines-vale/").content.decode()  # who did not agree yet
    speaker.agreement = Agreement.AGREED
    speaker.save()
    assert here in client.get("/technicians/ines-vale/").content.decode()
    event.occurrences.update(state=OccurrenceState.CANCELLED)
    assert here not in client.get("/skills/fusing/").content.decode()


def test_an_event_at_the_address_of_a_feed_is_refused() -> None:
    page = EventFactory.build(title="Feed", slug="feed", path="", depth=3)
    with pytest.raises(Exception, match="another page here"):
        events_index().add_child(instance=page)
