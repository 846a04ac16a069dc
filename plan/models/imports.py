"""Imports of plans: the file, how it was read and corrected, and what it wrote."""

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from plan.enums import LONGEST_CODE, UNWRITTEN, ImportState, RowBecame
from plan.querysets import PlanImportQuerySet
from plan.spans import PlanPeriod
from profiles.models.photos import private_storage

from .actions import Action
from .plans import Plan


def plan_path(instance: Any, filename: str) -> str:
    """Return a random name in private storage."""
    return f"plans/{secrets.token_urlsafe(18)}.{filename.rpartition('.')[2].lower()[:5]}"


class PlanImport(models.Model):
    """One import of a plan, from file to undo."""

    file = models.FileField(upload_to=plan_path, storage=private_storage, blank=True)
    file_name = models.CharField(max_length=255)
    checksum = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the file.")
    plan = models.ForeignKey(
        Plan,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="imports",
        help_text="The plan that it was written to; empty for a new one until it is applied.",
    )
    made_plan = models.BooleanField(default=False, help_text="Whether the plan was not there before it.")
    title = models.CharField(max_length=160)
    start = models.DateField(null=True, blank=True, help_text="Empty until it is said or found in the file.")
    end = models.DateField(null=True, blank=True)
    matches = models.JSONField(default=dict, blank=True, help_text="Field by ‘layout:column’, where corrected.")
    legend = models.JSONField(default=dict, blank=True, help_text="Status by colour, as answered.")
    corrections = models.JSONField(
        default=dict, blank=True, help_text="What was typed over what was read, by the first row of each action."
    )
    told = models.JSONField(default=dict, blank=True, help_text="What rows are, by their places, as somebody said.")
    outside = models.JSONField(
        default=list, blank=True, help_text="Text outside the actions that goes into the plan's introduction."
    )
    introduction = models.TextField(blank=True, help_text="What it added to the plan's introduction.")
    warnings = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.UPLOADED)
    problem = models.TextField(blank=True)
    report = models.JSONField(default=list, blank=True, help_text="What was done to each action, in order.")
    written = models.JSONField(default=dict, blank=True, help_text="What it wrote, so that undo sees what was edited.")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = PlanImportQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        permissions: ClassVar = [("import_plan", "Can import plans")]

    def __str__(self) -> str:
        return f"{self.file_name}, {self.uploaded_at:%d %B %Y}"

    @property
    def period(self) -> PlanPeriod | None:
        """Return when the plan runs; None until that is known."""
        if self.plan:
            return self.plan.period
        return PlanPeriod(self.start, self.end) if self.start and self.end else None

    @property
    def can_be_given_up(self) -> bool:
        """Say whether nothing was written of it."""
        return self.state in UNWRITTEN

    @property
    def written_in_order(self) -> list[tuple[str, dict[str, Any]]]:
        """Return what it wrote, by code, in the order of writing: PostgreSQL keeps the keys of an object in its own."""
        return sorted(self.written.items(), key=lambda pair: int(pair[1]["action"]))


class ImportedRow(models.Model):
    """One row of the original, what it became, and what was in doubt."""

    plan_import = models.ForeignKey(PlanImport, on_delete=models.CASCADE, related_name="rows")
    order = models.PositiveIntegerField()
    table = models.CharField(max_length=200, blank=True)
    number = models.PositiveIntegerField(help_text="Row in the table or sheet, from 1.")
    cells = models.JSONField(default=list)
    became = models.CharField(max_length=20, choices=RowBecame.choices)
    code = models.CharField("action's code", max_length=LONGEST_CODE, blank=True)
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.SET_NULL, related_name="imported_rows")
    doubts = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return f"{self.table} {self.number}: {self.became} {self.code}".strip()

    @property
    def line(self) -> str:
        """Return what stands in it in one line."""
        return " · ".join(" ".join(text.split()) for text in self.cells if text)
