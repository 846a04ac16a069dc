"""Finding departments, campuses and buildings by the words of a file, and noting which would have to be added."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from profiles.enums import DepartmentKind

from .people import PlaceKey, StaffNow

LEVELS = (DepartmentKind.FACULTY, DepartmentKind.DEPARTMENT, DepartmentKind.TEAM)
BETWEEN = " › "


class PlaceError(ValueError):
    """A place that cannot be found, nor added."""


class UnknownPlaceError(PlaceError):
    """A place that is not known here, but could be added under this key."""

    def __init__(self, message: str, key: str) -> None:
        super().__init__(message)
        self.key = key


@dataclass
class NewPlaces:
    """What a file names that is not known here, by its name with what stands above it."""

    departments: dict[str, dict[str, str]] = field(default_factory=dict)  # key: {level: name}
    campuses: dict[str, str] = field(default_factory=dict)
    buildings: dict[str, tuple[PlaceKey, str]] = field(default_factory=dict)  # key: campus, name

    def names(self) -> dict[str, list[str]]:
        """Return the names to be shown, by kind."""
        return {
            "departments": sorted(self.departments),
            "campuses": sorted(self.campuses),
            "buildings": sorted(self.buildings),
        }

    def only(self, departments: set[str], campuses: set[str], buildings: set[str]) -> "NewPlaces":
        """Return those of these keys, with the campuses that buildings need."""
        kept = {key: self.buildings[key] for key in self.buildings if key in buildings}
        needed = campuses | {campus for campus, _ in kept.values() if isinstance(campus, str)}
        return NewPlaces(
            {key: self.departments[key] for key in self.departments if key in departments},
            {key: self.campuses[key] for key in self.campuses if key in needed},
            kept,
        )

    def __bool__(self) -> bool:
        return bool(self.departments or self.campuses or self.buildings)


def folded(name: str) -> str:
    """Return what two spellings of a name share: case, spaces, '&' for 'and'."""
    return " ".join(name.casefold().replace("&", " and ").replace(".", " ").split())


class Places:
    """The places that are known, to be asked by name. `new` gathers what was asked for in vain."""

    def __init__(self, staff: StaffNow, *, add: bool) -> None:
        self.staff = staff
        self.add = add
        self.new = NewPlaces()
        self._departments: dict[str, list[int]] = defaultdict(list)
        for pk, department in staff.departments.items():
            self._departments[folded(department.name)].append(pk)
        self._campuses = {folded(name): pk for pk, name in staff.campuses.items()}
        self._buildings: dict[str, list[int]] = defaultdict(list)
        for pk, (name, _) in staff.buildings.items():
            self._buildings[folded(name)].append(pk)
        self._found: dict[tuple[str, ...], PlaceKey] = {}
        self._spelt: dict[tuple[str, str], str] = {}  # the first spelling of each new place is the one that counts

    def display(self) -> dict[str, dict[Any, str]]:
        """Return the name of each known place, by kind and key."""
        return {
            "department": {pk: row.name for pk, row in self.staff.departments.items()},
            "campus": {**self.staff.campuses},
            "building": {pk: name for pk, (name, _) in self.staff.buildings.items()},
        }

    def department(self, names: dict[str, str]) -> PlaceKey | None:
        """Return the department that names by level ('faculty', 'department', 'team') mean; None where none is named.

        Raises UnknownPlaceError where it would have to be added, PlaceError where it cannot be told which is meant.
        """
        given = {level.value: names[level] for level in LEVELS if names.get(level)}
        if not given:
            return None
        ask = tuple(folded(names.get(level, "")) for level in LEVELS)
        if ask not in self._found:
            found = self._find_department(given)
            if found is None:
                return self._unknown_department(given)
            self._found[ask] = found
        return self._found[ask]

    def _find_department(self, given: dict[str, str]) -> int | None:
        level, name = list(given.items())[-1]
        above = [folded(value) for key, value in given.items() if key != level]
        candidates = self._departments.get(folded(name), [])
        if level == DepartmentKind.TEAM and above:  # names of teams are used again and again
            candidates = [pk for pk in candidates if above[-1] in self._above(pk)]
        if len(candidates) > 1 and above:
            candidates = [pk for pk in candidates if all(part in self._above(pk) for part in above)] or candidates
        if len(candidates) > 1:
            candidates = [pk for pk in candidates if self.staff.departments[pk].kind == level] or candidates
        if len(candidates) > 1:
            raise PlaceError(
                f"{len(candidates)} departments are called ‘{name}’: a column with the faculty (or, for a team, its "
                "department) would say which is meant."
            )
        return candidates[0] if candidates else None

    def _above(self, pk: int) -> set[str]:
        names = set()
        parent = self.staff.departments[pk].parent
        while parent is not None:
            names.add(folded(self.staff.departments[parent].name))
            parent = self.staff.departments[parent].parent
        return names

    def _unknown_department(self, given: dict[str, str]) -> str:
        if DepartmentKind.TEAM in given and DepartmentKind.DEPARTMENT not in given:
            raise PlaceError(
                f"The team ‘{given[DepartmentKind.TEAM]}’ is not known, and no department is given for it."
            )
        key = BETWEEN.join(given.values())
        known = self._spelt.setdefault(("department", folded(key)), key)
        self.new.departments.setdefault(known, dict(given))
        if not self.add:
            raise UnknownPlaceError(f"The department ‘{given[list(given)[-1]]}’ is not known here.", known)
        return known

    def in_scope(self, place: PlaceKey | None, scope: frozenset[int] | None) -> bool:
        """Say whether a department, known or to be added, stands in the scope (None: everywhere)."""
        if scope is None:
            return True
        if isinstance(place, str):
            given = list(self.new.departments[place].items())[:-1]
            while given:
                above = self._find_department(dict(given))
                if above is not None:
                    return above in scope
                given.pop()
            return False
        return place in scope

    def campus(self, name: str) -> PlaceKey | None:
        """Return a campus by name, None for no name; raises UnknownPlaceError."""
        if not name:
            return None
        if folded(name) in self._campuses:
            return self._campuses[folded(name)]
        known = self._spelt.setdefault(("campus", folded(name)), name)
        self.new.campuses.setdefault(known, name)
        if not self.add:
            raise UnknownPlaceError(f"The campus ‘{name}’ is not known here", known)
        return known

    def building(self, name: str, campus: PlaceKey | None) -> PlaceKey | None:
        """Return a building by name, on this campus where one is given; None for no name. Raises PlaceError."""
        if not name:
            return None
        found = self._buildings.get(folded(name), [])
        if campus is not None:
            found = [pk for pk in found if self.staff.buildings[pk][1] == campus]
        if len(found) == 1:
            return found[0]
        if found:
            raise PlaceError(f"{len(found)} buildings are called ‘{name}’, and no campus is given")
        if campus is None:
            raise PlaceError(f"The building ‘{name}’ is not known here, and no campus is given for it")
        where = self.staff.campuses.get(campus, str(campus)) if isinstance(campus, int) else campus
        key = f"{where}{BETWEEN}{name}"
        known = self._spelt.setdefault(("building", folded(key)), key)
        self.new.buildings.setdefault(known, (campus, name))
        if not self.add:
            raise UnknownPlaceError(f"The building ‘{name}’ is not known on this campus", known)
        return known
