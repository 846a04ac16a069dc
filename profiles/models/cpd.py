"""Continuing professional development: a log that is its owner's alone."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from profiles.enums import CpdKind
from profiles.hours import hours_words


class CpdRow(models.Model):
    """Some learning on a day. Shown to nobody but its owner."""

    technician = models.ForeignKey("profiles.Technician", on_delete=models.CASCADE, related_name="cpd_rows")
    date = models.DateField()
    title = models.CharField("what", max_length=200)
    kind = models.CharField(max_length=16, choices=CpdKind.choices, default=CpdKind.WORK_BASED)
    hours = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.25")), MaxValueValidator(Decimal("500"))],
    )
    reflection = models.TextField("what it changed", max_length=2000, blank=True)
    source = models.CharField(
        max_length=80, blank=True, help_text="What made the row, where the portal did ('booking:17'); else empty."
    )

    class Meta:
        ordering = ["-date", "-pk"]
        verbose_name = "CPD row"
        constraints = [
            models.CheckConstraint(condition=models.Q(hours__gt=0), name="profiles_cpd_hours_positive"),
            models.UniqueConstraint(
                fields=["technician", "source"],
                condition=~models.Q(source=""),
                name="profiles_cpd_source_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.hours} h"

    @property
    def length(self) -> str:
        """Return the hours in words."""
        return hours_words(self.hours)
