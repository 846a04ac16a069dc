"""The periods that 'my year' is asked for."""

from datetime import date, timedelta

import pytest

from profiles.year_periods import LONGEST, PRESETS, Period, period_problems, preset_called

D = date


@pytest.mark.parametrize(
    ("slug", "today", "start", "end"),
    [
        ("twelve-months", D(2026, 11, 22), D(2025, 11, 23), D(2026, 11, 22)),
        ("twelve-months", D(2024, 2, 29), D(2023, 3, 1), D(2024, 2, 29)),
        ("twelve-months", D(2025, 2, 28), D(2024, 2, 29), D(2025, 2, 28)),
        ("this-year", D(2026, 1, 1), D(2026, 1, 1), D(2026, 12, 31)),
        ("last-year", D(2026, 1, 1), D(2025, 1, 1), D(2025, 12, 31)),
        ("this-academic-year", D(2026, 7, 31), D(2025, 8, 1), D(2026, 7, 31)),
        ("this-academic-year", D(2026, 8, 1), D(2026, 8, 1), D(2027, 7, 31)),
        ("last-academic-year", D(2026, 7, 31), D(2024, 8, 1), D(2025, 7, 31)),
        ("last-academic-year", D(2026, 8, 1), D(2025, 8, 1), D(2026, 7, 31)),
    ],
)
def test_each_period_from_its_first_to_its_last_day(slug: str, today: date, start: date, end: date) -> None:
    assert preset_called(slug).slug == slug
    assert preset_called(slug).of(today) == Period(start, end)


def test_without_a_known_name_it_is_the_last_twelve_months() -> None:
    assert preset_called("") is preset_called("martian-year") is PRESETS[0]
    assert PRESETS[0].slug == "twelve-months"


def test_days_that_are_no_period() -> None:
    first = D(2020, 1, 1)
    assert period_problems(first, first) == {}
    assert period_problems(first, first + LONGEST) == {}
    assert period_problems(first, first - timedelta(days=1)) == {
        "end": "The last day is before the first. One of the two is wrong."
    }
    assert period_problems(first, first + LONGEST + timedelta(days=1)) == {"end": "Choose five years at the most."}


def test_holds_both_its_ends_and_touches_each_year_it_has_a_day_of() -> None:
    period = Period(D(2025, 12, 31), D(2026, 11, 22))
    days = (D(2025, 12, 30), D(2025, 12, 31), D(2026, 11, 22), D(2026, 11, 23), None)
    assert [period.holds(day) for day in days] == [False, True, True, False, False]
    assert [period.touches(year) for year in (2024, 2025, 2026, 2027, None)] == [False, True, True, False, False]
    assert str(period) == "31 December 2025 to 22 November 2026"
