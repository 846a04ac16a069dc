"""The checker beside the editor and in previews: there for each page type, with our rules."""

import json
import re
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page

from portal.front.models import HomePage, StandardPage
from portal.stories.models import StoryIndexPage, StoryPage
from tests.outputs.crawl import client_of
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.django_db
WANTED = {"heading-order", "empty-heading", "link-name", "image-alt"}


def _configuration(html: str) -> dict[str, Any]:
    """Return what the checker is told on a page."""
    told = re.search(r'<script id="checker-axe-configuration" type="application/json">(.*?)</script>', html, re.DOTALL)
    assert told
    found: dict[str, Any] = json.loads(told[1])
    return found


def test_it_is_beside_the_editor_and_in_the_preview_of_each_type(world: Any) -> None:
    pages = {type(page): page for page in Page.objects.filter(depth__gt=1).specific()}
    assert {HomePage, StandardPage, StoryIndexPage, StoryPage} <= set(pages)
    for page in pages.values():
        _is_checked(world, page)


def _is_checked(world: Any, page: Page) -> None:
    editor = client_of(world, Viewer.SUPERUSER)
    screen = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    preview = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    for html in (screen, preview):
        told = _configuration(html)
        assert set(told["options"]["runOnly"]) >= WANTED
        assert told["messages"]["heading-order"]["error_name"] == "A heading skips a level"
