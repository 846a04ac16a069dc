"""What the index and the page of a story show, besides what editors wrote there."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from profiles.enums import WordState

from .addresses import stories_url
from .cards import StoryCard, story_cards
from .enums import StoryKind
from .finding import FILTERS, Told, chips_of, facets_of, read_asked
from .linked_data import story_json_ld
from .plain_text import text_of
from .querysets import StoryQuerySet

PAGE_SIZE = 13  # one that leads, and twelve that fill two columns or three
MOST_RELATED = 3
WORDS_A_MINUTE = 220


def told_stories(stories: StoryQuerySet) -> list[Told]:
    """Return what stories are found by, the latest first, in four queries however many there are.

    A story of a department counts for all above it too.
    """
    rows = stories.latest_first().values_list("pk", "kind", "first_published_at")
    found: dict[int, dict[str, dict[str, str]]] = {}
    for pk, kind, published in rows:
        year = str(timezone.localdate(published).year)
        found[pk] = {name: {} for name in FILTERS} | {"kind": {kind: StoryKind(kind).label}, "year": {year: year}}
    for name, words in stories.words_by_filter().items():
        for pk, slug, label in words:
            if pk in found and slug:
                found[pk][name][slug] = label
    return [Told(pk, values) for pk, values in found.items()]


def index_context(stories: StoryQuerySet, asked_for: QueryDict) -> dict[str, Any]:
    """Return what the index shows of stories (those that `showing()` left), as its address asks."""
    told = told_stories(stories)
    asked = read_asked(asked_for, told)
    found = [story.pk for story in told if asked.fits(story)]
    page = Paginator(found, PAGE_SIZE).get_page(asked_for.get("page"))
    facets = facets_of(told, asked)
    cards = story_cards(stories.filter(pk__in=list(page.object_list)).latest_first()) if found else []
    leads = bool(cards) and page.number == 1 and not asked.is_narrowed
    return {
        "found": page,
        "lead": cards[0] if leads else None,
        "cards": cards[1:] if leads else cards,
        "facets": facets,
        "chips": chips_of(facets, asked),
        "is_narrowed": asked.is_narrowed,
        "query_string": asked.address(),
    }


@dataclass(frozen=True)
class StoryLink:
    """A skill, department or theme of a story, and where it leads."""

    name: str
    url: str


def related_stories(stories: StoryQuerySet, pk: int) -> tuple[bool, list[StoryCard]]:
    """Return whether any story has something in common with this one, and those that have most; else the latest.

    Scored in SQL: a skill in common weighs three, a department two, a theme one.
    """
    nearest = stories.exclude(pk=pk).with_in_common(pk).order_by("-in_common", "-first_published_at", "-pk")
    top = list(nearest.values_list("pk", "in_common")[:MOST_RELATED])
    alike = [key for key, score in top if score]
    wanted = alike or [key for key, _ in top]
    cards = story_cards(nearest.filter(pk__in=wanted)) if wanted else []
    return bool(alike), cards


def minutes_to_read(text: str) -> int:
    """Return how many minutes a text takes to read, at least one."""
    return max(1, round(len(text.split()) / WORDS_A_MINUTE))


def story_context(story: Any) -> dict[str, Any]:
    """Return what stands around the text of a story: the page, or a version of it that is looked at before."""
    index = stories_url()
    is_alike, related = related_stories(type(story).objects.showing(), story.pk)
    on = timezone.localdate(story.first_published_at) if story.first_published_at else None
    return {
        "kind": story.get_kind_display(),
        "on": on,
        "minutes": minutes_to_read(story.body_text or text_of(story.body)),
        "themes": [StoryLink(theme.name, f"{index}?theme={theme.slug}") for theme in story.themes.all()],
        "skills": [
            StoryLink(skill.name, reverse("skill", args=[skill.slug]))
            for skill in story.skills.all()
            if skill.state == WordState.APPROVED
        ],
        "departments": [
            StoryLink(department.name, f"{reverse('technicians')}?department={department.slug}")
            for department in story.departments.all()
        ],
        "index_url": index,
        "related": related,
        "is_alike": is_alike,
        "json_ld": story_json_ld(story, story.picture) if on else "",
    }
