"""Who may be nominated: each rule, at its bounds, and that its words tell nothing of the staff list."""

from dataclasses import replace
from datetime import date

import pytest

from awards.eligibility import Person, Rules, objections
from awards.enums import Rule

RULES = Rules(
    announced_on=date(2027, 3, 10),
    year=2027,
    employed_since=date(2025, 8, 1),
    departments=((4, "Chemistry"), (7, "Physics")),
    not_won_years=2,
)
FITTING = Person(is_listed=True, started_on=date(2025, 8, 1), ends_on=date(2027, 3, 10), departments=frozenset({9, 4}))


def against(person: Person, rules: Rules = RULES) -> list[tuple[Rule, bool]]:
    return [(found.rule, found.is_unsure) for found in objections(person, rules)]


def test_somebody_at_the_bounds_of_all_rules_may_be_nominated() -> None:
    assert against(FITTING) == []


@pytest.mark.parametrize(
    ("person", "rule"),
    [
        (replace(FITTING, started_on=date(2025, 8, 2)), Rule.EMPLOYMENT),
        (replace(FITTING, ends_on=date(2027, 3, 9)), Rule.EMPLOYMENT),
        (replace(FITTING, has_left=True), Rule.EMPLOYMENT),
        (replace(FITTING, departments=frozenset({9})), Rule.DEPARTMENT),
        (replace(FITTING, won_years=frozenset({2025})), Rule.WON),
        (replace(FITTING, is_nominator=True), Rule.SELF),
    ],
)
def test_a_rule_that_says_no(person: Person, rule: Rule) -> None:
    assert against(person) == [(rule, False)]


def test_a_win_longer_ago_and_ones_own_name_where_the_round_allows_it_are_no_matter() -> None:
    assert against(replace(FITTING, won_years=frozenset({2024}))) == []
    assert against(replace(FITTING, is_nominator=True), replace(RULES, allows_self=True)) == []


def test_what_nobody_can_check_is_left_to_an_organiser() -> None:
    typed = Person(is_listed=False)
    assert against(typed) == [(Rule.EMPLOYMENT, True), (Rule.DEPARTMENT, True)]
    assert against(replace(FITTING, started_on=None)) == [(Rule.EMPLOYMENT, True)]


def test_without_rules_anybody_may_be_nominated_who_is_still_here() -> None:
    bare = Rules(announced_on=date(2027, 3, 10), year=2027)
    assert against(Person(is_listed=True), bare) == []
    assert against(Person(is_listed=True, has_left=True), bare) == [(Rule.EMPLOYMENT, False)]


def test_the_words_are_the_same_whoever_leaves_or_began_late_and_name_no_day_of_theirs() -> None:
    late, leaving = replace(FITTING, started_on=date(2026, 1, 5)), replace(FITTING, ends_on=date(2026, 12, 31))
    words = {found.words for person in (late, leaving) for found in objections(person, RULES)}
    assert words == {
        "Nominees must be employed here since Friday 1 August 2025, and still employed here on "
        "Wednesday 10 March 2027, when it is announced. The staff list does not say so of them."
    }
