"""What a list shows of a story: one shape for the index, panels, the home page and the page of another story."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from portal.core.models import PortalImage
from portal.core.registries import Card

from .querysets import StoryQuerySet

if TYPE_CHECKING:
    from .models import StoryPage


@dataclass(frozen=True)
class StoryCard:
    """A story in a list. `kind` in words; `on`: when it was first published; `picture` may be missing."""

    title: str
    url: str
    summary: str
    kind: str
    on: date
    picture: PortalImage | None


def story_cards(stories: StoryQuerySet) -> list[StoryCard]:
    """Return the cards of stories in the order given, in one query however many there are.

    `stories` is what `showing()` left: this asks nobody for agreement.
    """
    return [story_card(story) for story in stories.select_related("picture")]


def story_card(story: "StoryPage") -> StoryCard:
    """Return the card of one story, of which the picture was read with it."""
    return StoryCard(
        title=story.title,
        url=story.get_url() or "",
        summary=story.summary,
        kind=story.get_kind_display(),
        on=timezone.localdate(story.first_published_at),
        picture=story.picture,
    )


def plain_cards(stories: StoryQuerySet) -> list[Card]:
    """Return stories as the registries' cards; `stories` as for `story_cards`."""
    return [Card(story.title, story.get_url() or "", f"{story.get_kind_display()}, {_day(story)}") for story in stories]


def _day(story: object) -> str:
    published = timezone.localdate(story.first_published_at)  # type: ignore[attr-defined]
    return f"{published.day} {published:%B %Y}"
