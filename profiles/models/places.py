"""Where people work: the department tree, campuses, buildings."""

from django.core.exceptions import ValidationError
from django.db import models

from profiles.enums import DepartmentKind

_PARENT_KIND = {
    DepartmentKind.FACULTY: None,
    DepartmentKind.DEPARTMENT: DepartmentKind.FACULTY,
    DepartmentKind.TEAM: DepartmentKind.DEPARTMENT,
}


class Department(models.Model):
    """A faculty, a department in it, or a team in that."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    kind = models.CharField(max_length=10, choices=DepartmentKind.choices, default=DepartmentKind.DEPARTMENT)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="profiles_department_once"),
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(parent__isnull=True), name="profiles_top_department_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Hold the tree to its three levels; a department may stand without a faculty."""
        wanted = _PARENT_KIND[DepartmentKind(self.kind)]
        if self.parent and self.parent.kind != wanted:
            level = DepartmentKind(wanted).label.lower() if wanted else "nothing"
            raise ValidationError({"parent": f"A {self.get_kind_display().lower()} stands under a {level}."})
        if self.kind == DepartmentKind.TEAM and not self.parent:
            raise ValidationError({"parent": "A team stands under a department. Choose which."})


class Campus(models.Model):
    """A campus."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=90, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "campuses"

    def __str__(self) -> str:
        return self.name


def place_problem(campus: "Campus | None", building: "Building | None") -> str:
    """Return what is wrong where a building stands on another campus than the one given; else nothing."""
    if campus is None or building is None or building.campus_id == campus.pk:
        return ""
    return f"{building} is on {building.campus}."


class Building(models.Model):
    """A building on a campus."""

    name = models.CharField(max_length=120)
    campus = models.ForeignKey(Campus, on_delete=models.PROTECT, related_name="buildings")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["campus", "name"], name="profiles_building_once")]

    def __str__(self) -> str:
        return self.name
