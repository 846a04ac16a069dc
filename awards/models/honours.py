"""Honours: who won what, ours or another body's; and what was entered elsewhere."""

from typing import Any, cast

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from awards.enums import HONOURED, EntryResult, Outcome
from awards.querysets import ExternalEntryQuerySet, HonouredPersonQuerySet, HonourQuerySet
from portal.core.secrets import new_secret
from profiles.models import Achievement, Technician

from .asked import SECRET_LENGTH, Asked
from .judging import Candidate
from .pages import SchemePage

_YEARS = [MinValueValidator(1950), MaxValueValidator(2200)]
_HONOURS = [(outcome.value, outcome.label) for outcome in HONOURED]


class Honour(models.Model):
    """Something won. The public sees it once it is announced, and of its people those who agreed.

    One of a round came from a candidate; one from before the portal, or of another body, was entered by an organiser.
    The category's name is kept as it was.
    """

    scheme = models.ForeignKey(SchemePage, on_delete=models.PROTECT, related_name="honours")
    candidate = models.OneToOneField(Candidate, null=True, blank=True, on_delete=models.PROTECT, related_name="honour")
    year = models.PositiveSmallIntegerField(validators=_YEARS)
    category_name = models.CharField("category", max_length=120, blank=True)
    kind = models.CharField(max_length=11, choices=_HONOURS, default=Outcome.WINNER)
    team_name = models.CharField(max_length=160, blank=True)
    citation = models.TextField(max_length=1000, blank=True, help_text="What for, in a sentence or two.")
    announced_at = models.DateTimeField(
        null=True, blank=True, help_text="From this minute on everybody sees it. Empty: nobody does."
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    objects = HonourQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "scheme__title", "category_name", "-kind", "pk"]

    def __str__(self) -> str:
        return f"{self.scheme}, {self.year}"

    @property
    def is_announced(self) -> bool:
        """Say whether the minute has come from which everybody sees it."""
        return self.announced_at is not None and self.announced_at <= timezone.now()


class HonouredPerson(Asked):
    """Somebody who was honoured: named when they have agreed, and not before.

    With the profile the row goes, since nobody would be left who could take the agreement back. `achievement` is the
    row on their profile, where they want one (`wants_achievement`): it is added once the honour is announced.
    """

    honour = models.ForeignKey(Honour, on_delete=models.CASCADE, related_name="people")
    technician = models.ForeignKey(Technician, null=True, blank=True, on_delete=models.CASCADE, related_name="honours")
    wants_achievement = models.BooleanField("on the profile", default=False)
    achievement = models.ForeignKey(Achievement, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    secret = models.CharField(max_length=SECRET_LENGTH, unique=True, default=new_secret)
    order = models.PositiveSmallIntegerField(default=0)

    objects = HonouredPersonQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name_plural = "honoured people"
        constraints = [
            models.UniqueConstraint(fields=["honour", "technician"], name="awards_honoured_once"),
            models.CheckConstraint(
                condition=(models.Q(technician=None) & ~models.Q(name=""))
                | models.Q(technician__isnull=False, name=""),
                name="awards_honoured_is_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(recorded_by=None) | ~models.Q(recorded_reason=""),
                name="awards_honoured_recorded_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name or "A technician"


class ExternalEntry(models.Model):
    """That somebody of ours was entered for another body's award. Counted; shown to organisers alone."""

    scheme = models.ForeignKey(SchemePage, on_delete=models.PROTECT, related_name="entries")
    technician = models.ForeignKey(
        Technician, null=True, blank=True, on_delete=models.SET_NULL, related_name="award_entries"
    )
    name = models.CharField(max_length=160, blank=True, help_text="A team, or somebody who has no profile here.")
    entered_on = models.DateField(default=timezone.localdate)
    result = models.CharField(max_length=11, choices=EntryResult.choices, default=EntryResult.ENTERED)
    note = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ExternalEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-entered_on", "-pk"]
        verbose_name_plural = "external entries"

    def __str__(self) -> str:
        return f"{self.scheme}, {self.entered_on:%-d %B %Y}"


# Else the admin says that a scheme cannot be deleted, and not why
for _model in (Honour, ExternalEntry):
    cast("Any", _model._meta.get_field("scheme")).wagtail_reference_index_ignore = True
