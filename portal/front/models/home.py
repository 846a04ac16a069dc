"""The first page."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel

from portal.core.pages import BasePage
from portal.front.home import home_sections


class HomePage(BasePage):
    """The first page: find somebody, the board of skills, some technicians to meet."""

    heading = models.CharField(max_length=120, default="Find the person who knows how")
    introduction = models.TextField(
        max_length=400,
        blank=True,
        default="Technicians run the laboratories, workshops, studios and stages of this university. Meet them here.",
    )

    content_panels = [*BasePage.content_panels, FieldPanel("heading"), FieldPanel("introduction")]
    template = "front/home.html"
    max_count = 1
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = [
        "stories.StoryIndexPage",
        "front.PledgePage",
        "front.ResourcesPage",
        "front.StandardPage",
        "front.AccessibilityPage",
        "front.PrivacyPage",
        "front.CookiesPage",
        "front.ContactPage",
    ]

    class Meta:
        verbose_name = "home page"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the sections fill themselves with."""
        return {**super().get_context(request, *args, **kwargs), **home_sections(request.user)}
