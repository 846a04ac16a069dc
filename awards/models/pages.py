"""The pages of awards: the list, and what each scheme is."""

from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from awards.enums import SchemeKind
from awards.querysets import SchemeManager
from portal.core.blocks import body_blocks
from portal.core.pages import BasePage

# Addresses below the list that are no schemes (`urls`)
TAKEN_SLUGS = ("alerts", "honoured", "honours", "nominations", "nominees", "seconding", "thanks")


class AwardIndexPage(BasePage):
    """The list of schemes at /awards/: what is open, what comes, and the awards of other bodies."""

    introduction = models.TextField(max_length=400, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    template = "awards/index.html"
    max_count = 1
    parent_page_types: ClassVar = ["front.HomePage"]
    subpage_types: ClassVar = ["awards.SchemePage"]

    class Meta:
        verbose_name = "list of awards"
        verbose_name_plural = "lists of awards"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the schemes, and where each stands."""
        from awards.index_page import index_context  # noqa: PLC0415 (it reads models, of which this is one)

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **index_context(self)}


class SchemePage(BasePage):
    """What an award is: our own, whose rounds are rows, or another body's, with its usual dates."""

    kind = models.CharField("whose it is", max_length=8, choices=SchemeKind.choices, default=SchemeKind.INTERNAL)
    body = StreamField(body_blocks(), blank=True)
    who_may_enter = models.TextField(max_length=1500, blank=True, help_text="Who can be nominated or can enter.")
    awarding_body = models.CharField(max_length=200, blank=True, help_text="Who gives it, where it is not us.")
    categories_in_words = models.CharField(
        "categories", max_length=500, blank=True, help_text="Of another body’s award; ours have theirs in each round."
    )
    usual_dates = models.CharField(
        max_length=300, blank=True, help_text="For example ‘Each year, opens in October, closes in January’."
    )
    next_opens_on = models.DateField("next opens on", null=True, blank=True)
    next_closes_on = models.DateField("next closes on", null=True, blank=True)
    outside_link = models.URLField("link", blank=True, max_length=300, help_text="Where another body describes it.")
    checked_on = models.DateField(
        "last checked on", null=True, blank=True, help_text="When somebody last read the awarding body’s own page."
    )
    has_ended = models.BooleanField("no longer given", default=False, help_text="Kept for its winners, not promoted.")

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("kind"),
        FieldPanel("body"),
        FieldPanel("who_may_enter"),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "awarding_body", "categories_in_words", "usual_dates", "next_opens_on", "next_closes_on",
                    "outside_link", "checked_on", "has_ended",
                )
            ],
            heading="An award of another body",
        ),
    ]  # fmt: skip
    template = "awards/scheme.html"
    parent_page_types: ClassVar = ["awards.AwardIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    objects = SchemeManager()

    class Meta:
        verbose_name = "award scheme"

    @property
    def is_internal(self) -> bool:
        """Say whether it is our own."""
        return self.kind == SchemeKind.INTERNAL

    @property
    def also_found_by(self) -> list[str]:
        """Return what the search of the site knows of it besides its summary and body."""
        return [self.awarding_body, self.who_may_enter, self.categories_in_words]

    def clean(self) -> None:
        """Refuse what nobody could use: another body's award without its name, dates the wrong way round."""
        super().clean()
        problems: dict[str, str] = {}
        if not self.is_internal and not self.awarding_body.strip():
            problems["awarding_body"] = "Say who gives it."
        if self.next_opens_on and self.next_closes_on and self.next_closes_on < self.next_opens_on:
            problems["next_closes_on"] = "It closes before it opens."
        if self.slug in TAKEN_SLUGS:
            problems["slug"] = f"‘{self.slug}’ is another page here. Choose another address."
        if problems:
            raise ValidationError(cast("Any", problems))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add its rounds, its honours, and what stands around."""
        from awards.scheme_page import scheme_context  # noqa: PLC0415 (it reads models, of which this is one)

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **scheme_context(self, request)}
