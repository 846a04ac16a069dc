"""Counting people for the plan by where they work, with numbers kept back that would tell of single people.

Every room's measures count people in this way, so that what one keeps back no other gives away.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, QuerySet

from portal.core.registries import Evidence, Result, Scope
from portal.core.small_numbers import FEW, hidden_places, within_each
from profiles.models import Department
from profiles.querysets import TechnicianQuerySet, in_departments

Counts = Mapping[int | None, int]  # by department; None: in no department


@dataclass(frozen=True)
class Row:
    """One thing that somebody did: who (a key of their own), in which department, and how much it counts."""

    who: str
    department: int | None
    amount: int = 1


RowsOf = Callable[[Scope], Iterable[Row]]


def by_department(rows: QuerySet[Any], place: str = "technician__department") -> Counts:
    """Count rows by the department of their technician; `place`: where a row has it."""
    return dict(rows.order_by().values_list(place).annotate(number=Count("pk")))


class Places:
    """The department tree, and the numbers of one scope's place in it: one query."""

    def __init__(self, scope: Scope) -> None:
        self.here = scope.department_id
        self.parents: dict[int, int | None] = dict(Department.objects.order_by().values_list("pk", "parent"))

    def number(self, counts: Counts) -> int:
        """Return the number here with all beneath; 0 for a department that is gone."""
        return within_each(counts, self.parents).get(self.here, 0)

    def may_tell(self, counts: Counts, wholes: Counts | None = None) -> bool:
        """Say whether the number here may be told; `wholes` are what it is counted in."""
        known = self.here is None or self.here in self.parents
        return known and self.here not in hidden_places(counts, self.parents, wholes)

    def within(self, people: TechnicianQuerySet) -> TechnicianQuerySet:
        """Return those of the people who work here or beneath."""
        return people if self.here is None else people.filter(in_departments([self.here]))


def told(
    places: Places, counts: Counts, evidence: Callable[[], tuple[Evidence, ...]], wholes: Counts | None = None
) -> Result:
    """Return a number with its evidence, or that it is kept back; `wholes` are what it is counted in.

    Evidence is asked for only beside a number that is told.
    """
    if not places.may_tell(counts, wholes):
        return Result(None, note=FEW)
    return Result(places.number(counts), evidence())


def told_rows(
    scope: Scope, rows_of: RowsOf, evidence: Callable[[], tuple[Evidence, ...]], *, each_once: bool, part: int = 1
) -> Result:
    """Return how many people (`each_once`) or how much in all there is, in `part`s; or that it is kept back.

    Kept back is decided by people, however often each of them is counted: from the departments around, and from
    everybody where a theme is asked for. Evidence stands beside the number of the whole alone, since that of one
    department would tell what its people did.
    """
    rows = list(rows_of(scope))
    everybody = None if scope.theme_id is None else _people(rows_of(replace(scope, theme_id=None)))
    places = Places(scope)
    result = told(places, _people(rows), evidence if places.here is None else tuple, everybody)
    if result.value is None or each_once:
        return result
    return replace(result, value=places.number(_amounts(rows)) / part)


def _people(rows: Iterable[Row]) -> Counter[int | None]:
    return Counter({row.who: row.department for row in rows}.values())


def _amounts(rows: Iterable[Row]) -> Counter[int | None]:
    amounts: Counter[int | None] = Counter()
    for row in rows:
        amounts[row.department] += row.amount
    return amounts
