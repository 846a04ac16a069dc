"""Equipment: instruments, machines and rooms that people run, and who does what with which."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from profiles.enums import EquipmentRoleKind
from profiles.profile_parts import PhotoView
from profiles.querysets import EquipmentQuerySet

from .places import place_problem
from .words import SharedWord


class Equipment(SharedWord):
    """A piece of equipment. It says nothing of people: who does what with it stands in their profiles."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    maker = models.CharField(max_length=120, blank=True)
    model = models.CharField(max_length=120, blank=True)
    purpose = models.TextField("what it is for", max_length=2000, blank=True)
    how_to_ask = models.TextField(
        "how to ask for it",
        max_length=2000,
        blank=True,
        help_text="Who may use it, whether training is needed, how far ahead to book.",
    )
    booking_url = models.URLField("where it is booked", blank=True)
    department = models.ForeignKey(
        "profiles.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="equipment"
    )
    campus = models.ForeignKey(
        "profiles.Campus", null=True, blank=True, on_delete=models.PROTECT, related_name="equipment"
    )
    building = models.ForeignKey(
        "profiles.Building", null=True, blank=True, on_delete=models.PROTECT, related_name="equipment"
    )
    room = models.CharField(max_length=60, blank=True)
    updated_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = EquipmentQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "equipment"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a building that stands on another campus."""
        if problem := place_problem(self.campus, self.building):
            raise ValidationError({"building": problem})

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("equipment", args=[self.slug])

    @property
    def shown_photo(self) -> PhotoView | None:
        """Return where its photo is fetched from and what it shows; None where it has none."""
        photo = getattr(self, "photo", None)
        return PhotoView(photo.token, photo.alt_text or self.name, route="equipment_photo") if photo else None

    @property
    def make(self) -> str:
        """Return maker and model in one line."""
        return " ".join(part for part in (self.maker, self.model) if part)

    @property
    def place(self) -> str:
        """Return campus, building and room in one line."""
        inside = " ".join(part for part in (self.building.name if self.building else "", self.room) if part)
        return ", ".join(part for part in (self.campus.name if self.campus else "", inside) if part)


class EquipmentAlias(models.Model):
    """Another name by which people look for a piece of equipment."""

    equipment = models.ForeignKey(Equipment, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "equipment aliases"
        constraints = [models.UniqueConstraint("equipment", Lower("name"), name="profiles_equipment_alias_once")]

    def __str__(self) -> str:
        return self.name


class OldEquipmentSlug(models.Model):
    """The address of equipment that was merged into another entry: it leads on to that one."""

    slug = models.SlugField(max_length=140, unique=True)
    equipment = models.ForeignKey(Equipment, on_delete=models.CASCADE, related_name="old_slugs")

    def __str__(self) -> str:
        return self.slug


class EquipmentRole(models.Model):
    """What a technician does with a piece of equipment; somebody may have several roles with one."""

    technician = models.ForeignKey("profiles.Technician", on_delete=models.CASCADE, related_name="equipment_rows")
    equipment = models.ForeignKey(Equipment, on_delete=models.PROTECT, related_name="role_rows")
    kind = models.CharField(max_length=12, choices=EquipmentRoleKind.choices, default=EquipmentRoleKind.RUNS)

    class Meta:
        ordering = ["equipment__name", "equipment_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["technician", "equipment", "kind"], name="profiles_equipment_role_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=EquipmentRoleKind.values), name="profiles_equipment_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.equipment}: {self.get_kind_display()}"
