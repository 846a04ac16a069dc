"""Thanks from one person to a technician."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from awards.querysets import ThanksQuerySet
from profiles.models import Technician

MOST_CHARACTERS = 600


class Thanks(models.Model):
    """Short private thanks. The technician reads them, and may keep, show or release them.

    They are shown on the profile only when the technician wants it and the sender said that they may be; a sender can
    take them back, which deletes them. Those released as evidence are offered to whoever nominates the technician.
    """

    technician = models.ForeignKey(Technician, on_delete=models.CASCADE, related_name="thanks")
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="thanks_sent"
    )
    words = models.TextField(max_length=MOST_CHARACTERS)
    may_be_shown = models.BooleanField(
        "may be shown with my name", default=False, help_text="On the technician’s profile, if they want that."
    )
    is_shown = models.BooleanField("shown on the profile", default=False)
    is_evidence = models.BooleanField(
        "released as evidence", default=False, help_text="Whoever nominates the technician may put them in."
    )
    is_kept = models.BooleanField("kept", default=False)
    read_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)

    objects = ThanksQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name_plural = "thanks"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_shown=False) | models.Q(may_be_shown=True), name="awards_shown_as_the_sender_said"
            )
        ]

    def __str__(self) -> str:
        return f"Thanks {self.pk}"


class ThanksChoice(models.Model):
    """Whether a technician is written to when somebody thanks them; without a row they are."""

    technician = models.OneToOneField(Technician, on_delete=models.CASCADE, related_name="thanks_choice")
    wants_mail = models.BooleanField(default=True)

    def __str__(self) -> str:
        return "Mail about thanks" if self.wants_mail else "No mail about thanks"
