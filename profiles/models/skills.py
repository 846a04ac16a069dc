"""Skills: a shared list with aliases, and who has which how well."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower

from profiles.enums import SkillLevel
from profiles.querysets import SkillQuerySet

from .words import SharedWord


class SkillGroup(models.Model):
    """A heading under which skills are listed."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=90, unique=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Skill(SharedWord):
    """A skill by its agreed name."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    group = models.ForeignKey(SkillGroup, on_delete=models.PROTECT, related_name="skills")

    objects: ClassVar = SkillQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="profiles_skill_name_once")]

    def __str__(self) -> str:
        return self.name


class SkillAlias(models.Model):
    """Another name by which people look for a skill ('NMR')."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "skill aliases"
        constraints = [models.UniqueConstraint(Lower("name"), name="profiles_alias_name_once")]

    def __str__(self) -> str:
        return self.name


class OldSkillSlug(models.Model):
    """The address of a skill that was merged into another: it leads on to that one."""

    slug = models.SlugField(max_length=140, unique=True)
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="old_slugs")

    def __str__(self) -> str:
        return self.slug


class TechnicianSkill(models.Model):
    """A technician has a skill at a level."""

    technician = models.ForeignKey("profiles.Technician", on_delete=models.CASCADE, related_name="skill_rows")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="technician_rows")
    level = models.PositiveSmallIntegerField(choices=SkillLevel.choices, default=SkillLevel.CAN_DO)
    since = models.PositiveSmallIntegerField(
        "since (year)", null=True, blank=True, validators=[MinValueValidator(1950), MaxValueValidator(2100)]
    )

    class Meta:
        ordering = ["-level", "skill__name"]
        constraints = [
            models.UniqueConstraint(fields=["technician", "skill"], name="profiles_technician_skill_once"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=4), name="profiles_skill_level_known"),
        ]

    def __str__(self) -> str:
        return f"{self.skill}: {self.get_level_display()}"
