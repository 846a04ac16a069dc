"""What events tell a technician of their own year: where they spoke, and the outreach in which they had a part."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.enums import Attendance, EventKind, OccurrenceState
from events.models import EventPage, Occurrence
from portal.core.enums import Agreement
from portal.core.registries import YearRow, my_year
from profiles.models import Technician
from tests.factories.events import BookingFactory, EventFactory, OccurrenceFactory, SpeakerFactory
from tests.factories.people import live_technician

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2025, 8, 1), date(2026, 7, 31)


@pytest.fixture
def person() -> Technician:
    return live_technician()


def told(person: Technician, key: str, most: int = 200) -> list[YearRow]:
    part = my_year.get(key)
    assert part is not None
    return list(part.rows(person.pk, FIRST, LAST, most))


def titles(person: Technician, key: str) -> list[str]:
    return [row.title for row in told(person, key)]


def held(title: str, *when: datetime, **fields: Any) -> EventPage:
    """Return an event that took place at these moments, for an hour each."""
    event: EventPage = EventFactory(title=title, **fields)
    for moment in when:
        OccurrenceFactory(event=event, starts_at=moment, ends_at=moment + timedelta(hours=1), place="Room 1")
    return event


def london(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=timezone.get_default_timezone())


def speaks(person: Technician, event: EventPage, agreement: str = Agreement.AGREED, topic: str = "") -> None:
    SpeakerFactory(event=event, technician=person, name="", agreement=agreement, topic=topic)


def test_each_date_at_which_they_spoke_the_latest_first(person: Technician) -> None:
    event = held("Kilns", london(2025, 11, 5), london(2026, 5, 3), kind=EventKind.TALK)
    speaks(person, event, topic="Glazes")
    speaks(live_technician(), held("Of somebody else", london(2026, 5, 4)))
    speaks(person, held("Lathes", london(2026, 1, 9), kind=EventKind.WORKSHOP))
    assert told(person, "events_spoke") == [
        YearRow(date(2026, 5, 3), "Kilns", "Talk, spoke on ‘Glazes’, Room 1", event.get_url()),
        YearRow(date(2026, 1, 9), "Lathes", "Workshop, spoke, Room 1", EventPage.objects.get(title="Lathes").get_url()),
        YearRow(date(2025, 11, 5), "Kilns", "Talk, spoke on ‘Glazes’, Room 1", event.get_url()),
    ]
    assert [row.title for row in told(person, "events_spoke", most=2)] == ["Kilns", "Lathes"]
    assert told(person, "events_outreach") == []


def test_days_are_those_of_london(person: Technician) -> None:
    """In summer its midnight is 23.00 UTC of the day before."""
    for title, moment in (
        ("Just before", london(2025, 7, 31, 23, 59)),
        ("At the first moment", london(2025, 8, 1, 0, 0)),
        ("At the last", london(2026, 7, 31, 23, 59)),
        ("Just after", london(2026, 8, 1, 0, 0)),
    ):
        speaks(person, held(title, moment))
    assert titles(person, "events_spoke") == ["At the last", "At the first moment"]
    assert told(person, "events_spoke")[0].on == LAST


@pytest.mark.parametrize("agreement", [one for one in Agreement if one != Agreement.AGREED])
def test_nothing_of_a_speaker_who_has_not_agreed(person: Technician, agreement: str) -> None:
    speaks(person, held("Kilns", london(2026, 5, 3)), agreement)
    assert told(person, "events_spoke") == []


def test_only_what_took_place(person: Technician) -> None:
    cancelled = held("Cancelled", london(2026, 5, 3))
    Occurrence.objects.filter(event=cancelled).update(state=OccurrenceState.CANCELLED)
    for event in (cancelled, held("A deadline", london(2026, 5, 4), kind=EventKind.DEADLINE), EventFactory(title="Un")):
        speaks(person, event)
    speaks(person, held("Still to come", timezone.now() + timedelta(days=1)))
    part = my_year.get("events_spoke")
    assert part is not None
    assert list(part.rows(person.pk, date(2025, 1, 1), timezone.localdate() + timedelta(days=9), 200)) == []


def test_one_whose_page_was_taken_down_has_no_address(person: Technician) -> None:
    event = held("Kilns", london(2026, 5, 3))
    speaks(person, event)
    event.unpublish()
    assert [(row.title, row.url) for row in told(person, "events_spoke")] == [("Kilns", "")]


def test_outreach_at_which_they_spoke_or_were(person: Technician) -> None:
    schools = held("Schools", london(2026, 3, 1), kind=EventKind.OUTREACH)
    speaks(person, schools, topic="Slime")
    fair = held("Fair", london(2026, 2, 1), kind=EventKind.OPEN_DAY)
    for event, attendance in (
        (schools, Attendance.ATTENDED),
        (fair, Attendance.ATTENDED),
        (held("Missed", london(2026, 1, 1), kind=EventKind.OUTREACH), Attendance.ABSENT),
        (held("A talk", london(2026, 1, 2), kind=EventKind.TALK), Attendance.ATTENDED),
    ):
        BookingFactory(occurrence=event.occurrences.get(), user=person.user, attendance=attendance)
        BookingFactory(occurrence=event.occurrences.get(), attendance=Attendance.ATTENDED)
    assert [(row.title, row.detail) for row in told(person, "events_outreach")] == [
        ("Schools", "Outreach, spoke on ‘Slime’, Room 1"),
        ("Fair", "Open day, took part, Room 1"),
    ]
    assert told(person, "events_spoke") == []


def test_it_costs_the_same_for_one_and_for_thirty(person: Technician) -> None:
    costs = []
    for numbers in (range(1), range(1, 30)):
        for number in numbers:
            speaks(person, held(f"Talk {number}", london(2026, 1, 1 + number)))
            speaks(person, held(f"Fair {number}", london(2026, 1, 1 + number), kind=EventKind.OPEN_DAY))
        assert len(titles(person, "events_spoke")) == len(titles(person, "events_outreach")) == numbers[-1] + 1
        with CaptureQueriesContext(connection) as captured:
            titles(person, "events_spoke")
            titles(person, "events_outreach")
        costs.append(len(captured))
    assert costs == [4, 4]
