"""What stories tell a technician of their own year."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.core.registries import YearRow, my_year
from portal.stories.enums import Agreement, StoryKind
from portal.stories.models import StoryPage, Subject
from profiles.models import Technician
from tests.factories.people import live_technician
from tests.factories.stories import SubjectFactory, draft_story, publish

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2025, 8, 1), date(2026, 7, 31)


@pytest.fixture
def person() -> Technician:
    return live_technician()


def told(person: Technician, most: int = 200) -> list[YearRow]:
    part = my_year.get("stories")
    assert part is not None
    return list(part.rows(person.pk, FIRST, LAST, most))


def story_about(person: Technician, title: str, at: datetime) -> StoryPage:
    """Return a story about somebody who agreed to it, out since a moment."""
    story = draft_story(title, kind=StoryKind.CASE_STUDY)
    SubjectFactory(story=story, technician=person)
    publish(story)
    StoryPage.objects.filter(pk=story.pk).update(first_published_at=at)
    return StoryPage.objects.get(pk=story.pk)


def test_stories_about_them_by_the_day_they_went_out_in_london(person: Technician) -> None:
    for title, at in (
        ("Just before", datetime(2025, 7, 31, 22, 59, tzinfo=UTC)),
        ("First", datetime(2025, 7, 31, 23, 0, tzinfo=UTC)),
        ("Last", datetime(2026, 7, 31, 22, 59, tzinfo=UTC)),
        ("Just after", datetime(2026, 7, 31, 23, 0, tzinfo=UTC)),
    ):
        story_about(person, title, at)
    story_about(live_technician(), "Of somebody else", datetime(2026, 1, 1, tzinfo=UTC))
    assert told(person) == [
        YearRow(LAST, "Last", "Case study", "/stories/last/"),
        YearRow(FIRST, "First", "Case study", "/stories/first/"),
    ]
    assert [row.title for row in told(person, most=1)] == ["Last"]


def test_none_that_the_public_does_not_see(person: Technician) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    story_about(person, "Taken down", moment).unpublish()
    held_back = story_about(person, "Held back", moment)
    SubjectFactory(story=held_back, agreement=Agreement.ASKED)
    withdrawn = story_about(person, "Withdrawn", moment)
    Subject.objects.filter(story=withdrawn).update(agreement=Agreement.WITHDRAWN)
    SubjectFactory(story=draft_story("Draft"), technician=person)
    assert told(person) == []


def test_it_costs_the_same_for_one_and_for_thirty(person: Technician) -> None:
    costs = []
    for numbers in (range(1), range(1, 30)):
        for number in numbers:
            story_about(person, f"Story {number}", datetime(2026, 1, 1, tzinfo=UTC))
        assert len(told(person)) == numbers[-1] + 1
        with CaptureQueriesContext(connection) as captured:
            told(person)
        costs.append(len(captured))
    assert costs == [1, 1]
