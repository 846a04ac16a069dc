"""The stories of the world that is crawled."""

from typing import Any

from django.utils import timezone
from wagtail.models import Page

from portal.core.models import Theme
from portal.stories.enums import StoryKind
from portal.stories.models import StoryIndexPage, StoryPage
from profiles.models import Department, Skill


def add_stories(home_page: int, skill: Skill, department: Department, theme: Theme) -> dict[str, Any]:
    """Add the index and some stories about a skill and a department; return the keys that addresses are made of."""
    home = Page.objects.get(pk=home_page).specific
    index = home.add_child(instance=StoryIndexPage(title="Stories", slug="stories"))
    stories = [_story(index, f"How the kiln was mended, part {number}") for number in (1, 2)]
    for story in stories:
        story.skills.set([skill])
        story.departments.set([department])
        story.themes.set([theme])
        story.save()
    return {"story_index": index.pk, "story": stories[0].pk, "story_slug": stories[0].slug}


def _story(index: StoryIndexPage, title: str) -> StoryPage:
    story: StoryPage = index.add_child(
        instance=StoryPage(
            title=title,
            summary="It was cold for nine days, and then it was not.",
            kind=StoryKind.STORY,
            body=[
                ("text", "<p>The kiln went cold on a Monday.</p><h2>What was found</h2><p>A wire as thin as hair.</p>"),
                ("quote", {"quote": "It only ever wanted a wire.", "source": "Somebody who knows"}),
            ],
            live=True,
            first_published_at=timezone.now(),
        )
    )
    return story
