"""Imports of the staff list: the file, how its columns were read, what each row does, and what it replaced."""

import secrets
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
    mapping = models.JSONField(default=dict, blank=True, help_text="Field by column number, as matched or corrected.")
    state = models.CharField(max_length=10, choices=RosterState.choices, default=RosterState.UPLOADED)
    counts = models.JSONField(default=dict, blank=True)
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
