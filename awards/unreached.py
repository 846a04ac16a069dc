"""Departments in which nobody was nominated, for organisers who want everybody to be seen."""

from dataclasses import dataclass
from datetime import date

from portal.core.registries import Scope
from profiles.counted_people import by_department
from profiles.models import Department, Technician

from .measures import nominated_departments


@dataclass(frozen=True)
class Unreached:
    """A department with technicians, of whom nobody was nominated. `above`: where it belongs."""

    name: str
    above: str
    technicians: int


def unreached_in(year: int) -> list[Unreached]:
    """Return the departments that have technicians of their own, of whom none was nominated in a year, by name."""
    reached = nominated_departments(Scope(date(year, 1, 1), date(year, 12, 31)))
    people = by_department(Technician.objects.on_staff_list(), "department")
    departments = Department.objects.select_related("parent").order_by("name", "pk")
    return [
        Unreached(row.name, row.parent.name if row.parent else "", people[row.pk])
        for row in departments
        if people.get(row.pk) and row.pk not in reached
    ]
