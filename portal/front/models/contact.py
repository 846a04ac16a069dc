"""How to reach somebody: a page for everybody, whose form has an address of its own."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from portal.core.pages import BasePage
from portal.front.blocks import TopicBlock
from portal.front.contact_topics import topics_of
from portal.front.page_querysets import ContactManager

from .reviewed import ReviewedPage


class ContactPage(ReviewedPage):
    """What one can write about, who reads it, and the other ways. Addresses of topics are never shown."""

    topics = StreamField([("topic", TopicBlock())], blank=True, help_text="What the form offers to write about.")
    answer_within = models.PositiveSmallIntegerField("answered within", default=3, help_text="In working days.")
    phone = models.CharField("telephone", max_length=40, blank=True)
    place = models.TextField("where to find people", blank=True, max_length=400, help_text="Building, room, hours.")
    otherwise = models.TextField(
        "where there is no address yet",
        max_length=400,
        default="Nobody reads mail from this page yet. Ask at the department’s reception, or ring the switchboard.",
        help_text="Shown in place of the form while no topic has an address and none is set under Name and look.",
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("topics"),
        FieldPanel("answer_within"),
        MultiFieldPanel([FieldPanel("phone"), FieldPanel("place"), FieldPanel("otherwise")], heading="Other ways"),
        FieldPanel("body"),
        FieldPanel("reviewed_on"),
    ]
    template = "front/contact.html"
    max_count = 1
    objects = ContactManager()

    class Meta:
        verbose_name = "contact"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `offered`, the topics that somebody reads, and the form's address."""
        return {
            **super().get_context(request, *args, **kwargs),
            "offered": topics_of(self, request),
            "write_url": reverse("contact_write"),
        }
