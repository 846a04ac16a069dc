"""Who stands before whom among those who fit a text."""

from datetime import UTC, datetime, timedelta

import pytest

from profiles.ranking import LEAST, Candidate, freshness, in_order

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def candidate(pk: int, score: float = 1.0, name: str = "a", days: int = 0) -> Candidate:
    return Candidate(pk, score, name, NOW - timedelta(days=days))


@pytest.mark.parametrize(
    ("days", "factor"), [(-1, 1.0), (0, 1.0), (29, 1.0), (30, 0.9944), (360, 0.95), (720, 0.925), (36_000, 0.9)]
)
def test_freshness_falls_by_months_and_never_under_the_least(days, factor):
    assert freshness(NOW - timedelta(days=days), NOW) == pytest.approx(factor, abs=0.0001)
    assert freshness(NOW - timedelta(days=days), NOW) >= LEAST


def test_the_better_fit_stands_first_and_the_fresher_of_those_that_fit_about_as_well():
    assert in_order([candidate(1, 1.0, days=720), candidate(2, 0.95), candidate(3, 0.9)], NOW) == [2, 1, 3]
    assert in_order([candidate(1, 2.0, days=7200), candidate(2, 1.0)], NOW) == [1, 2]


def test_ties_stand_by_name_then_by_key():
    assert in_order([candidate(3, name="b"), candidate(2, name="a"), candidate(1, name="b", days=20)], NOW) == [2, 1, 3]


def test_nobody_makes_no_order():
    assert in_order([], NOW) == []
