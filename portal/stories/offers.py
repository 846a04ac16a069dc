"""What stories offer to the other apps' pages: cards for a technician, a skill, a theme, a department."""

from collections.abc import Iterable
from typing import Literal

from portal.core.registries import Card, Handoff, Panel, Related, handoffs, panels, related

from .cards import plain_cards
from .models import StoryPage
from .services.drafts import receive_story

MOST = 4  # in a panel


def _of_technician(pk: int, audience: str) -> Iterable[Card]:
    """Return stories in which a technician appears, who agreed to it; everybody sees the same."""
    return plain_cards(StoryPage.objects.showing().about_technician(pk).latest_first()[:MOST])


def _of_skill(pk: int, audience: str) -> Iterable[Card]:
    return plain_cards(StoryPage.objects.showing().about_skill(pk).latest_first()[:MOST])


def _related(subject: Literal["theme", "skill", "department"], pk: int, limit: int) -> Iterable[Card]:
    stories = StoryPage.objects.showing()
    about = {"theme": stories.about_theme, "skill": stories.about_skill, "department": stories.about_department}
    return plain_cards(about[subject](pk).latest_first()[:limit])


def register_offers() -> None:
    """Fill in the registries."""
    panels.register(Panel("stories", "In the stories", "technician", _of_technician))
    panels.register(Panel("stories_skill", "Stories", "skill", _of_skill))
    related.register(Related("stories", "Stories", _related))
    handoffs.register(Handoff("story_draft", "Make this into a story", receive_story))
