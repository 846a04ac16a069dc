"""What stands around every page, and editors may change: navigation, footer, the announcement."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import CharBlock, ListBlock, StructBlock
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page

from portal.core.blocks import LinkBlock
from portal.front.enums import AnnouncementKind


class FooterGroupBlock(StructBlock):
    """A headed list of links."""

    title = CharBlock(max_length=60)
    links = ListBlock(LinkBlock(), min_num=1, max_num=8)

    class Meta:
        icon = "list-ul"


@register_setting(icon="list-ul", order=200)
class Navigation(BaseSiteSetting):
    """The links in the header and the footer of every page; the built-in ones where nothing is set."""

    links = StreamField(
        [("link", LinkBlock())],
        blank=True,
        max_num=8,
        verbose_name="main navigation",
        help_text="Empty: technicians, stories, events, awards, our commitment, resources, each where there is one.",
    )
    footer = StreamField(
        [("group", FooterGroupBlock())],
        blank=True,
        max_num=4,
        help_text="Empty: people, for technicians, our commitment. Accessibility, privacy, cookies and contact are "
        "added at the foot by themselves.",
    )

    panels = [FieldPanel("links"), FieldPanel("footer")]

    class Meta:
        verbose_name = "navigation and footer"


@register_setting(icon="warning", order=210)
class Announcement(BaseSiteSetting):
    """One line above the header of every page, for some days."""

    text = models.CharField(max_length=200, blank=True, help_text="One sentence. Empty: nothing is shown.")
    kind = models.CharField(max_length=8, choices=AnnouncementKind.choices, default=AnnouncementKind.NEWS)
    link_label = models.CharField("words of the link", max_length=60, blank=True)
    link_page = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name="page it leads to"
    )
    link_address = models.CharField(
        "or an address",
        max_length=300,
        blank=True,
        validators=[
            RegexValidator(
                r"^(/(?!/)|https?://)[^\s\\]*$",
                "Begin with / for a page of this site, or with https:// for another.",
            )
        ],
    )
    shown_from = models.DateTimeField("from", null=True, blank=True, help_text="Time in the UK. Empty: at once.")
    shown_until = models.DateTimeField("until", null=True, blank=True, help_text="Time in the UK. Empty: no end.")

    panels = [
        FieldPanel("text"),
        FieldPanel("kind"),
        MultiFieldPanel(
            [FieldPanel("link_label"), FieldPanel("link_page"), FieldPanel("link_address")], heading="Link"
        ),
        MultiFieldPanel([FieldPanel("shown_from"), FieldPanel("shown_until")], heading="When"),
    ]

    class Meta:
        verbose_name = "announcement"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(shown_from=None)
                | models.Q(shown_until=None)
                | models.Q(shown_until__gt=models.F("shown_from")),
                name="front_announcement_ends_after_it_begins",
                violation_error_message="It ends before it begins.",
            )
        ]

    def clean(self, *args: Any) -> None:
        """Refuse a link to two places, without words, or words that lead nowhere."""
        super().clean()
        places = bool(self.link_page) + bool(self.link_address)
        if places == 2:
            raise ValidationError({"link_address": "Choose a page or type an address, not both."})
        if bool(places) != bool(self.link_label):
            raise ValidationError({"link_label": "A link needs both words and a place to lead to."})
