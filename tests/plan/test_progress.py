"""Counts and parts of a plan's time, exactly."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan.enums import ActionStatus
from plan.progress import expected_done, parts_of, share_elapsed, tally
from plan.spans import PlanPeriod

PERIOD = PlanPeriod(date(2025, 8, 1), date(2028, 7, 31))


def test_a_tally_is_in_the_order_shown() -> None:
    found = tally(["not-started", "done", "delayed", "done", "at-risk", "stopped"])
    assert found.counts == (
        (ActionStatus.DONE, 2), (ActionStatus.AT_RISK, 1), (ActionStatus.DELAYED, 1),
        (ActionStatus.NOT_STARTED, 1), (ActionStatus.STOPPED, 1),
    )  # fmt: skip
    assert (found.total, found.done, found.behind, found.percent) == (6, 2, 2, 40)


@pytest.mark.parametrize(
    ("statuses", "percent"),
    [
        ([], 0),
        (["stopped"], 0),
        (["done", "stopped"], 100),
        (["done"] * 400 + ["on-track"], 99),
        (["done"] + ["on-track"] * 400, 1),
    ],
)
def test_a_percentage_never_says_all_or_nothing_falsely(statuses: list[str], percent: int) -> None:
    assert tally(statuses).percent == percent


def test_the_parts_of_a_plan() -> None:
    parts = parts_of(PERIOD, date(2026, 11, 22))
    assert [(part.label, part.small, part.is_now) for part in parts] == [
        ("2025–26", "August to January", False), ("2025–26", "February to July", False),
        ("2026–27", "August to January", True), ("2026–27", "February to July", False),
        ("2027–28", "August to January", False), ("2027–28", "February to July", False),
    ]  # fmt: skip


@settings(derandomize=True)
@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 80))
def test_the_parts_cover_a_plan_without_gap_or_overlap(start: date, months: int) -> None:
    first = start.replace(day=1)
    last = PlanPeriod(first, date(2099, 12, 31)).part(0, months)
    assert last is not None
    period = PlanPeriod(first, last.end)
    parts = parts_of(period, start)
    assert (parts[0].span.start, parts[-1].span.end) == (period.start, period.end)
    assert all((after.span.start - before.span.end).days == 1 for before, after in pairwise(parts))
    assert sum(part.is_now for part in parts) == 1


@pytest.mark.parametrize(
    ("today", "share"),
    [(date(2020, 1, 1), 0), (date(2025, 8, 1), 0), (date(2027, 1, 30), 50), (date(2030, 1, 1), 100)],
)
def test_how_much_of_the_time_is_over(today: date, share: int) -> None:
    assert share_elapsed(PERIOD, today) == share


def test_what_should_be_done_by_now() -> None:
    ends = [[date(2026, 1, 31)], [date(2026, 1, 31), date(2027, 1, 31)], [], [date(2026, 11, 21)]]
    assert expected_done(ends, date(2026, 11, 22)) == 2
