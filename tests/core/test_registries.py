"""A registry keeps what apps offer, in order, and refuses a key that is taken."""

from dataclasses import dataclass
from datetime import date

import pytest

from portal.core import registries
from portal.core.registries import (
    MOST_YEAR_ROWS,
    Act,
    ActLink,
    AlreadyRegisteredError,
    Need,
    NeedSource,
    Registry,
    YearPart,
    YearRow,
    acts,
    acts_for,
    filled_year_part,
    needs_for,
    needs_me,
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
    "name",
    [
        "acts",
        "measures",
        "jobs",
        "needs_me",
        "panels",
        "related",
        "handoffs",
        "personal_data",
        "searchables",
        "my_year",
    ],
)  # fmt: skip
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


def test_a_source_is_asked_only_for_those_of_whom_it_might_know_something(monkeypatch):
    asked = []

    def find(user):
        asked.append(user)
        return [Need(f"Judge, {user}", "", "/judging/", "Begin")]

    monkeypatch.setattr(needs_me, "_entries", {})
    needs_me.register(NeedSource("all", lambda user: [Need(f"Read, {user}", "", "/", "Look")]))
    needs_me.register(NeedSource("judges", find, might=lambda user: user == "Ada"))
    assert [need.title for need in needs_for("Ada")] == ["Read, Ada", "Judge, Ada"]
    assert [need.title for need in needs_for("Ben")] == ["Read, Ben"]
    assert asked == ["Ada"]


def test_an_act_is_shown_to_whom_it_says_and_leads_to_where_it_is_done(monkeypatch):
    monkeypatch.setattr(acts, "_entries", {})
    acts.register(Act("a", "Thank", "/thanks/{}/".format, lambda user, pk: True))
    acts.register(Act("b", "Nominate", "/nominate/{}/".format, lambda user, pk: (user, pk) == ("Ada", 7)))
    assert acts_for("Ada", 7, "ben") == [ActLink("Thank", "/thanks/ben/"), ActLink("Nominate", "/nominate/ben/")]
    assert acts_for("Ada", 8, "cy") == [ActLink("Thank", "/thanks/cy/")]
