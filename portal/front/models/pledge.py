"""The pledge: what was signed, what it means, who stands behind it, and how far it is kept."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from portal.core.address_code import address_code
from portal.core.models import PortalDocument, PortalImage, Theme
from portal.core.pages import BasePage
from portal.core.publishing import Obstacle
from portal.front.blocks import MarkBlock
from portal.front.commitment import commitment_on

from .contact import ContactPage
from .reviewed import ReviewedPage

DISPLAY = "display"


class PledgePage(ReviewedPage):
    """What the university signed, at /pledge/. Endorsements and progress are the current plan's own."""

    signed_on = models.DateField("signed on", null=True, blank=True)
    statement = models.TextField(
        blank=True, max_length=700, help_text="What the university signed, in two or three sentences of its own."
    )
    certificate_picture = models.ForeignKey(
        PortalImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="The certificate, as a picture.",
    )  # fmt: skip
    certificate_document = models.ForeignKey(
        PortalDocument, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="The certificate, as a file to open.",
    )  # fmt: skip
    marks = StreamField([("mark", MarkBlock())], blank=True, verbose_name="other marks held")
    contact_name = models.CharField("named contact", max_length=120, blank=True)
    contact_role = models.CharField("their role", max_length=160, blank=True)
    contact_email = models.EmailField("their address", blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("signed_on"),
                FieldPanel("statement"),
                FieldPanel("certificate_picture"),
                FieldPanel("certificate_document"),
            ],
            heading="What was signed",
        ),
        FieldPanel("body"),
        FieldPanel("marks"),
        MultiFieldPanel(
            [FieldPanel("contact_name"), FieldPanel("contact_role"), FieldPanel("contact_email")], heading="Whom to ask"
        ),
        FieldPanel("reviewed_on"),
    ]
    max_count = 1

    class Meta:
        verbose_name = "pledge"

    def obstacles(self) -> list[Obstacle]:
        """Add what a pledge is nothing without: what was signed and when, and whom to ask."""
        missing = {
            "Say when the university signed.": self.signed_on,
            "Say what the university signed.": self.statement,
            "Name the contact: a person, or the office.": self.contact_name,
            "Give the contact’s address.": self.contact_email,
        }
        return [*super().obstacles(), *(Obstacle(text) for text, value in missing.items() if not value)]

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Return the display's template where `?display` asks for it: a poster and a screen where people walk past."""
        return "front/pledge_display.html" if DISPLAY in request.GET else "front/pledge.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the themes, what the current plan says of itself, and for the display the way here."""
        address = f"{settings.BASE_URL}{self.url or ''}"
        return {
            **super().get_context(request, *args, **kwargs),
            "defined_themes": list(Theme.objects.all()),
            "has_contact": ContactPage.objects.live().exists(),
            "commitment": commitment_on(timezone.localdate()),
            "short_address": address.partition("://")[2].rstrip("/"),
            "address_code": address_code(address) if DISPLAY in request.GET else None,
        }
