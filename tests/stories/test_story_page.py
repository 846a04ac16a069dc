"""The page of a story, what is related to it, and what is said of it elsewhere."""

import json
import re
from collections.abc import Sequence

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.core.models import PortalImage, Theme
from portal.stories.models import StoryPage
from portal.stories.pages import minutes_to_read, related_stories
from portal.stories.plain_text import text_of
from profiles.models import Department, Skill, SkillGroup
from tests.factories.stories import PictureFactory, SubjectFactory, draft_story, publish, save_body

pytestmark = pytest.mark.django_db


def about(
    title: str, *, skills: Sequence[Skill] = (), departments: Sequence[Department] = (), themes: Sequence[Theme] = ()
) -> StoryPage:
    """Publish a story about these."""
    story = draft_story(title, picture=PortalImage.objects.first() or PictureFactory())
    story.skills.set(skills)
    story.departments.set(departments)
    story.themes.set(themes)
    story.save_revision()
    return publish(story)


@pytest.fixture
def skills() -> list[Skill]:
    group = SkillGroup.objects.create(name="Glass", slug="glass")
    return [Skill.objects.create(name=name, slug=name.lower(), group=group) for name in ("Fusing", "Blowing")]


def test_it_says_what_it_is_about(client: Client, skills: list[Skill]) -> None:
    chemistry = Department.objects.create(name="Chemistry", slug="chemistry")
    theme = Theme.objects.create(name="Being seen", slug="being-seen")
    about("Glass & fire", skills=skills, departments=[chemistry], themes=[theme])
    page = client.get("/stories/glass-fire/").content.decode()
    assert 'href="/skills/fusing/"' in page
    assert 'href="/technicians/?department=chemistry"' in page
    assert 'href="/stories/?theme=being-seen"' in page
    assert "1 minute to read" in page
    assert 'type="application/atom+xml" href="/stories/feed/"' in page
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    data = json.loads(found.group(1))
    assert (data["@type"], data["headline"], data["keywords"]) == ("Article", "Glass & fire", ["Being seen"])
    assert data["image"].startswith("http")


def test_hostile_words_stay_words(client: Client) -> None:
    title = "</script><script>alert(1)</script>"
    publish(draft_story(title, slug="hostile", summary="<b>bold</b>"))
    page = client.get("/stories/hostile/").content.decode()
    assert "<script>alert" not in page
    assert "<b>bold" not in page


def test_what_has_most_in_common_comes_first(skills: list[Skill]) -> None:
    theme = Theme.objects.create(name="Being seen", slug="being-seen")
    here = about("Here", skills=skills, themes=[theme])
    about("One theme", themes=[theme])
    about("Two skills", skills=skills)
    about("One skill", skills=skills[:1])
    about("Nothing", skills=[])
    is_alike, cards = related_stories(StoryPage.objects.showing(), here.pk)
    assert is_alike
    assert [card.title for card in cards] == ["Two skills", "One skill", "One theme"]


def test_without_anything_in_common_the_latest_stand_there(client: Client) -> None:
    here = about("Here")
    about("Another")
    is_alike, cards = related_stories(StoryPage.objects.showing(), here.pk)
    assert not is_alike
    assert [card.title for card in cards] == ["Another"]
    assert "More stories" in client.get("/stories/here/").content.decode()


def test_related_stories_cost_the_same_however_many_there_are(client: Client, skills: list[Skill]) -> None:
    def cost() -> int:
        client.get("/stories/here/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/stories/here/")
        return len(queries)

    about("Here", skills=skills)
    for number in range(3):
        about(f"Other {number}", skills=skills)
    few = cost()
    for number in range(3, 30):
        about(f"Other {number}", skills=skills)
    assert cost() == few <= 25


def test_who_is_in_it_stands_beside_it(client: Client) -> None:
    subject = SubjectFactory(story=draft_story("Kiln"), name="Ines Vale", role="Kiln keeper")
    publish(subject.story)
    page = client.get("/stories/kiln/").content.decode()
    assert "Who is in it" in page
    assert "Ines Vale" in page


def test_the_plain_text_is_kept_on_save_and_in_no_version() -> None:
    story = save_body(draft_story("Kiln"), ("text", "<p>Cold on a <b>Monday</b>.</p>"))
    story = publish(story)
    assert story.body_text == "Cold on a Monday."
    assert "body_text" not in story.get_latest_revision().content


def test_what_a_block_says_of_a_person_is_no_text_of_the_story() -> None:
    body = [("quote", {"quote": "Cold.", "source": "A thermometer"}), ("subject", {"subject": 7, "shows": "all"})]
    assert text_of(draft_story("Kiln", body=body).body) == "Cold.\nA thermometer"


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (220, 1), (331, 2), (660, 3)])
def test_minutes(words: int, minutes: int) -> None:
    assert minutes_to_read("word " * words) == minutes


def test_the_feed(client: Client, skills: list[Skill]) -> None:
    about("Glass \x0b & fire", skills=skills)
    answer = client.get("/stories/feed/")
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert answer["Cache-Control"] == "public, max-age=300"
    assert "Glass  &amp; fire" in answer.content.decode()
    assert client.get("/stories/feed/", headers={"if-none-match": answer["ETag"]}).status_code == 304
