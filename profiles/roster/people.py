"""The staff list as it stands, and as a file would have it: plain values that can be compared and kept as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from profiles.enums import CLAIMED_STATES, ProfileState

# What the staff list says of somebody, in the order in which it is told. Dates are ISO texts; `department`, `campus`
# and `building` are keys of rows (or the name of one that is to be added); `manager` is a staff number.
LABELS: dict[str, str] = {
    "family_name": "Family name",
    "given_name": "Given name",
    "preferred_name": "Preferred given name",
    "email": "Work email",
    "job_title": "Job title",
    "grade": "Grade",
    "job_family": "Job family",
    "department": "Department",
    "campus": "Campus",
    "building": "Building",
    "room": "Room",
    "start_date": "Start date",
    "end_date": "End date",
    "manager": "Manager",
    "sso_id": "Sign-in (SSO) identifier",
}
PLACES = ("department", "campus", "building")
DATES = ("start_date", "end_date")
EMPTY: dict[str, Any] = {key: None if key in {*PLACES, *DATES, "manager", "sso_id"} else "" for key in LABELS}

PlaceKey = int | str


@dataclass(frozen=True)
class Person:
    """Somebody on the staff list, or formerly."""

    pk: int
    staff_number: str
    values: Mapping[str, Any]
    state: str
    state_before_left: str = ""
    left_at: str | None = None
    typed: frozenset[str] = frozenset()
    claimed: bool = False

    @property
    def name(self) -> str:
        """Return the name on the staff list, not the one they may have typed."""
        return full_name(self.values)


def state_on_return(former: str, *, claimed: bool) -> str:
    """Return the state of somebody who is back on the list: as it was, or invited where their account went since."""
    return former if claimed or former not in CLAIMED_STATES else ProfileState.INVITED.value


@dataclass(frozen=True)
class DepartmentNow:
    """A department of the tree."""

    pk: int
    name: str
    kind: str
    parent: int | None


@dataclass(frozen=True)
class StaffNow:
    """All that a file is compared with, as it stood at one moment."""

    people: tuple[Person, ...]
    departments: Mapping[int, DepartmentNow] = field(default_factory=dict)
    campuses: Mapping[int, str] = field(default_factory=dict)
    buildings: Mapping[int, tuple[str, int]] = field(default_factory=dict)  # name and campus


@dataclass(frozen=True)
class Scope:
    """Which departments the file is about, with all that stands beneath them; None is the whole list."""

    departments: frozenset[int] | None = None

    def holds(self, department: Any) -> bool:
        """Say whether somebody of this department can be in the file, or missing from it."""
        return self.departments is None or department in self.departments


def full_name(values: Mapping[str, Any]) -> str:
    """Return given and family name in one."""
    return " ".join(part for part in (values.get("given_name"), values.get("family_name")) if part)


def shown(key: str, value: Any, places: Mapping[str, Mapping[Any, str]]) -> str:
    """Return a value as somebody reads it; nothing is a dash."""
    if value in (None, ""):
        return "–"
    if key in PLACES:
        return places[key].get(value, str(value))
    if key in DATES:
        day = date.fromisoformat(value)
        return f"{day.day} {day:%B %Y}"
    return str(value)
