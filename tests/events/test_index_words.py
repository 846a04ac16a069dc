"""The search box of the list of events: what it finds, how it goes with filters, and where its words are kept."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from events.enums import EventKind
from events.models import EventPage, Occurrence
from portal.core.models import Theme
from profiles.enums import Audience, Section
from profiles.models import Campus, SkillAlias
from profiles.services.index import index_now
from tests.factories.events import EventFactory, OccurrenceFactory, in_days
from tests.factories.people import SkillFactory, live_technician, show

pytestmark = pytest.mark.django_db


def at(days: float, event: EventPage, **fields: Any) -> Occurrence:
    """Add a date so many days from now."""
    start = in_days(days)
    made: Occurrence = OccurrenceFactory(event=event, starts_at=start, ends_at=start + timedelta(hours=2), **fields)
    return made


def listed(client: Client, query: str) -> list[str]:
    """Return the titles that the list shows, in order."""
    return [card.title for card in client.get(f"/events/?{query}").context["cards"]]


@pytest.fixture
def events(db: None) -> None:
    """Make three events: a talk, a workshop of two dates, and one that has no date yet."""
    hill = Campus.objects.create(name="Quarry Hill", slug="hill")
    nmr = SkillFactory(name="Nuclear magnetic resonance", slug="nmr")
    SkillAlias.objects.create(skill=nmr, name="NMR")
    talk = EventFactory(title="Cold magnets", summary="An evening about helium.", skills=[nmr])
    talk.themes.set([Theme.objects.create(name="Being seen", slug="seen")])
    talk.save_revision().publish()
    mending = EventFactory(title="Café of mending", kind=EventKind.WORKSHOP, provider_name="The guild")
    at(3, talk, place="Room 7", campus=hill)
    at(4, mending, place="Glass workshop", campus=hill)
    at(5, mending, place="", is_online=True)
    EventFactory(title="A day of kilns")


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("magnets", ["Cold magnets"]),
        ("MAGNET", ["Cold magnets"]),
        ("helium", ["Cold magnets"]),
        ("NMR", ["Cold magnets"]),
        ("nuclear magnetic resonance", ["Cold magnets"]),
        ("being seen", ["Cold magnets"]),
        ("talk", ["Cold magnets", "A day of kilns"]),
        ("cafe", ["Café of mending"]),
        ("guild", ["Café of mending"]),
        ("quarry hill", ["Cold magnets", "Café of mending"]),
        ("glass workshop", ["Café of mending"]),
        ("workshop online", ["Café of mending"]),
        ("online glass", []),  # no one date is both
        ("agnets", []),
        ('"magnets cold"', []),
        ("…", []),
        ("%00", ["Cold magnets", "Café of mending", "A day of kilns"]),
    ],
)
def test_words_are_looked_for_in_what_a_list_tells_of_an_event(
    client: Client, events: None, typed: str, titles: list[str]
) -> None:
    assert listed(client, f"q={typed}") == titles


def test_words_of_a_place_choose_the_date_that_is_shown(client: Client, events: None) -> None:
    (card,) = client.get("/events/?q=mending+online").context["cards"]
    assert (card.next.where, card.more) == ("Online", 0)
    (card,) = client.get("/events/?q=mending").context["cards"]
    assert card.more == 1


def test_words_and_filters_narrow_together_and_filters_count_what_words_leave(client: Client, events: None) -> None:
    assert listed(client, "q=quarry&kind=workshop") == ["Café of mending"]
    assert listed(client, "q=magnets&kind=workshop") == []
    facets = {facet.name: facet for facet in client.get("/events/?q=magnets&kind=workshop").context["facets"]}
    assert {option.label: (option.count, option.selected) for option in facets["kind"].options} == {
        "Talk": (1, False),
        "Workshop": (0, True),
    }


def test_a_typing_error_is_mended_and_told(client: Client, events: None) -> None:
    index_now([live_technician(about="I sell magnets.").pk])
    html = client.get("/events/?q=mangets&kind=talk").content.decode()
    assert listed(client, "q=mangets&kind=talk") == ["Cold magnets"]
    assert "Nobody uses the word ‘<bdi>mangets</bdi>’: this is for <strong>magnets</strong>" in html
    assert '<a href="?kind=talk&amp;q=%22mangets%22">Search for what you typed</a>' in html
    assert listed(client, 'q="mangets"') == []
    assert "Nobody uses" not in client.get("/events/?q=magnets").content.decode()


def test_only_words_that_the_public_sees_are_looked_for_instead(client: Client, events: None) -> None:
    person = live_technician(about="I sell magnets.")
    show(person, Audience.COLLEAGUES, Section.INTRODUCTION)
    index_now([person.pk])
    assert listed(client, "q=mangets") == []
    client.force_login(person.user)
    assert listed(client, "q=mangets") == []  # the list is everybody's, whoever looks


def test_words_are_kept_wherever_filters_are(client: Client, events: None) -> None:
    for number in range(25):
        at(6, EventFactory(title=f"Glass {number}"))
    day = timezone.localdate()
    answer = client.get(f"/events/?q=glass+evening&kind=talk&from={day}")
    kept = f"kind=talk&q=glass+evening&from={day}"
    assert answer.context["query_string"] == kept
    assert answer.context["calendar_url"] == f"/events/calendar/?{kept}"
    assert [chip.label for chip in answer.context["chips"][:2]] == ["‘glass evening’", "Talk"]
    assert answer.context["chips"][0].url == f"?kind=talk&from={day}"
    assert answer.context["chips"][1].url == f"?q=glass+evening&from={day}"
    html = client.get(f"/events/?q=glass&kind=talk&from={day}").content.decode()
    assert f'href="?kind=talk&amp;q=glass&amp;from={day}&amp;page=2"' in html
    box = re.search(r'<form class="find".*?</form>', html, re.DOTALL)
    assert box
    assert '<input type="hidden" name="kind" value="talk">' in box.group()
    assert f'<input type="hidden" name="from" value="{day}">' in box.group()
    sheet = re.search(r'<form class="sheet".*?</form>', html, re.DOTALL)
    assert sheet
    assert '<input type="hidden" name="q" value="glass">' in sheet.group()
    assert '<a class="go" href="?q=glass">Clear filters</a>' in sheet.group()
    assert "Filters: 2 in use" in html
    month = client.get("/events/?q=glass&show=month").content.decode()
    assert "q=glass&amp;show=month&amp;month=" in month
    assert '<input type="hidden" name="show" value="month">' in month


def test_feeds_hold_what_the_words_leave(client: Client, events: None) -> None:
    calendar = client.get("/events/calendar/?q=mending+online").content.decode()
    assert calendar.count("BEGIN:VEVENT") == 1
    assert "LOCATION:Online" in calendar
    assert "Cold magnets" not in client.get("/events/feed/?q=mending").content.decode()
    assert client.get("/events/feed/?q=mending").content.decode().count("<item>") == 1


@pytest.mark.parametrize("shape", ["", "past", "month"])
def test_where_nothing_fits_it_says_how_to_go_on(client: Client, events: None, shape: str) -> None:
    html = client.get(f"/events/?q=zzzqqq&kind=talk&show={shape}").content.decode()
    assert '<a class="go" href="/events/">Clear all</a>' in html
    if shape == "month":
        assert "Nothing that fits is on in" in html
        assert "Show these" in html
        assert "Show these" not in client.get("/events/?q=zzzqqq&show=month").content.decode()  # nothing to choose
    else:
        assert "Nothing fits all of that" in html
        assert "Clear the search</a>" in html
        assert 'href="/search/?q=zzzqqq&amp;type=events"' in html


def test_words_are_never_markup(client: Client, events: None) -> None:
    html = client.get("/events/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in html
