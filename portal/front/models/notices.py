"""Privacy and cookies: what this software does is said by the software, so that it stays true."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from portal.core.publishing import Obstacle
from portal.front.cookies import cookies
from portal.front.held_data import held_data

from .reviewed import ReviewedPage


class PrivacyPage(ReviewedPage):
    """What is held of people. What and how long comes from the registry; on what ground only the university can say."""

    basis = RichTextField(
        "lawful basis",
        blank=True,
        features=["bold", "italic", "link", "ol", "ul"],
        help_text="On what ground the university holds this, as its data protection officer decided.",
    )
    officer_role = models.CharField(
        "data protection officer", max_length=160, blank=True, help_text="The office or the role, as people know it."
    )
    officer_email = models.EmailField("their address", blank=True)

    log_kept_for = models.CharField(
        "how long the web server’s log is kept",
        max_length=60,
        blank=True,
        help_text="It holds network addresses. Ask those who run the server: ‘14 days’.",
    )

    content_panels = [
        *ReviewedPage.content_panels,
        MultiFieldPanel(
            [FieldPanel(name) for name in ("basis", "officer_role", "officer_email", "log_kept_for")],
            heading="What the university says",
        ),
    ]
    template = "front/privacy.html"
    max_count = 1

    class Meta:
        verbose_name = "privacy notice"

    def obstacles(self) -> list[Obstacle]:
        """Add what the university has to say before this is a notice (UK GDPR, article 13)."""
        missing = {
            "Say on what lawful basis the university holds what this notice lists.": self.basis,
            "Name the data protection officer, by role.": self.officer_role,
            "Give the address at which the data protection officer is reached.": self.officer_email,
            "Say how long the web server’s log is kept.": self.log_kept_for,
            "Say when the notice was last reviewed.": self.reviewed_on,
        }
        return [*super().obstacles(), *(Obstacle(text) for text, value in missing.items() if not value)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `held`: what each part of the portal keeps of a person, and for how long."""
        return {**super().get_context(request, *args, **kwargs), "held": held_data()}


class CookiesPage(ReviewedPage):
    """Which cookies there are, read from the settings that set them."""

    template = "front/cookies.html"
    max_count = 1

    class Meta:
        verbose_name = "cookies"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `cookies`, each with what it is for and how long it stays."""
        return {**super().get_context(request, *args, **kwargs), "cookies": cookies()}
