"""Models of the ground: the editors' pictures and documents, themes, branding, the outbox, runs of jobs."""

import secrets
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.documents.models import AbstractDocument, Document
from wagtail.fields import RichTextField
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from .branding import DEFAULT_ACCENT, DEFAULT_WALL, contrast_problems, validate_colour
from .enums import CalendarMethod, JobOutcome, MailState, People
from .picture_files import CleanFile, library_file
from .querysets import PictureQuerySet


def _random_name(filename: str) -> str:
    return f"{secrets.token_urlsafe(18)}.{filename.rpartition('.')[2].lower()[:5]}"


class PortalImage(AbstractImage):
    """A picture in the editors' library. Photos of technicians are kept apart (`profiles.Photo`).

    One that shows people who can be recognised needs their consent, in words and with its last day; without, or once
    it has run out, it is neither published nor drawn.
    """

    alt_text = models.CharField(
        "alternative text",
        max_length=250,
        blank=True,
        help_text="What the picture shows, for people who cannot see it. Leave empty only where it is decoration.",
    )
    credit = models.CharField(max_length=200, blank=True, help_text="Who made it, as it should be printed.")
    people = models.CharField(
        "who can be seen in it",
        max_length=10,
        choices=People.choices,
        default=People.NOT_SAID,
        help_text="A picture cannot be published before this is said.",
    )
    consent = models.CharField(
        max_length=300,
        blank=True,
        help_text="Who agreed to what, and where that is kept. Needed where people can be recognised.",
    )
    consent_until = models.DateField(
        "consent until", null=True, blank=True, help_text="The last day of the consent. Empty: it has no end."
    )

    admin_form_fields = (*Image.admin_form_fields, "alt_text", "credit", "people", "consent", "consent_until")
    objects = PictureQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = "picture"
        permissions: ClassVar = [("choose_image", "Can choose picture")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep of a new file its pixels alone: what a camera writes into one tells where somebody was.

        Raises ValidationError where it is no picture; the form has said so before.
        """
        file: Any = self.file  # type: ignore[has-type]
        if file and not file._committed and not isinstance(file.file, CleanFile):
            file.file.seek(0)
            self.file = library_file(file.file.read())
        super().save(*args, **kwargs)

    def get_upload_to(self, filename: str) -> str:
        """Return a name that nobody can guess: the public never gets this file, see `pictures.picture_address`."""
        return f"original_images/{_random_name(filename)}"

    @property
    def default_alt_text(self) -> str:
        """Return the text that editors wrote, never the file's title."""
        return self.alt_text

    def may_be_shown(self, on: date) -> bool:
        """Say whether it may be seen by the public on a day: nobody is in it, or those who are agreed until then."""
        if self.people == People.NOBODY:
            return True
        agreed = self.people == People.SEEN and bool(self.consent)
        return agreed and (self.consent_until is None or self.consent_until >= on)


class PortalRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    def get_upload_to(self, filename: str) -> str:
        """Return a name that tells nothing of the picture's own file."""
        return f"images/{_random_name(filename)}"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="core_rendition_once")
        ]


class PortalDocument(AbstractDocument):
    """A file that editors publish."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        permissions: ClassVar = [("choose_document", "Can choose document")]


class Theme(models.Model):
    """A theme of the Technician Commitment, shared by plan, stories and events."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    definition = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


@register_setting(icon="view")
class Branding(BaseSiteSetting):
    """A university's own name, mark and two colours; everything else is derived from them."""

    site_name = models.CharField(max_length=80, default="Technicians")
    university_name = models.CharField(max_length=120, default="University")
    strapline = models.CharField(
        max_length=160, default="Nothing here is discovered, performed or built without a technician."
    )
    contact_email = models.EmailField("technician office's email address", blank=True)
    logo = models.ForeignKey(
        PortalImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Square works best. Without one the first letter of the name is drawn.",
    )
    wall = models.CharField(
        "wall colour",
        max_length=7,
        default=DEFAULT_WALL,
        validators=[validate_colour],
        help_text="A pale colour for large grounds, as #d3dfca. Text on it must stay readable.",
    )
    accent = models.CharField(
        "accent colour",
        max_length=7,
        default=DEFAULT_ACCENT,
        validators=[validate_colour],
        help_text="For buttons and marks, as #b03109. It must stand out on the wall and on white.",
    )
    welcome = RichTextField(blank=True, features=["bold", "italic", "link"])

    panels = [
        MultiFieldPanel(
            [FieldPanel("site_name"), FieldPanel("university_name"), FieldPanel("strapline")], heading="Name"
        ),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("wall"), FieldPanel("accent")], heading="Look"),
        FieldPanel("contact_email"),
    ]

    class Meta:
        verbose_name = "name and look"

    @classmethod
    def seen_at(cls, site: Any, **asked: Any) -> "Branding":
        """Return the look of a site (None: there is none), or the defaults where nobody has saved one.

        `asked`: what else every page wants to know, as expressions, so that it costs no query of its own; the
        defaults come without it. `for_site` would write a row on the first visit, and reading a page writes nothing.
        """
        return cls.objects.select_related("logo").annotate(**asked).filter(site=site).first() or cls(site=site)

    def clean(self) -> None:
        """Refuse colours on which somebody could not read (WCAG 2.2, 1.4.3 and 1.4.11)."""
        super().clean()
        problems = contrast_problems(self.wall, self.accent)
        if problems:
            raise ValidationError(problems)
        if self.logo and not self.logo.may_be_shown(timezone.localdate()):
            raise ValidationError(
                {"logo": "Say of this picture, in the library, who can be seen in it: until then it is not shown."}
            )


class OutboxMail(models.Model):
    """A mail that waits for its transaction to commit, and is then sent once.

    The unique key stops the same notice from being written twice, and the fixed Message-ID lets the receiving side
    drop a copy where the mail server was told twice (SMTP is at-least-once).
    """

    key = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    reply_to = models.EmailField(blank=True, help_text="Who is answered: somebody who asked a question.")
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    secret = models.BooleanField(
        default=False,
        help_text="Holds a code, a link that signs somebody in, or a visitor's words: they go once it is sent.",
    )
    calendar = models.TextField(blank=True, help_text="A calendar file that goes with it (RFC 5545).")
    calendar_method = models.CharField(
        max_length=10, choices=CalendarMethod.choices, blank=True, help_text="What the file asks for (RFC 5546)."
    )
    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.WAITING, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(calendar="", calendar_method="")
                | (~models.Q(calendar="") & ~models.Q(calendar_method="")),
                name="core_calendar_with_its_method",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.state})"


class JobRun(models.Model):
    """The last run of a job, which is also the lock that keeps two from running at once."""

    key = models.CharField(max_length=100, unique=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=JobOutcome.choices, default=JobOutcome.NEVER)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.key}: {self.get_outcome_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep notes short: they are a line in a table, the log has the rest."""
        self.note = self.note[:2000]
        super().save(*args, **kwargs)
