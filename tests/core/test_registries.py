"""A registry keeps what apps offer, in order, and refuses a key that is taken."""

from dataclasses import dataclass
from datetime import date

import pytest

from portal.core import registries
from portal.core.registries import (
    MOST_YEAR_ROWS,
    AlreadyRegisteredError,
    Registry,
    YearPart,
    YearRow,
    filled_year_part,
)


@dataclass(frozen=True)
class Thing:
    key: str
    label: str = ""


@pytest.fixture
def registry() -> Registry[Thing]:
    return Registry("things")


def test_entries_come_in_the_order_offered(registry):
    for key in ("b", "a", "c"):
        registry.register(Thing(key))
    assert [thing.key for thing in registry] == ["b", "a", "c"]
    assert len(registry) == 3


def test_a_key_is_taken_once_and_the_first_stays(registry):
    first = registry.register(Thing("a", "first"))
    with pytest.raises(AlreadyRegisteredError, match="things already has an entry 'a'"):
        registry.register(Thing("a", "second"))
    assert registry.get("a") is first
    assert len(registry) == 1


def test_a_key_that_is_gone_gives_none(registry):
    assert registry.get("gone") is None
    assert "gone" not in registry


def test_one_may_register_while_it_is_read(registry):
    registry.register(Thing("a"))
    for thing in registry:
        if thing.key == "a":
            registry.register(Thing("b"))
    assert [thing.key for thing in registry] == ["a", "b"]


@pytest.mark.parametrize(
    "name", ["measures", "jobs", "needs_me", "panels", "related", "handoffs", "personal_data", "searchables", "my_year"]
)
def test_the_house_has_this_registry(name):
    assert isinstance(getattr(registries, name), Registry)


def test_a_part_of_a_year_holds_so_many_rows_and_says_that_there_are_more():
    day = date(2026, 5, 3)
    for there, shown, is_cut in ((0, 0, False), (MOST_YEAR_ROWS, MOST_YEAR_ROWS, False), (999, MOST_YEAR_ROWS, True)):
        part = YearPart(
            "a", "A", lambda pk, start, end, most, there=there: [YearRow(day, f"{pk}")] * min(there, most), "None yet."
        )
        filled = filled_year_part(part, 7, day, day)
        assert (len(filled.rows), filled.is_cut, filled.none_yet) == (shown, is_cut, "None yet.")
        assert {row.title for row in filled.rows} <= {"7"}


def test_a_row_of_a_year_says_its_day_unless_other_words_are_given():
    assert YearRow(date(2026, 5, 3), "A").day == "3 May 2026"
    assert YearRow(date(2026, 1, 1), "A", when="2026").day == "2026"
