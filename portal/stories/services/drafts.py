"""Drafts of stories that are made from something: a suggestion, or what another app hands over."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.html import escape
from wagtail.models import Page, Site

from portal.stories.enums import StoryKind
from portal.stories.models import StoryIndexPage, StoryPage, Subject
from profiles.models import Technician

LONGEST_TITLE = 120  # characters
STORIES = "Stories"


class NoPlaceForStoriesError(Exception):
    """There is no page under which stories could stand, and no home page to put one beneath."""


def story_index() -> StoryIndexPage:
    """Return the page under which stories stand, made where it is missing.

    Raises NoPlaceForStoriesError where the site has no page of its own.
    """
    found = StoryIndexPage.objects.order_by("path").first()
    if found is not None:
        return found
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise NoPlaceForStoriesError
    made: StoryIndexPage = site.root_page.add_child(instance=StoryIndexPage(title=STORIES, slug="stories"))
    return made


@transaction.atomic
def draft_story(
    user: Any, *, title: str, text: str, technicians: Iterable[int] = (), kind: StoryKind = StoryKind.STORY
) -> StoryPage:
    """Make a draft of a story out of plain text, and return it.

    `technicians`: keys of those it is about; each becomes a subject who has not been asked yet. Nothing is published.
    """
    story = StoryPage(
        title=" ".join(title.split())[:LONGEST_TITLE] or "A story without a title",
        kind=kind,
        body=[("text", paragraphs(text))] if text.strip() else [],
        live=False,
        has_unpublished_changes=True,
        owner=user,
    )
    story_index().add_child(instance=story)
    for order, person in enumerate(Technician.objects.filter(pk__in=list(technicians)).order_by("pk")):
        Subject.objects.create(
            story=story, technician=person, name=person.display_name, role=person.job_title, email=person.email,
            order=order,
        )  # fmt: skip
    story.save_revision(user=user, log_action="wagtail.create")
    return story


def paragraphs(text: str) -> str:
    """Return plain text as the markup of paragraphs, whatever stands in it escaped."""
    pieces = [" ".join(piece.split()) for piece in text.replace("\r\n", "\n").split("\n\n")]
    return "".join(f"<p>{escape(piece)}</p>" for piece in pieces if piece)


def edit_address(story: Page) -> str:
    """Return where a story is edited."""
    return reverse("wagtailadmin_pages:edit", args=[story.pk])


def receive_story(user: Any, material: Mapping[str, Any]) -> str:
    """Make a draft of what another app hands over, and return where it is edited.

    `material`: 'title', 'text' and, where it is about technicians, their keys as 'technicians'.
    """
    story = draft_story(
        user,
        title=str(material.get("title", "")),
        text=str(material.get("text", "")),
        technicians=material.get("technicians", ()),
    )
    return edit_address(story)
