"""/events/ and /training/: what is listed, what filters leave, the month, what is over, and what it all costs."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from events.enums import BookingWay, EventKind, OccurrenceState, Shelf
from events.finding import read_asked
from events.models import EventPage, Occurrence
from events.places import places_of
from portal.core.enums import Agreement
from portal.core.models import Branding, Theme
from profiles.models import Campus, Skill, SkillAlias, SkillGroup
from tests.factories.events import (
    BookingFactory,
    EventFactory,
    OccurrenceFactory,
    SpeakerFactory,
    events_index,
    in_days,
)
from tests.factories.people import SkillFactory, live_technician
from tests.test_queries import logo

pytestmark = pytest.mark.django_db
MOST_QUERIES = 11  # where a typing error is mended; 9 without words
FILM = [("video", {"title": "The talk", "address": "https://videos.example.org/t", "has_captions": True})]


def listed(client: Client, query: str = "", path: str = "/events/") -> list[str]:
    """Return the titles that a list shows, in order."""
    return [card.title for card in client.get(f"{path}?{query}").context["cards"]]


def offered(client: Client, query: str = "") -> dict[str, dict[str, int]]:
    """Return the filters that are offered: labels, and how many events each leaves."""
    facets = client.get(f"/events/?{query}").context["facets"]
    return {facet.name: {option.label: option.count for option in facet.options} for facet in facets}


def at(days: float, event: EventPage, **fields: Any) -> Occurrence:
    """Add a date so many days from now."""
    start = in_days(days)
    made: Occurrence = OccurrenceFactory(event=event, starts_at=start, ends_at=start + timedelta(hours=2), **fields)
    return made


def test_each_event_is_listed_once_by_the_next_date_that_takes_place(client: Client) -> None:
    talk, coffee = EventFactory(title="Talk"), EventFactory(title="Coffee")
    at(3, talk)
    at(2, coffee, state=OccurrenceState.CANCELLED)
    wanted = at(5, coffee)
    at(9, coffee)
    EventFactory(title="Drafted", live=False)
    cards = client.get("/events/").context["cards"]
    assert [(card.title, card.more) for card in cards] == [("Coffee", 2), ("Talk", 0)]
    assert cards[0].next.pk == wanted.pk
    assert client.get("/training/").status_code == 404


def test_the_two_lists_hold_what_is_beneath_them(client: Client) -> None:
    at(3, EventFactory(title="Talk"))
    at(3, EventFactory(title="Course", shelf=Shelf.TRAINING))
    assert listed(client) == ["Talk"]
    assert listed(client, path="/training/") == ["Course"]


def test_each_list_leads_to_the_other_where_there_is_one(client: Client) -> None:
    events_index(Shelf.EVENTS)
    assert "Look at training" not in client.get("/events/").content.decode()
    events_index(Shelf.TRAINING)
    assert '<a class="go" href="/training/">Look at training</a>' in client.get("/events/").content.decode()
    assert '<a class="go" href="/events/">Look at other events</a>' in client.get("/training/").content.decode()


def test_an_event_without_a_date_comes_last_and_one_that_is_over_not_at_all(client: Client) -> None:
    EventFactory(title="Undated")
    at(3, EventFactory(title="Talk"))
    at(-3, EventFactory(title="Over"))
    assert listed(client) == ["Talk", "Undated"]
    assert listed(client, f"from={timezone.localdate()}") == ["Talk"]
    assert b"No date yet" in client.get("/events/").content


def test_filters_narrow_down_and_count_what_the_others_leave(client: Client) -> None:
    theme = Theme.objects.create(name="Being seen", slug="seen")
    skill = Skill.objects.create(
        name="Glassblowing", slug="glass", group=SkillGroup.objects.create(name="Glass", slug="glass")
    )
    hill, quay = (Campus.objects.create(name=name, slug=name.lower()) for name in ("Hill", "Quay"))
    talk = EventFactory(title="Talk", skills=[skill], for_public=True)
    talk.themes.set([theme])
    talk.save_revision().publish()
    course = EventFactory(title="Course", kind=EventKind.TRAINING)
    at(3, talk, campus=hill)
    at(4, course, campus=quay)
    at(5, course, campus=None, place="", is_online=True)
    assert offered(client)["campus"] == {"Hill": 1, "Quay": 1}
    assert offered(client, "campus=hill") == {
        "campus": {"Hill": 1, "Quay": 1},
        "for": {"Technicians": 1, "The public": 1},
        "places": {"Places left": 1},
    }
    assert offered(client)["kind"] == {"Talk": 1, "Training": 1}
    for query, titles in (
        ("kind=talk", ["Talk"]),
        ("kind=talk&kind=training", ["Talk", "Course"]),
        ("theme=seen", ["Talk"]),
        ("skill=glass", ["Talk"]),
        ("for=public", ["Talk"]),
        ("campus=quay", ["Course"]),
        ("how=online", ["Course"]),
        ("how=online&campus=quay", []),  # no one date is both
        ("kind=nonsense&page=99", ["Talk", "Course"]),
    ):
        assert listed(client, query) == titles, query
    card = client.get("/events/?how=online").context["cards"][0]
    assert (card.next.where, card.more) == ("Online", 0)


def test_places_left_means_that_somebody_can_come(client: Client) -> None:
    full, free, closed = (EventFactory(title=title) for title in ("Full", "Free", "Closed"))
    BookingFactory(occurrence=at(3, full, capacity=1))
    at(4, free, booking_way=BookingWay.NOT_NEEDED)
    at(5, closed, booking_closes_at=timezone.now() - timedelta(hours=1))
    assert listed(client) == ["Full", "Free", "Closed"]
    assert listed(client, "places=left") == ["Free"]
    BookingFactory(occurrence=Occurrence.objects.get(event=full), waiting=True)
    assert b"Full, 1 on the waiting list" in client.get("/events/").content


def test_the_database_and_the_words_agree_on_who_can_come() -> None:
    now, event = timezone.now(), EventFactory()
    for way in BookingWay:
        for state in OccurrenceState:
            for capacity in (None, 1, 2):
                for opens, closes in ((None, None), (1, None), (None, -1), (-1, 1)):
                    row = at(
                        3, event, booking_way=way, state=state, capacity=capacity,
                        booking_opens_at=now + timedelta(days=opens) if opens else None,
                        booking_closes_at=now + timedelta(days=closes) if closes else None,
                    )  # fmt: skip
                    BookingFactory(occurrence=row)
    rows = list(Occurrence.objects.with_room(now))
    assert len(rows) == 72
    assert {row.has_room for row in rows} == {True, False}
    assert [row.has_room for row in rows] == [places_of(row, row.held, row.queued, now).is_open for row in rows]


def test_days_narrow_down_and_stand_in_the_address(client: Client) -> None:
    for days in (2, 5, 9):
        at(days, EventFactory(title=f"In {days}"))
    since, until = (timezone.localdate() + timedelta(days=days) for days in (3, 6))
    answer = client.get(f"/events/?from={since}&to={until}&kind=talk")
    assert [card.title for card in answer.context["cards"]] == ["In 5"]
    assert answer.context["query_string"] == f"kind=talk&from={since}&to={until}"
    assert [chip.url for chip in answer.context["chips"]] == [
        f"?from={since}&to={until}", f"?kind=talk&to={until}", f"?kind=talk&from={since}",
    ]  # fmt: skip
    assert listed(client, "from=never&to=2026-99-99") == ["In 2", "In 5", "In 9"]


def test_what_is_over_says_which_was_recorded(client: Client) -> None:
    filmed, other = EventFactory(title="Filmed", recording=FILM), EventFactory(title="Other")
    at(-9, filmed)
    at(-3, other)
    at(3, other)
    assert listed(client, "show=past") == ["Other", "Filmed"]
    assert offered(client, "show=past")["recording"] == {"With a recording": 1}
    assert listed(client, "show=past&recording=yes") == ["Filmed"]
    assert listed(client) == ["Other"]
    assert b"The talk" in client.get(filmed.get_url()).content


def test_a_month_shows_each_date_on_its_days(client: Client) -> None:
    event = EventFactory(title="Open day")
    zone = timezone.get_default_timezone()
    first = timezone.localdate().replace(day=1) + timedelta(days=70)
    wanted = datetime(first.year, first.month, 10, 9, tzinfo=zone)
    OccurrenceFactory(event=event, starts_at=wanted, ends_at=wanted + timedelta(days=1))
    for hour in range(5):
        moment = wanted + timedelta(days=4, hours=hour)
        OccurrenceFactory(event=event, starts_at=moment, ends_at=moment)
    month = client.get(f"/events/?show=month&month={wanted:%Y-%m}").context["month"]
    days = [day for week in month.weeks for day in week if day.entries]
    on = {day.day.day: ([entry.clock for entry in day.entries], day.more) for day in days}
    assert on == {10: (["9am"], 0), 11: ([""], 0), 14: (["9am", "10am", "11am", "12 noon"], 1)}
    day = client.get("/events/" + next(day.url for week in month.weeks for day in week if day.more))
    assert [(card.title, card.more) for card in day.context["cards"]] == [("Open day", 4)]


@pytest.mark.parametrize("month", ["", "nonsense", "2026-13", "1066-10", "9999-12", "2999-01"])
def test_a_month_that_nobody_means_is_this_one(month: str) -> None:
    today = timezone.localdate()
    assert read_asked(QueryDict(f"show=month&month={month}"), today).month == today.replace(day=1)


def test_nothing_is_said_helpfully(client: Client) -> None:
    events_index()
    said = {"": b"Nothing is planned yet", "show=past": b"Nothing is over yet", "show=month": b"Nothing is on in"}
    for query, words in said.items():
        assert words in client.get(f"/events/?{query}").content, query


def queries(client: Client, address: str) -> list[str]:
    """Return what a page asks of the database, with an empty cache, on a site whose look is set."""
    Branding.for_site(Site.objects.get()).save()
    client.get(address)
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return [one["sql"] for one in asked.captured_queries]


def many(event: EventPage, count: int) -> None:
    """Add dates in bulk, each half an hour after the one before, the first this hour tomorrow."""
    starts = [in_days(1) + timedelta(minutes=30 * n) for n in range(count)]
    rows = [Occurrence(event=event, starts_at=at, ends_at=at + timedelta(minutes=20), capacity=5) for at in starts]
    Occurrence.objects.bulk_create(rows, batch_size=500)


def test_pages_cost_the_same_for_one_date_thirty_events_and_ten_thousand_dates(client: Client) -> None:
    event = EventFactory(title="Talk", recording=FILM)
    at(3, event)
    at(-3, event)
    addresses = (
        *("/events/", "/events/?show=month", "/events/?show=past", event.get_url()),
        *("/events/?q=talk", "/events/?q=talk&show=month", "/events/calendar/?q=talk", "/events/?q=tallk"),
    )
    SpeakerFactory(event=event, agreement=Agreement.AGREED)
    technician = live_technician()
    SpeakerFactory(event=event, technician=technician, name="", agreement=Agreement.AGREED)
    assert technician.display_name in client.get(event.get_url()).content.decode()
    before = {address: len(queries(client, address)) for address in addresses}
    assert max(before.values()) <= MOST_QUERIES, before
    campus = Campus.objects.create(name="Hill", slug="hill")
    for number in range(29):
        at(2, EventFactory(title=f"Event {number}"), campus=campus)
    many(event, 10_000)
    for address in addresses:
        asked = queries(client, address)
        assert len(asked) <= before[address], (address, asked)
        assert len(set(asked)) == len(asked), address


# What is asked besides the words, and how many of the dates of an event fit that (one is coming, one is over)
NARROWED = {
    "": 1,
    "&show=month&month={month}": 2,
    "&show=past": 1,
    "&kind=talk&campus=hill&how=in-person&from={day}": 1,
    "&kind=workshop": 0,
}


@pytest.mark.parametrize("words", ["talk", "NMR", "tallk", "zzzqqqq"])
def test_words_cost_no_more_than_that_however_they_are_taken(client: Client, words: str) -> None:
    skill = SkillFactory(name="Talk craft")  # a name that everybody knows: its words may be meant
    SkillAlias.objects.create(skill=skill, name="NMR")
    campus = Campus.objects.create(name="Hill", slug="hill")
    at(3, EventFactory(title="A day of kilns", kind=EventKind.WORKSHOP))
    now = datetime.now(timezone.get_default_timezone()).replace(day=15, hour=12)
    logo()

    def add(numbers: range) -> None:
        for number in numbers:
            event = EventFactory(title=f"Talk {number}", skills=[skill])
            for days in (-1, 1):
                start = now + timedelta(days=days)
                OccurrenceFactory(event=event, starts_at=start, ends_at=start + timedelta(hours=2), campus=campus)

    def cost(rows: int, narrowed: str) -> list[str]:
        address = f"/events/?q={words}{narrowed.format(day=f'{now:%Y-%m-%d}', month=f'{now:%Y-%m}')}"
        found = client.get(address).context
        assert found["total"] == (0 if words == "zzzqqqq" else NARROWED[narrowed] * rows)
        assert set(found["taken"].corrected) == ({"tallk"} if words == "tallk" else set())
        return queries(client, address)

    with time_machine.travel(now, tick=False):
        add(range(1))
        for_one = {narrowed: len(cost(1, narrowed)) for narrowed in NARROWED}
        assert max(for_one.values()) <= MOST_QUERIES
        add(range(1, 30))
        for narrowed, before in for_one.items():
            asked = cost(30, narrowed)
            assert len(set(asked)) == len(asked) == before, "\n".join(asked)
