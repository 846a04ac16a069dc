"""/stories/: what is listed, what filters leave, and what it costs."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.core.models import Theme
from portal.stories.enums import Agreement, StoryKind
from portal.stories.models import StoryPage
from profiles.enums import DepartmentKind, WordState
from profiles.models import Department, Skill, SkillGroup
from tests.factories.stories import PictureFactory, SubjectFactory, draft_story, publish, stories_index

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


def told(title: str, **more: Any) -> StoryPage:
    """Publish a story with skills, departments and themes, on a day of a year."""
    words = {name: more.pop(name, []) for name in ("skills", "departments", "themes")}
    year = more.pop("year", 2026)
    story = draft_story(title, **more)
    for name, rows in words.items():
        getattr(story, name).set(rows)
    story.save_revision()
    story = publish(story)
    StoryPage.objects.filter(pk=story.pk).update(
        first_published_at=datetime(year, 5, 4, 12, tzinfo=timezone.get_current_timezone())
    )
    return StoryPage.objects.get(pk=story.pk)


@pytest.fixture
def school() -> Department:
    """Return a school beneath a faculty."""
    faculty = Department.objects.create(name="Faculty of Science", slug="science", kind=DepartmentKind.FACULTY)
    return Department.objects.create(name="School of Chemistry", slug="chemistry", parent=faculty)


@pytest.fixture
def skill() -> Skill:
    group = SkillGroup.objects.create(name="Glass", slug="glass")
    return Skill.objects.create(name="Lampworking", slug="lampworking", group=group)


def listed(client: Client, query: str = "") -> list[str]:
    """Return the titles that the page lists, in its order, the one that leads first."""
    context = client.get(f"/stories/{query}").context
    lead = [context["lead"]] if context["lead"] else []
    return [card.title for card in [*lead, *context["cards"]]]


def test_nothing_yet(client: Client) -> None:
    stories_index()
    assert "The first story is still to be told" in client.get("/stories/").content.decode()


def test_the_latest_leads(client: Client) -> None:
    told("Old", year=2023)
    told("New", year=2026)
    draft_story("Draft")
    assert listed(client) == ["New", "Old"]
    assert client.get("/stories/").context["lead"].title == "New"


def test_a_story_whose_people_have_not_agreed_is_nowhere(client: Client) -> None:
    story = told("Waiting")
    SubjectFactory(story=story, agreement=Agreement.ASKED)
    assert listed(client) == []
    assert "Waiting" not in client.get("/stories/feed/").content.decode()


def test_filters(client: Client, school: Department, skill: Skill) -> None:
    theme = Theme.objects.create(name="Being seen", slug="being-seen")
    told("Glass", departments=[school], skills=[skill], themes=[theme], year=2025)
    told("Wood", kind=StoryKind.CASE_STUDY, year=2024)
    assert listed(client, "?theme=being-seen") == ["Glass"]
    assert listed(client, "?department=chemistry") == ["Glass"]
    assert listed(client, "?department=science") == ["Glass"]
    assert listed(client, "?skill=lampworking") == ["Glass"]
    assert listed(client, "?year=2024") == ["Wood"]
    assert listed(client, "?kind=case_study") == ["Wood"]
    assert listed(client, "?kind=case_study&kind=story") == ["Glass", "Wood"]
    assert listed(client, "?kind=case_study&year=2025") == []
    assert listed(client, "?skill=nonsense&year=x&page=x&theme=%00") == ["Glass", "Wood"]


def test_each_value_says_how_many_it_would_leave(client: Client, school: Department) -> None:
    told("Glass", departments=[school], year=2025)
    told("Smoke", departments=[school.parent], year=2024)
    told("Wood", kind=StoryKind.CASE_STUDY, year=2024)
    facets = {facet.name: facet for facet in client.get("/stories/?year=2024").context["facets"]}
    assert [(o.label, o.count, o.selected) for o in facets["year"].options] == [("2025", 1, False), ("2024", 2, True)]
    assert [(o.label, o.count) for o in facets["kind"].options] == [("Case study", 1), ("Success story", 1)]
    assert "department" not in facets  # one faculty is no choice
    everything = {facet.name: facet for facet in client.get("/stories/").context["facets"]}
    counts = {option.label: option.count for option in everything["department"].options}
    assert counts == {"Faculty of Science": 2, "School of Chemistry": 1}


def test_chips_lead_to_the_address_without_them(client: Client) -> None:
    told("Wood", kind=StoryKind.CASE_STUDY, year=2024)
    told("Glass", year=2025)
    answer = client.get("/stories/?kind=story&year=2024")
    assert [(chip.label, chip.url) for chip in answer.context["chips"]] == [
        ("Success story", "?year=2024"), ("2024", "?kind=story"),
    ]  # fmt: skip
    assert "No story fits all of that" in answer.content.decode()
    assert '<meta name="robots" content="noindex, follow">' in answer.content.decode()


def test_a_skill_that_is_only_suggested_is_no_filter(client: Client, skill: Skill) -> None:
    Skill.objects.update(state=WordState.SUGGESTED)
    told("Glass", skills=[skill])
    page = client.get("/stories/glass/").content.decode()
    assert "Lampworking" not in page
    assert "lampworking" not in client.get("/stories/?skill=lampworking").content.decode()


def test_pages(client: Client) -> None:
    for number in range(15):
        told(f"Story {number:02}", year=2000 + number)
    assert len(listed(client)) == 13
    assert listed(client, "?page=2") == ["Story 01", "Story 00"]
    assert 'rel="prev"' in client.get("/stories/?page=2").content.decode()


def test_it_costs_the_same_for_one_and_for_thirty(client: Client, school: Department, skill: Skill) -> None:
    def cost(query: str) -> int:
        client.get(f"/stories/{query}")  # makes the pictures' sizes
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(f"/stories/{query}")
        return len(queries)

    picture = PictureFactory()
    told("Story 0", departments=[school], skills=[skill], picture=picture)
    one, one_narrowed = cost(""), cost("?kind=story")
    for number in range(1, 30):
        told(f"Story {number}", departments=[school], skills=[skill], picture=picture)
    assert cost("") == one <= MOST_QUERIES
    assert cost("?kind=story") == one_narrowed <= MOST_QUERIES
