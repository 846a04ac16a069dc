"""The pages of events: the two lists, and what each event is."""

from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from events.enums import EventKind, Provider, Shelf
from events.panels import DatesPanel
from events.querysets import EventManager
from portal.core.blocks import VideoBlock, body_blocks
from portal.core.blocks.reading import plain_words
from portal.core.pages import BasePage
from profiles.blocks import TechniciansBlock
from profiles.enums import WordState
from profiles.models import Skill

# Addresses below a list that are no events (`urls`)
TAKEN_SLUGS = ("calendar", "feed", "booking", "month", "speaking")


class EventIndexPage(BasePage):
    """A list of what is on: events at /events/, training at /training/."""

    shelf = models.CharField(
        "what it lists", max_length=10, choices=Shelf.choices, default=Shelf.EVENTS, help_text="One page of each kind."
    )
    introduction = models.TextField(max_length=400, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("shelf"), FieldPanel("introduction")]
    template = "events/index.html"
    max_count = len(Shelf)
    parent_page_types: ClassVar = ["front.HomePage"]
    subpage_types: ClassVar = ["events.EventPage"]

    class Meta:
        verbose_name = "list of events"
        verbose_name_plural = "lists of events"

    def clean(self) -> None:
        """Refuse a second list of the same kind: filters and feeds would miss what is in it."""
        super().clean()
        if EventIndexPage.objects.filter(shelf=self.shelf).exclude(pk=self.pk).exists():
            raise ValidationError({"shelf": f"There is a list of {self.get_shelf_display().lower()} already."})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the events that the address asks for, and the filters."""
        from events.index_page import index_context  # noqa: PLC0415 (it reads models, of which this is one)

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **index_context(self, request.GET)}

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find an event in one query, and not first its plain page and then the event."""
        if len(path_components) == 1:
            event = EventPage.objects.child_of(self).filter(slug=path_components[0]).first()
            if event is not None:
                event.list_page = self
                return event.route(request, [])
        return super().route(request, path_components)


class EventPage(BasePage):
    """What an event or a training is. When and where it takes place, and who comes, are rows (`Occurrence`)."""

    kind = models.CharField(max_length=16, choices=EventKind.choices, default=EventKind.TALK)
    body = StreamField([*body_blocks(), ("technicians", TechniciansBlock())], blank=True)
    skills = ParentalManyToManyField(Skill, blank=True, related_name="events", verbose_name="skills taught or shown")
    for_technicians = models.BooleanField("technicians", default=True)
    for_staff = models.BooleanField("all staff", default=False)
    for_students = models.BooleanField("students", default=False)
    for_public = models.BooleanField(
        "the public", default=False, help_text="People without an account may book by a confirmed email address."
    )
    provider = models.CharField(max_length=12, choices=Provider.choices, default=Provider.OWN)
    provider_name = models.CharField(max_length=120, blank=True, help_text="Who gives it, where it is not us.")
    outside_link = models.URLField(
        blank=True, max_length=300, help_text="Where it is booked or described, where that is not here."
    )
    cost = models.CharField(
        max_length=200, blank=True, help_text="For example ‘Free’, or ‘£40, paid by your department’."
    )
    access = models.TextField(
        "access information",
        max_length=1500,
        blank=True,
        help_text="Steps, lifts, hearing loops, quiet rooms, parking, captions, and whom to ask.",
    )
    recording = StreamField(
        StreamBlock([("video", VideoBlock())], max_num=1, required=False),
        blank=True,
        help_text="After the event. It needs captions or its words in writing.",
    )
    not_recorded = models.BooleanField(
        "please do not record", default=False, help_text="Shown on the page, in mails and on the sign-in sheet."
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("kind"),
        DatesPanel(heading="Dates and bookings"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("for_technicians", "for_staff", "for_students", "for_public")],
            heading="Who it is for",
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("provider", "provider_name", "outside_link", "cost")],
            heading="Who gives it, and what it costs",
        ),
        FieldPanel("access"),
        MultiFieldPanel([FieldPanel("not_recorded"), FieldPanel("recording")], heading="Recording"),
    ]
    promote_panels = [*BasePage.promote_panels, FieldPanel("skills")]
    template = "events/event.html"
    parent_page_types: ClassVar = ["events.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    objects = EventManager()

    class Meta:
        verbose_name = "event"

    def search_text(self) -> str:
        """Return what the search of the site knows of it: no speakers, who may take their agreement back."""
        parts = [self.summary, self.get_kind_display(), self.provider_name, self.cost, self.access]
        parts += [skill.name for skill in self.skills.all() if skill.state == WordState.APPROVED]
        return " ".join(str(part) for part in [*parts, *plain_words(self.body, self.recording)] if part)

    @cached_property
    def list_page(self) -> Page | None:
        """Return the list that it stands in; None of an event that was not saved yet."""
        parent: Page | None = self.get_parent() if self.path else None
        return parent

    def clean(self) -> None:
        """Refuse what nobody could make sense of: a provider without a name, an event for nobody, a taken address."""
        super().clean()
        problems: dict[str, str] = {}
        if self.provider != Provider.OWN and not self.provider_name.strip():
            problems["provider_name"] = "Say who gives it."
        if not any((self.for_technicians, self.for_staff, self.for_students, self.for_public)):
            problems["for_technicians"] = "Say who it is for."
        if self.not_recorded and self.recording:
            problems["recording"] = "The event was not to be recorded. Take that note away first, or the recording."
        if self.slug in TAKEN_SLUGS:
            problems["slug"] = f"‘{self.slug}’ is another page here. Choose another address."
        if problems:
            raise ValidationError(cast("Any", problems))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add its dates, who speaks, and what stands around."""
        from events.event_page import event_context  # noqa: PLC0415 (it reads models, of which this is one)

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **event_context(self, request)}
