"""Hooks of stories into the Wagtail admin: registrations only, the screens are in `viewsets`."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.widgets import Button

from portal.stories.audit import register_actions
from portal.stories.models import StoryPage
from portal.stories.page_hooks import (
    refuse_aliases,
    say_that_copies_are_drafts,
    take_people_with_stories,
    take_people_with_story,
)
from portal.stories.permissions import may_take_pack
from portal.stories.viewsets.people import StoryPeopleViewSet
from portal.stories.viewsets.suggestions import SuggestionsViewSet

hooks.register("register_log_actions", register_actions)
hooks.register("register_admin_viewset", lambda: [SuggestionsViewSet(), StoryPeopleViewSet()])
hooks.register("before_copy_page", refuse_aliases)
hooks.register("after_copy_page", say_that_copies_are_drafts)
hooks.register("before_delete_page", take_people_with_story)
hooks.register("before_bulk_action", take_people_with_stories)


@hooks.register("register_page_header_buttons")
def offer_pack(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Offer the cleared pack beside a story that the public sees."""
    if isinstance(page, StoryPage) and page.may_be_seen() and may_take_pack(user, page):
        address = reverse("story_pack", args=[page.pk])
        yield Button("Download the cleared pack", address, icon_name="download", priority=60)
