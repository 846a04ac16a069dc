"""The first page."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from portal.core.pages import BasePage
from portal.front.blocks.home import composed, filled, home_blocks, pages_of
from portal.front.context import frame_of
from portal.front.home import HomeReader
from profiles.visibility import audience_of


class HomePage(BasePage):
    """The first page, composed of sections that fill themselves."""

    heading = models.CharField(max_length=120, default="Find the person who knows how")
    introduction = models.TextField(
        max_length=400,
        blank=True,
        default="Technicians run the laboratories, workshops, studios and stages of this university. Meet them here.",
    )

    sections = StreamField(
        home_blocks(),
        blank=True,
        block_counts={"lead_story": {"max_num": 1}, "find": {"max_num": 1}},
        help_text="Each fills itself, and stays away while there is nothing to show. None: all of them, in our order.",
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("heading"), FieldPanel("introduction")],
            heading="Words at the top",
            help_text="They stand there unless a lead story comes first.",
        ),
        FieldPanel("sections"),
    ]
    template = "front/home.html"
    max_count = 1
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = [
        "stories.StoryIndexPage",
        "events.EventIndexPage",
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
        """Add the sections that have something to show; `leads`: the first is a story, which is the heading then."""
        chosen = composed(self.sections)
        asked: Any = request
        asked.wanted_pages = pages_of(chosen)
        reader = HomeReader(audience_of(request.user), frame_of(request).pages)
        sections = filled(chosen, reader)
        leads = bool(sections) and sections[0].kind == "lead_story"
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "sections": sections, "leads": leads}
