"""The stories of the world that is crawled."""

from typing import Any

from wagtail.models import Page

from portal.core.models import Theme
from portal.stories.enums import StoryKind
from portal.stories.models import StoryIndexPage, StoryPage
from portal.stories.services.suggestions import suggest_story
from profiles.models import Department, Skill

_BODY = [
    ("text", "<p>The kiln went cold on a Monday.</p><h2>What was found</h2><p>A wire as thin as hair.</p>"),
    ("quote", {"quote": "It only ever wanted a wire.", "source": "Somebody who knows"}),
]


def add_stories(home_page: int, skill: Skill, department: Department, theme: Theme, colleague: Any) -> dict[str, Any]:
    """Add the index, stories about a skill and a department, and a suggestion; return what addresses are made of."""
    home = Page.objects.get(pk=home_page).specific
    index = home.add_child(instance=StoryIndexPage(title="Stories", slug="stories"))
    stories = [_story(index, f"How the kiln was mended, part {part}", skill, department, theme) for part in (1, 2)]
    suggested = suggest_story(
        colleague, title="The pump that sang", text="It hummed in B flat.", about="The boiler room"
    )
    return {
        "story_index": index.pk,
        "story": stories[0].pk,
        "story_slug": stories[0].slug,
        "story_suggestion": suggested.pk,
    }


def _story(index: StoryIndexPage, title: str, skill: Skill, department: Department, theme: Theme) -> StoryPage:
    story: StoryPage = index.add_child(
        instance=StoryPage(
            title=title, summary="It was cold for nine days, and then it was not.", kind=StoryKind.STORY, body=_BODY
        )
    )
    story.skills.set([skill])
    story.departments.set([department])
    story.themes.set([theme])
    story.save_revision().publish()
    return StoryPage.objects.get(pk=story.pk)
