"""The technician: what the staff list says, and what they say of themselves. People are rows, never pages."""

import secrets
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from profiles.enums import CLAIMED_STATES, Audience, OfferKind, ProfileState, Section
from profiles.identifiers import validate_orcid
from profiles.querysets import TechnicianQuerySet

from .places import Building, Campus, Department

INVITATION_DAYS = 30


class Technician(models.Model):
    """One person on the staff list, with or without an account.

    Three kinds of field stand here: the staff list's own (written by the import), those the technician may change
    (then named in `typed_fields`, and the import leaves them alone), and the profile's words, which no list knows.
    """

    # --- the staff list
    staff_number = models.CharField(max_length=40, unique=True)
    sso_id = models.CharField("SSO identifier", max_length=150, unique=True, null=True, blank=True)
    email = models.EmailField("work email")
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100)
    job_title = models.CharField(max_length=150, blank=True)
    grade = models.CharField(max_length=40, blank=True, help_text="Never shown, to nobody but stewards.")
    job_family = models.CharField(max_length=80, blank=True)
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="technicians"
    )
    manager = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="managed")
    start_date = models.DateField(null=True, blank=True)
    end_date = models.DateField(null=True, blank=True)
    # --- from the staff list until the technician types their own
    preferred_name = models.CharField("preferred given name", max_length=100, blank=True)
    campus = models.ForeignKey(Campus, null=True, blank=True, on_delete=models.PROTECT, related_name="technicians")
    building = models.ForeignKey(Building, null=True, blank=True, on_delete=models.PROTECT, related_name="technicians")
    room = models.CharField(max_length=60, blank=True)
    # --- the technician's own words
    pronouns = models.CharField(max_length=40, blank=True)
    headline = models.CharField("one-line introduction", max_length=140, blank=True)
    about = models.TextField("what I do", max_length=4000, blank=True)
    ask_me_about = models.JSONField(default=list, blank=True, help_text="Short phrases, in the order to be shown.")
    working_pattern = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    orcid = models.CharField("ORCID iD", max_length=19, blank=True, validators=[validate_orcid])
    # --- keeping
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="technician"
    )
    slug = models.SlugField(max_length=140, unique=True)
    state = models.CharField(max_length=10, choices=ProfileState.choices, default=ProfileState.INVITED, db_index=True)
    state_before_left = models.CharField(max_length=10, choices=ProfileState.choices, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    typed_fields = models.JSONField(
        default=list, blank=True, help_text="Fields the technician typed: no import changes them."
    )
    prompts_put_away = models.JSONField(
        default=list, blank=True, help_text="What its owner does not want to be asked for (`completeness`)."
    )
    version = models.PositiveIntegerField(
        default=1, help_text="Rises with each save of the profile; two tabs are told apart by it."
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    profile_updated_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(
        null=True, blank=True, help_text="When its owner last said that the profile is still correct."
    )
    stale_mails = models.PositiveSmallIntegerField(
        default=0, help_text="How many mails have asked whether it is, since it was last changed or confirmed."
    )
    stale_mailed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = TechnicianQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="profiles_technician_email_once"),
            models.CheckConstraint(
                condition=models.Q(end_date__isnull=True)
                | models.Q(start_date__isnull=True)
                | models.Q(end_date__gte=models.F("start_date")),
                name="profiles_end_after_start",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=CLAIMED_STATES) | models.Q(user__isnull=False),
                name="profiles_claimed_has_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.display_name} ({self.staff_number})"

    def get_absolute_url(self) -> str:
        """Return the address of the public page (which may be there for nobody)."""
        return reverse("technician", args=[self.slug])

    @property
    def last_kept(self) -> datetime:
        """Return when its owner last changed the profile or said that it is still correct."""
        return max(self.profile_updated_at, self.confirmed_at or self.profile_updated_at)

    @property
    def listed_name(self) -> str:
        """Return the name on the staff list, for those who know it without the profile."""
        return " ".join(part for part in (self.given_name, self.family_name) if part)

    @property
    def chosen_name(self) -> str:
        """Return the given name that its owner goes by; nothing for somebody who has one name only."""
        return self.preferred_name or self.given_name

    @property
    def called(self) -> str:
        """Return how a mail begins: the chosen name, or the only one there is."""
        return self.chosen_name or self.family_name

    @property
    def display_name(self) -> str:
        """Return the name as its owner wants it read: preferred given name, family name."""
        return " ".join(part for part in (self.chosen_name, self.family_name) if part)

    def chosen_audiences(self) -> dict[str, str]:
        """Return the audience of each section of which its owner chose one, as read with the row or by a query."""
        read: dict[str, str] | None = getattr(self, "read_audiences", None)
        return {row.section: row.audience for row in self.audiences.all()} if read is None else read

    def told_offers(self) -> list[tuple[str, str, str]]:
        """Return kind, its label and the words of each offer, as read with the row or by a query."""
        read: dict[str, str] | None = getattr(self, "read_offers", None)
        held = {row.kind: row.words for row in self.offers.all()} if read is None else read
        return [(kind, OfferKind(kind).label, words) for kind, words in sorted(held.items())]


class OldSlug(models.Model):
    """A former address of somebody's page, which redirects to the present one."""

    slug = models.SlugField(max_length=140, unique=True)
    technician = models.ForeignKey(Technician, on_delete=models.CASCADE, related_name="old_slugs")

    def __str__(self) -> str:
        return self.slug


class SectionAudience(models.Model):
    """Who may see one section. No row means only its owner."""

    technician = models.ForeignKey(Technician, on_delete=models.CASCADE, related_name="audiences")
    section = models.CharField(max_length=20, choices=Section.choices)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.ONLY_ME)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["technician", "section"], name="profiles_section_audience_once"),
            models.CheckConstraint(condition=models.Q(audience__in=Audience.values), name="profiles_audience_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_section_display()}: {self.get_audience_display()}"


class Invitation(models.Model):
    """A link sent to a work address, with which its owner claims the profile. Used once, and it expires."""

    technician = models.ForeignKey(Technician, on_delete=models.CASCADE, related_name="invitations")
    token = models.CharField(max_length=64, unique=True, default=secrets.token_urlsafe, editable=False)
    email = models.EmailField()
    sent_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return f"Invitation of {self.technician_id} on {self.sent_at:%d %B %Y}"

    def clean(self) -> None:
        """Send only to the address on the staff list."""
        if self.email.lower() != self.technician.email.lower():
            raise ValidationError({"email": "An invitation goes to the work address on the staff list."})

    @property
    def expires_at(self) -> datetime:
        """Return when the link stops working."""
        return self.sent_at + timedelta(days=INVITATION_DAYS)

    @property
    def is_open(self) -> bool:
        """Say whether the link still works."""
        return not self.used_at and not self.revoked_at and timezone.now() < self.expires_at
