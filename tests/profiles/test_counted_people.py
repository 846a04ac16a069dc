"""Counting people by where they work: few are kept back, however often each of them is counted."""

from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from portal.core.registries import Evidence, Result, Scope
from portal.core.small_numbers import FEW
from profiles.counted_people import Row, told_rows
from tests.factories.people import DepartmentFactory

pytestmark = pytest.mark.django_db
LINK = (Evidence("Somewhere", "/somewhere/"),)


def rows(people: int, department: int | None, first: int = 0, amount: int = 1) -> Iterator[Row]:
    return (Row(f"person {n}", department, amount) for n in range(first, first + people))


def counted(found: Iterable[Row], department: int | None = None, *, each_once: bool = True) -> Result:
    scope = Scope(date(2026, 1, 1), date(2026, 12, 31), department_id=department)
    kept = list(found)
    return told_rows(scope, lambda within: kept, lambda: LINK, each_once=each_once, part=4)


def test_people_are_counted_once_and_what_they_did_added_up() -> None:
    glass = DepartmentFactory().pk
    found = [*rows(6, glass, amount=4), *rows(2, glass, amount=8)]
    assert counted(found) == Result(6, LINK)
    assert counted(found, each_once=False) == Result(10, LINK)
    assert counted(found, glass) == Result(6)  # whose links would tell what its people did


def test_few_people_are_kept_back_however_much_they_did() -> None:
    glass, metal = (DepartmentFactory().pk for _ in range(2))
    few = list(rows(4, glass, amount=400))
    assert counted(few, each_once=False) == Result(None, note=FEW)
    both = [*few, *rows(9, metal, first=10)]
    assert counted(both).value == 13
    assert [counted(both, place).value for place in (glass, metal)] == [None, None]  # the other would tell it


def test_a_department_that_is_gone_has_no_number() -> None:
    assert counted(rows(9, None), 999_999) == Result(None, note=FEW)
