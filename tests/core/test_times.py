"""Moments and days as people say them, in London's own time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.core.times import clock, hours_words, long_day, midnight, moment_words, short_day

THURSDAY = datetime(2026, 11, 26, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 1, 15), datetime(2026, 1, 15, tzinfo=UTC)),
        (date(2026, 7, 15), datetime(2026, 7, 14, 23, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, tzinfo=UTC)),  # clocks go forward an hour later
        (date(2026, 10, 25), datetime(2026, 10, 24, 23, tzinfo=UTC)),  # and back two hours later
    ],
)
def test_a_day_begins_at_midnight_in_london(day: date, first: datetime) -> None:
    assert midnight(day) == first


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (0, 0, "midnight"),
        (0, 5, "12.05am"),
        (10, 0, "10am"),
        (12, 0, "12 noon"),
        (12, 30, "12.30pm"),
        (13, 5, "1.05pm"),
    ],
)
def test_the_time_of_day(hour: int, minute: int, words: str) -> None:
    assert clock(datetime(2026, 1, 15, hour, minute, tzinfo=UTC)) == words


def test_summer_is_an_hour_ahead() -> None:
    assert clock(datetime(2026, 7, 1, 9, tzinfo=UTC)) == "10am"
    assert moment_words(datetime(2026, 7, 1, 23, tzinfo=UTC)) == "Thursday 2 July 2026, midnight"


def test_days_and_moments() -> None:
    assert long_day(THURSDAY.date()) == "Thursday 26 November 2026"
    assert short_day(THURSDAY.date()) == "Thu 26 Nov 2026"
    assert moment_words(THURSDAY) == "Thursday 26 November 2026, 1.30pm"


def test_from_when_to_when() -> None:
    assert hours_words(THURSDAY, THURSDAY + timedelta(hours=3)) == "1.30pm to 4.30pm"
    assert hours_words(THURSDAY, THURSDAY) == "1.30pm"
    assert hours_words(THURSDAY, THURSDAY + timedelta(hours=20)) == "1.30pm to Fri 27 Nov 2026, 9.30am"
