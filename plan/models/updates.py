"""What was said of an action over time. The latest says how it is going."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from plan.enums import ActionStatus, UpdateSource
from plan.querysets import UpdateQuerySet

from .actions import Action


class Update(models.Model):
    """How an action was going on a day, with a note; written once, by a person, an import or the portal itself."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    on = models.DateField("date", default=timezone.localdate)
    status = models.CharField(max_length=12, choices=ActionStatus.choices)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=10, choices=UpdateSource.choices, default=UpdateSource.PERSON)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    author_words = models.CharField(
        max_length=160, blank=True, help_text="Who said it, as the public reads it: a role or an office, not a person."
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = UpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-created_at", "-pk"]
        indexes = [models.Index(fields=["action", "-on", "-created_at"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=ActionStatus.STOPPED) | ~Q(note=""),
                name="plan_stopped_says_why",
                violation_error_message="Say why it was stopped.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.get_status_display()}"
