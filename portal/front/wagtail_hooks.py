"""Hooks of the roof into the Wagtail admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from portal.front.admin_home import WaitingPanel
from portal.front.permissions import may_see_reads
from portal.front.reading import reads_of
from portal.front.viewsets.promoted import PromotedResultViewSet
from portal.front.viewsets.reads import ReadsViewSet

hooks.register("register_admin_viewset", ReadsViewSet)
register_snippet(PromotedResultViewSet)


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """Begin the first screen with what needs whoever came."""
    panels.append(WaitingPanel())


@hooks.register("register_page_header_buttons")
def say_how_often_it_is_read(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Say in the menu over a page how often it was read of late, which leads to the report."""
    if page.live and may_see_reads(user):
        days, number = reads_of(page)
        words = f"Read {number:,} times in {days} days"
        yield Button(words, url=f"{reverse('reads:index')}?days={days}", icon_name="view", priority=90)
