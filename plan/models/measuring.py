"""What an action is to reach, and what was counted on the way."""

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone

from plan.enums import REPORTED, Better
from plan.querysets import ReadingQuerySet, TargetQuerySet, or_none
from portal.core.models import Theme
from profiles.models import Department

from .actions import Action


class ReportedMeasure(models.Model):
    """A measure kept by hand: its readings are typed in with their source, and are shown as reported, not measured."""

    label = models.CharField(max_length=160, unique=True)
    unit = models.CharField(max_length=40, blank=True, help_text="As it stands after the number: %, people, outputs.")
    better = models.CharField(max_length=6, choices=Better.choices, default=Better.MORE)
    meaning = models.TextField(blank=True, help_text="What is counted and what is not, for readers.")

    class Meta:
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label

    @property
    def key(self) -> str:
        """Return the key that targets and readings have of it."""
        return f"{REPORTED}{self.pk}"


class Scoped(models.Model):
    """A measure by its key, of everybody or of one theme or department."""

    measure = models.CharField(max_length=120, help_text="The measure's key.")
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def is_reported(self) -> bool:
        """Say whether it is kept by hand."""
        return self.measure.startswith(REPORTED)


class Target(Scoped):
    """What an action is to reach: a value of a measure, by a day, from where it began."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="targets")
    baseline = models.FloatField(null=True, blank=True, help_text="Where it began, in the measure's unit.")
    baseline_on = models.DateField(null=True, blank=True)
    goal = models.FloatField(help_text="In the measure's unit.")
    by = models.DateField()
    better = models.CharField("direction", max_length=6, choices=Better.choices, default=Better.MORE)

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["by", "pk"]
        constraints = [
            models.UniqueConstraint(
                "action",
                "measure",
                or_none(F("theme")),
                or_none(F("department")),
                "by",
                name="plan_target_once",
                violation_error_message="The action has this target already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.goal:g} by {self.by}"


class Reading(Scoped):
    """What a measure said on a day. It is never rewritten; None where there was no number to tell, with the reason."""

    on = models.DateField()
    start = models.DateField(help_text="First day of the period counted: that of the plan.")
    end = models.DateField(help_text="Last day of the period counted.")
    value = models.FloatField(null=True)
    note = models.CharField(max_length=300, blank=True)
    parts = models.JSONField(default=list, blank=True, help_text="How it comes about, as [name, value].")
    evidence = models.JSONField(default=list, blank=True, help_text="Public links, as [title, address].")
    source = models.CharField(max_length=300, blank=True, help_text="Where a number comes from that was typed in.")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_at = models.DateTimeField(default=timezone.now)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                "measure",
                or_none(F("theme")),
                or_none(F("department")),
                "start",
                "on",
                name="plan_reading_once",
                violation_error_message="There is a reading of this day.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} on {self.on}: {self.value}"
