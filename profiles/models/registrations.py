"""Professional registrations: the types there are, and who is where on the way to one."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from profiles.enums import HELD_STAGES, RegistrationKind, RegistrationStage
from profiles.querysets import RegistrationQuerySet


class RegistrationType(models.Model):
    """A registration, membership, fellowship or statutory role that somebody can hold."""

    post_nominals = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=RegistrationKind.choices)
    licensing_bodies = models.TextField(blank=True, help_text="Who awards it, separated by semicolons.")
    awarding_council = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=120, blank=True)
    rank = models.PositiveSmallIntegerField(
        default=100, help_text="Place in the order after a name: lower stands first."
    )
    renewal = models.TextField(blank=True, help_text="What its holders must do to keep it.")
    source_url = models.URLField(blank=True, help_text="Where these facts stand.")
    confirmed = models.BooleanField(default=True, help_text="Its facts were confirmed from the body's own pages.")

    class Meta:
        ordering = ["rank", "post_nominals"]

    def __str__(self) -> str:
        return f"{self.name} ({self.post_nominals})"


class Registration(models.Model):
    """Where a technician stands with one type. A plain row: it makes no page and keeps no revisions."""

    technician = models.ForeignKey("profiles.Technician", on_delete=models.CASCADE, related_name="registrations")
    type = models.ForeignKey(RegistrationType, on_delete=models.PROTECT, related_name="registrations")
    stage = models.CharField(max_length=12, choices=RegistrationStage.choices, default=RegistrationStage.INTERESTED)
    body = models.CharField("through which body", max_length=120, blank=True)
    awarded_on = models.DateField(null=True, blank=True)
    renewal_due_on = models.DateField(null=True, blank=True)
    renewed_on = models.DateField(
        null=True, blank=True, help_text="The day on which its owner last said that it is renewed; for ‘my year’."
    )
    will_help = models.BooleanField("will help others with this one", default=False)
    certificate_seen_on = models.DateField(
        null=True, blank=True, help_text="When a steward saw the certificate of what stands here now; else empty."
    )

    objects: ClassVar = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["type__rank", "type__post_nominals"]
        constraints = [
            models.UniqueConstraint(fields=["technician", "type"], name="profiles_registration_once"),
            models.CheckConstraint(
                condition=Q(awarded_on__isnull=True)
                | Q(renewal_due_on__isnull=True)
                | Q(renewal_due_on__gt=F("awarded_on")),
                name="profiles_renewal_after_award",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type.post_nominals}: {self.get_stage_display()}"

    @property
    def is_held(self) -> bool:
        """Say whether the letters may stand after the name."""
        return self.stage in HELD_STAGES
