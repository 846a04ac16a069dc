"""Imports of the staff list: the file, how its columns were read, what each row does, and what it replaced."""

import secrets
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from profiles.enums import RosterScope, RosterState, RowOutcome

from .photos import private_storage
from .places import Department
from .technicians import Technician


def roster_path(instance: Any, filename: str) -> str:
    """Return a random name in private storage."""
    suffix = filename.rpartition(".")[2].lower()[:5]
    return f"rosters/{secrets.token_urlsafe(18)}.{suffix}"


class RosterImport(models.Model):
    """One import of a staff list, from file to undo."""

    file = models.FileField(upload_to=roster_path, storage=private_storage, blank=True)
    file_name = models.CharField(max_length=255)
    scope = models.CharField(max_length=12, choices=RosterScope.choices, default=RosterScope.WHOLE)
    departments = models.ManyToManyField(Department, blank=True, related_name="+")
    columns = models.JSONField(default=list, blank=True, help_text="The header row as it stands in the file.")
    samples = models.JSONField(default=list, blank=True, help_text="A few values of each column, to recognise it by.")
    mapping = models.JSONField(default=dict, blank=True, help_text="Field by column number, as matched or corrected.")
    state = models.CharField(max_length=10, choices=RosterState.choices, default=RosterState.UPLOADED)
    counts = models.JSONField(default=dict, blank=True)
    notes = models.JSONField(default=list, blank=True, help_text="What reading the file had to tell.")
    add_places = models.BooleanField(default=False, help_text="Add departments, campuses and buildings not known here.")
    new_places = models.JSONField(default=dict, blank=True, help_text="Names that are not known here, by kind.")
    created_places = models.JSONField(default=dict, blank=True, help_text="Keys of the places it added, for undo.")
    fingerprint = models.CharField(
        max_length=64, blank=True, help_text="Of the preview; applying anything else asks again."
    )
    undo_report = models.JSONField(default=list, blank=True, help_text="What undo left as it was, and why.")
    problem = models.TextField(blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at"]
        permissions: ClassVar = [("import_roster", "Can import the staff list")]

    def __str__(self) -> str:
        return f"{self.file_name}, {self.uploaded_at:%d %B %Y}"

    @property
    def undo_until(self) -> datetime | None:
        """Return until when it can be undone; None where it was not applied."""
        return self.applied_at + timedelta(days=settings.ROSTER_UNDO_DAYS) if self.applied_at else None

    @property
    def gone_share(self) -> float:
        """Return which part of the people the file is about would leave, from 0 to 1."""
        listed = self.counts.get("listed", 0)
        return float(self.counts.get(RowOutcome.GONE, 0) / listed) if listed else 0.0

    @property
    def asks_about_gone(self) -> bool:
        """Say whether so many would leave that somebody has to confirm it."""
        return self.gone_share > settings.ROSTER_GONE_SHARE_ASKS


class RosterRow(models.Model):
    """What one row of the file (or one person missing from it) means."""

    roster = models.ForeignKey(RosterImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="Line in the file; 0 for somebody who is not in it.")
    outcome = models.CharField(max_length=10, choices=RowOutcome.choices)
    name = models.CharField(max_length=220, blank=True)
    staff_number = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict, blank=True, help_text="The fields as read.")
    reasons = models.JSONField(
        default=list, blank=True, help_text="Sentences: why refused, what changes, what was doubted."
    )
    changes = models.JSONField(default=list, blank=True, help_text="Label, old and new of each field that changes.")
    before = models.JSONField(default=dict, blank=True, help_text="What it replaced, for undo.")
    after = models.JSONField(
        default=dict, blank=True, help_text="What it wrote, so that undo sees what was edited since."
    )
    technician = models.ForeignKey(Technician, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["number", "pk"]
        indexes = [models.Index(fields=["roster", "outcome"])]

    def __str__(self) -> str:
        return f"{self.number}: {self.name} ({self.outcome})"
