"""What the site's search understands, once for all kinds: other names, typing errors, what fits some of it."""

from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from wagtail.models import Site

from portal.core.models import Branding
from portal.front.models import HomePage
from portal.stories.models import StoryIndexPage
from profiles.enums import Audience, Section
from profiles.models import SkillAlias, Technician
from profiles.services.index import index_now
from tests.factories.events import EventFactory
from tests.factories.people import SkillFactory, UserFactory, live_technician, show
from tests.factories.plans import ActionFactory
from tests.factories.stories import draft_story, publish

pytestmark = pytest.mark.django_db
MOST_QUERIES = 16
SAME = ("NMR", "nuclear magnetic resonance")


def found(client, text: str, **more: str) -> dict[str, list[str]]:
    """Return the titles shown of each kind, without their marks."""
    answer = client.get("/search/", {"q": text, **more}).context["answer"]
    return {group.key: [strip_tags(hit.title) for hit in group.hits] for group in answer.groups}


def index() -> None:
    index_now(Technician.objects.values_list("pk", flat=True))


@pytest.fixture
def nmr(db):
    """Return a skill with another name."""
    skill = SkillFactory(name="Nuclear magnetic resonance")
    SkillAlias.objects.create(skill=skill, name="NMR")
    return skill


def page(title: str, introduction: str) -> None:
    made = StoryIndexPage(title=title, slug="a-page", introduction=introduction)
    HomePage.objects.get().add_child(instance=made)


@pytest.mark.parametrize(("typed", "written"), [SAME, SAME[::-1]])
def test_other_names_find_both_ways_in_everything(client, nmr, typed, written):
    EventFactory(title="Open evening", summary=f"See the {written} rooms.")
    publish(draft_story("A cold magnet", summary=f"How {written} was mended."))
    ActionFactory(
        code="A1", title="Show it", detail=f"Open {written} to schools.", plan__published_at="2025-09-01T12:00Z"
    )
    page("A guide", f"All of {written} in a page.")
    live_technician(given_name="Ines", family_name="Marsh", about=f"I look after {written}.")
    index()
    assert found(client, typed) == {
        "technicians": ["Ines Marsh"],
        "skills": ["Nuclear magnetic resonance"],
        "stories": ["A cold magnet"],
        "events": ["Open evening"],
        "plan": ["A1: Show it"],
        "pages": ["A guide"],
    }
    assert f"<mark>{written}</mark>" in client.get("/search/", {"q": typed}).content.decode()


def test_a_short_name_is_no_beginning_of_a_word(client, nmr):
    page("A guide", "An nmrology of words.")
    assert found(client, "NMR") == {"skills": ["Nuclear magnetic resonance"]}


def test_a_typing_error_is_mended_everywhere_and_told(client):
    SkillFactory(name="Glassblowing")  # nobody has it: a name is known to everybody
    EventFactory(title="Glassblowing for beginners")
    publish(draft_story("Glassblowing by night"))
    answer = client.get("/search/?q=glasblowing&type=events")
    assert found(client, "glasblowing") == {
        "skills": ["Glassblowing"],
        "stories": ["Glassblowing by night"],
        "events": ["Glassblowing for beginners"],
    }
    html = answer.content.decode()
    assert "Nobody uses the word ‘<bdi>glasblowing</bdi>’: this is for <strong>glassblowing</strong>" in html
    assert '<a href="?q=%22glasblowing%22&amp;type=events">Search for what you typed</a>' in html
    assert 'found</strong> for <span dir="auto">‘glassblowing’</span>' in html
    exactly = parse_qs(answer.context["answer"].exactly[1:])["q"][0]
    assert found(client, exactly) == {}


def test_a_word_that_any_page_has_is_meant_as_it_is_typed(client):
    SkillFactory(name="Glazing")
    page("A guide", "How to graze sheep: grazing.")
    assert found(client, "grazing") == {"pages": ["A guide"]}
    assert "Nobody uses the word" not in client.get("/search/?q=grazing").content.decode()
    assert found(client, "glazin") == {"skills": ["Glazing"]}


def test_the_plural_of_a_word_that_somebody_uses_is_no_typing_error(client):
    live_technician(given_name="Ines", family_name="Marsh", about="I mend a battery.")
    SkillFactory(name="Lotteries")
    index()
    assert found(client, "batteries") == {"technicians": ["Ines Marsh"]}


def test_nothing_that_is_withheld_is_looked_for_instead(client):
    hidden = live_technician(given_name="Ines", family_name="Marsh", about="I mend a thermocouple.")
    show(hidden, Audience.COLLEAGUES, Section.INTRODUCTION)
    index()
    assert found(client, "termocouple") == {}
    assert "thermocouple" not in client.get("/search/?q=termocouple").content.decode()
    client.force_login(UserFactory())
    assert found(client, "termocouple") == {"technicians": ["Ines Marsh"]}
    show(hidden, Audience.ONLY_ME, Section.INTRODUCTION)
    index()
    assert "thermocouple" not in client.get("/search/?q=termocouple").content.decode()


def test_where_nothing_fits_all_of_it_who_fits_some_is_shown_and_told(client):
    for name, about in (("Marsh", "I blow glass."), ("Holt", "I fire a kiln.")):
        live_technician(given_name="Ines", family_name=name, about=about)
    index()
    assert sorted(found(client, "glass kiln")["technicians"]) == ["Ines Holt", "Ines Marsh"]
    assert "Nobody fits all of it" in client.get("/search/?q=glass+kiln").content.decode()
    page("A guide", "Put glass into a kiln.")
    assert found(client, "glass kiln") == {"pages": ["A guide"]}
    assert "Nobody fits all of it" not in client.get("/search/?q=glass+kiln").content.decode()


@pytest.mark.parametrize(
    "query", ["glass", "glasss", "glass kiln", "glasss kiln", "nothingatall", "glass&type=events", "glasss&type=pages"]
)
@pytest.mark.parametrize("rows", [1, 30])
def test_however_it_is_taken_it_costs_no_more(client, rows, query):
    Branding.for_site(Site.objects.get()).save()
    for number in range(rows):
        live_technician(about="I blow glass.")
        live_technician(about="I fire a kiln.")
        EventFactory(title=f"Glass evening {number}")
        publish(draft_story(f"Glass story {number}"))
    index()
    address = f"/search/?q={query.replace(' ', '+')}"
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address).context["answer"]
    if query == "glasss kiln":  # the longest way: mended, and still nothing fits all of it
        assert (answer.said, answer.is_loose, answer.total) == ("glass kiln", True, 2 * rows)
    assert len(queries) <= MOST_QUERIES, "\n".join(each["sql"][:200] for each in queries)
