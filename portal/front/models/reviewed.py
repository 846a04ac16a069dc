"""What the pages have in common that are written once and looked at again each year."""

import json
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from portal.core.pages import BasePage
from portal.core.publishing import Obstacle
from portal.front.blocks import page_blocks
from portal.front.page_querysets import way_to

_TO_FILL_IN = "<p>["  # a paragraph that begins so


class ReviewedPage(BasePage):
    """A page with a text of blocks and the day on which somebody last read whether it is still true."""

    body = StreamField(page_blocks(), blank=True)
    reviewed_on = models.DateField(
        "last reviewed",
        null=True,
        blank=True,
        help_text="When somebody last read it to the end and found it true. Printed at the side.",
    )

    content_panels = [*BasePage.content_panels, FieldPanel("body"), FieldPanel("reviewed_on")]
    parent_page_types: ClassVar[list[str]] = ["front.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    def obstacles(self) -> list[Obstacle]:
        """Add the words in square brackets that `make_pages` left for the university to replace."""
        text = json.dumps(list(self.body.raw_data), default=str, ensure_ascii=False)
        found = (
            [Obstacle("Put your own words in the place of those in square brackets.")] if _TO_FILL_IN in text else []
        )
        return [*super().obstacles(), *found]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `way`, the pages on the way here."""
        return {**super().get_context(request, *args, **kwargs), "way": way_to(self)}
