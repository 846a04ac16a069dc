"""Calendar files, read back by other programs than the one that wrote them."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from dateutil.tz import tzical

from events.calendars import calendar_of, occurrence_event, occurrence_uid, where
from events.enums import OccurrenceState
from events.models import Occurrence
from portal.core.times import LONDON
from tests.factories.events import OccurrenceFactory
from tests.factories.people import CampusFactory

pytestmark = pytest.mark.django_db
LINK = "https://meet.example/secret-room"


def written(occurrence: Occurrence, **fields: Any) -> icalendar.Event:
    asked: dict[str, Any] = {"uid": "one@testserver", "sequence": 3, "method": "PUBLISH", "with_link": False}
    return occurrence_event(occurrence, **asked | fields)


def read_back(*events: icalendar.Event, **fields: Any) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(calendar_of(events, "What is on", **fields))


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=LONDON)  # type: ignore[arg-type, misc]


def test_a_file_says_what_when_and_where() -> None:
    occurrence = OccurrenceFactory(
        event__title="Glass, and how to join it", starts_at=at(2027, 1, 12, 10), place="Room 3; upstairs",
        campus=CampusFactory(name="Northgate"), is_online=True, note="Bring a coat.", joining_link=LINK,
    )  # fmt: skip
    calendar = read_back(written(occurrence))
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], calendar["VERSION"], calendar["X-WR-CALNAME"]) == ("PUBLISH", "2.0", "What is on")
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("one@testserver", 3, "CONFIRMED")
    assert event["SUMMARY"] == "Glass, and how to join it"
    assert event["LOCATION"] == "Room 3; upstairs, Northgate, Online" == where(occurrence)
    assert event["DTSTART"].dt == at(2027, 1, 12, 10)
    assert event["DTEND"].dt == at(2027, 1, 12, 12)
    assert event["DESCRIPTION"] == f"Bring a coat.\nhttp://testserver{occurrence.event.url}"
    assert event["ORGANIZER"].startswith("mailto:")
    assert "ATTENDEE" not in event


def test_the_joining_link_stands_in_the_file_of_those_with_a_place_alone() -> None:
    occurrence = OccurrenceFactory(joining_link=LINK)
    assert LINK in calendar_of([written(occurrence, with_link=True)], "")
    assert LINK not in calendar_of([written(occurrence)], "")
    assert LINK not in calendar_of([written(occurrence, with_link=True, method="CANCEL")], "", "CANCEL")


def test_a_cancelled_date_says_so_and_why() -> None:
    occurrence = OccurrenceFactory(
        event__title="Talk", state=OccurrenceState.CANCELLED, cancelled_reason="The speaker is ill."
    )
    (event,) = read_back(written(occurrence)).walk("VEVENT")
    assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", "Cancelled: Talk")
    assert event["DESCRIPTION"].startswith("The speaker is ill.\n")


def test_words_cannot_add_lines_to_a_file() -> None:
    occurrence = OccurrenceFactory(event__title="Talk", place="Room\r\nATTENDEE:mailto:eve@elsewhere.example")
    (event,) = read_back(written(occurrence)).walk("VEVENT")
    assert "ATTENDEE" not in event
    assert event["LOCATION"].startswith("Room")


@pytest.mark.parametrize(
    ("start", "in_utc"),
    [
        (at(2027, 3, 26, 10), datetime(2027, 3, 26, 10, tzinfo=UTC)),
        (at(2027, 3, 28, 10), datetime(2027, 3, 28, 9, tzinfo=UTC)),
        (at(2027, 10, 30, 10), datetime(2027, 10, 30, 9, tzinfo=UTC)),
        (at(2027, 10, 31, 10), datetime(2027, 10, 31, 10, tzinfo=UTC)),
    ],
)
def test_ten_o_clock_is_ten_o_clock_on_both_sides_of_the_change(start: datetime, in_utc: datetime) -> None:
    calendar = read_back(written(OccurrenceFactory(starts_at=start)))
    (event,) = recurring_ical_events.of(calendar).at(start.date())
    assert (event["DTSTART"].dt.hour, event["DTSTART"].dt.astimezone(UTC)) == (10, in_utc)
    assert event["DTSTART"].params["TZID"] == "Europe/London"


@pytest.mark.parametrize("year", [2026, 2027, 2035, 2050])
def test_the_rule_of_summer_time_in_the_file_agrees_with_the_clocks(year: int) -> None:
    """A program that knows no time zones reads the file's own rule: it has none other here."""
    rule = tzical(StringIO(calendar_of([], ""))).get("Europe/London")
    hours = [datetime(year, 1, 1, 12) + timedelta(days=day) for day in range(365)]
    london = ZoneInfo("Europe/London")
    assert [hour.replace(tzinfo=rule).utcoffset() for hour in hours] == [
        hour.replace(tzinfo=london).utcoffset() for hour in hours
    ]
    change = [day for day in range(25, 32) if date(year, 3, day).isoweekday() == 7][-1]
    before, after = datetime(year, 3, change, 0, 59), datetime(year, 3, change, 2, 0)
    assert [when.replace(tzinfo=rule).utcoffset() for when in (before, after)] == [timedelta(0), timedelta(hours=1)]


def test_each_occurrence_has_an_identifier_for_good() -> None:
    first, second = OccurrenceFactory(), OccurrenceFactory()
    assert occurrence_uid(first) == f"{first.uid}@testserver" != occurrence_uid(second)
    first.starts_at += timedelta(hours=1)
    first.save()
    assert occurrence_uid(Occurrence.objects.get(pk=first.pk)) == occurrence_uid(first)
