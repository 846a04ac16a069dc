"""The staff list as it stands, read in a fixed number of queries."""

from datetime import date, datetime
from typing import Any

from profiles.models import Building, Campus, Department, Technician
from profiles.roster.people import LABELS, PLACES, DepartmentNow, Person, Scope, StaffNow

_COLUMNS = tuple(f"{key}_id" if key in PLACES else key for key in LABELS if key != "manager")


def staff_now() -> StaffNow:
    """Return everybody who is or was on the staff list, and the places, in four queries."""
    people = Technician.objects.order_by("pk").values(
        "pk",
        "staff_number",
        "state",
        "state_before_left",
        "left_at",
        "typed_fields",
        "user_id",
        "claimed_at",
        "manager__staff_number",
        *_COLUMNS,
    )
    departments = Department.objects.values_list("pk", "name", "kind", "parent_id")
    return StaffNow(
        tuple(_person(row) for row in people),
        {row[0]: DepartmentNow(*row) for row in departments},
        dict(Campus.objects.values_list("pk", "name")),
        {pk: (name, campus) for pk, name, campus in Building.objects.values_list("pk", "name", "campus_id")},
    )


def _person(row: dict[str, Any]) -> Person:
    values = {key: plain(row[f"{key}_id" if key in PLACES else key]) for key in LABELS if key != "manager"}
    values["sso_id"] = values["sso_id"] or None
    values["manager"] = row["manager__staff_number"]
    return Person(
        pk=row["pk"],
        staff_number=row["staff_number"],
        values=values,
        state=row["state"],
        state_before_left=row["state_before_left"],
        left_at=plain(row["left_at"]),
        typed=frozenset(row["typed_fields"]),
        claimed=bool(row["user_id"] or row["claimed_at"]),
    )


def plain(value: Any) -> Any:
    """Return a column's value as `people` and JSON hold it: dates and times as ISO texts."""
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def scope_of(chosen: list[int] | None, departments: dict[int, DepartmentNow] | Any) -> Scope:
    """Return the scope of these departments (None: the whole list) with all that stands beneath them."""
    if chosen is None:
        return Scope()
    held = set(chosen)
    while True:
        beneath = {pk for pk, row in departments.items() if row.parent in held} - held
        if not beneath:
            return Scope(frozenset(held))
        held |= beneath
