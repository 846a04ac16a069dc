"""Pages of plain text: a policy, 'about', 'for managers', the chart of values."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel

from portal.front.enums import SideList
from portal.front.page_querysets import beside

from .reviewed import ReviewedPage


class StandardPage(ReviewedPage):
    """A page of blocks, with a list of pages at its side where its editor wants one."""

    side_list = models.CharField("list at the side", max_length=10, choices=SideList.choices, default=SideList.CHILDREN)

    content_panels = [*ReviewedPage.content_panels, FieldPanel("side_list")]
    template = "front/standard.html"
    parent_page_types: ClassVar = ["front.HomePage", "front.StandardPage"]
    subpage_types: ClassVar = ["front.StandardPage"]

    class Meta:
        verbose_name = "standard page"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `beside`, the pages of the list at its side."""
        return {**super().get_context(request, *args, **kwargs), "beside": beside(self, SideList(self.side_list))}
