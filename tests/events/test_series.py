"""Which dates a rule makes, and how it is said."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
import recurring_ical_events
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from events.enums import Repeat
from events.series import MOST_DATES, Rule, SeriesError, days_of, rule_text, slot, slots_of, words_of
from portal.core.times import LONDON

TUESDAY, FRIDAY = 1, 4
FIRST_TUESDAYS = Rule(Repeat.MONTHLY_DAY, date(2026, 5, 10), (TUESDAY,), which=1, not_in=(8,), until=date(2026, 11, 30))


def test_the_first_tuesday_of_each_month_but_august() -> None:
    assert days_of(FIRST_TUESDAYS) == [
        date(2026, 6, 2), date(2026, 7, 7), date(2026, 9, 1), date(2026, 10, 6), date(2026, 11, 3),
    ]  # fmt: skip
    assert words_of(FIRST_TUESDAYS) == "the first Tuesday of each month, not in August"
    assert rule_text(FIRST_TUESDAYS) == "FREQ=MONTHLY;BYDAY=1TU;BYMONTH=1,2,3,4,5,6,7,9,10,11,12;UNTIL=20261130T235959Z"


def test_it_starts_at_the_same_hour_on_either_side_of_a_change_of_clocks() -> None:
    rule = Rule(Repeat.MONTHLY_DAY, date(2026, 9, 1), (TUESDAY,), until=date(2026, 11, 30))
    starts = [start for start, _ in slots_of(rule, time(10), time(11, 30))]
    assert starts == [
        datetime(2026, 9, 1, 9, tzinfo=UTC), datetime(2026, 10, 6, 9, tzinfo=UTC), datetime(2026, 11, 3, 10, tzinfo=UTC)
    ]  # fmt: skip


def test_an_hour_that_the_clocks_leave_out_is_the_next_one() -> None:
    start, end = slot(date(2027, 3, 28), time(1, 30), time(3))  # clocks go from 01:00 to 02:00
    assert (start, end) == (datetime(2027, 3, 28, 1, 30, tzinfo=UTC), datetime(2027, 3, 28, 2, tzinfo=UTC))
    start, end = slot(date(2027, 3, 28), time(1, 45), time(2, 15))
    assert end - start == timedelta(minutes=30)


def test_an_hour_that_comes_twice_is_the_first_of_the_two() -> None:
    assert slot(date(2026, 10, 25), time(1, 30), time(3))[0] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_every_two_weeks_goes_on_counting_through_a_month_that_is_left_out() -> None:
    rule = Rule(Repeat.FORTNIGHTLY, date(2026, 7, 21), (TUESDAY,), not_in=(8,), count=3)
    assert days_of(rule) == [date(2026, 7, 21), date(2026, 9, 1), date(2026, 9, 15)]
    assert words_of(rule) == "every two weeks on Tuesday, not in August"


def test_every_two_weeks_begins_with_the_first_day_that_fits() -> None:
    monday_after = Rule(Repeat.FORTNIGHTLY, date(2026, 7, 22), (0,), count=2)
    assert days_of(monday_after) == [date(2026, 7, 27), date(2026, 8, 10)]


def test_the_last_friday() -> None:
    rule = Rule(Repeat.MONTHLY_DAY, date(2026, 1, 1), (FRIDAY,), which=-1, count=3)
    assert days_of(rule) == [date(2026, 1, 30), date(2026, 2, 27), date(2026, 3, 27)]
    assert words_of(rule) == "the last Friday of each month"
    assert rule_text(rule) == "FREQ=MONTHLY;BYDAY=-1FR;COUNT=3"


def test_a_date_that_some_months_lack_is_left_out_there() -> None:
    rule = Rule(Repeat.MONTHLY_DATE, date(2026, 1, 31), count=3)
    assert days_of(rule) == [date(2026, 1, 31), date(2026, 3, 31), date(2026, 5, 31)]
    assert words_of(rule) == "the 31st of each month"


def test_several_days_of_a_week() -> None:
    rule = Rule(Repeat.WEEKLY, date(2026, 6, 1), (3, 1), not_in=(7, 8), until=date(2026, 6, 11))
    assert days_of(rule) == [date(2026, 6, 2), date(2026, 6, 4), date(2026, 6, 9), date(2026, 6, 11)]
    assert words_of(rule) == "every Tuesday and Thursday, not in July and August"


def test_it_may_have_two_hundred_dates_and_no_more() -> None:
    assert len(days_of(Rule(Repeat.WEEKLY, date(2026, 1, 6), (TUESDAY,), count=MOST_DATES))) == MOST_DATES
    with pytest.raises(SeriesError, match="more than 200 dates"):
        days_of(Rule(Repeat.WEEKLY, date(2026, 1, 6), (TUESDAY,), until=date(2036, 1, 1)))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"count": None, "until": None}, "when the series ends"),
        ({"until": date(2026, 5, 9)}, "before the first"),
        ({"days": ()}, "Choose a day"),
        ({"days": (1, 2)}, "one day of the week"),
        ({"not_in": tuple(range(1, 13))}, "Every month is left out"),
        ({"until": None, "count": 0}, "between 1 and 200"),
        ({"until": None, "count": 201}, "between 1 and 200"),
        ({"until": date(2026, 5, 20)}, "No day fits"),
    ],
)
def test_what_makes_no_dates_is_refused(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(SeriesError, match=words):
        days_of(Rule(**FIRST_TUESDAYS.__dict__ | changes))


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(SeriesError, match="ends before it starts"):
        slots_of(FIRST_TUESDAYS, time(11), time(10, 59))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Draw rules of every kind that end by themselves."""
    repeat = draw(st.sampled_from(list(Repeat)))
    most = 1 if repeat == Repeat.MONTHLY_DAY else 7
    days = draw(st.sets(st.integers(0, 6), min_size=1, max_size=most))
    first = draw(st.dates(date(2025, 1, 1), date(2030, 1, 1)))
    until = draw(st.none() | st.integers(0, 150).map(lambda ahead: first + timedelta(days=ahead)))
    return Rule(
        repeat, first, tuple(days) if repeat != Repeat.MONTHLY_DATE else (),
        draw(st.sampled_from([1, 2, 3, 4, -1])), tuple(draw(st.sets(st.integers(1, 12), max_size=11))),
        until, None if until else draw(st.integers(1, 30)),
    )  # fmt: skip


@given(rules(), st.times(time(0), time(22, 58)))
def test_other_programs_make_the_same_dates_of_what_is_kept(rule: Rule, starts: time) -> None:
    starts = starts.replace(second=0, microsecond=0)
    try:
        made = slots_of(rule, starts, time(23, 59))
    except SeriesError:
        assert rule.until is not None or rule.repeat == Repeat.MONTHLY_DATE  # a 31st, in months that have none
        return
    # A calendar starts at the first date; from there its rule goes on as ours does
    start = made[0][0].astimezone(LONDON)
    again = rrulestr(rule_text(rule), dtstart=start)
    assert [moment.date() for moment in again] == [begin.astimezone(LONDON).date() for begin, _ in made]
    event = icalendar.Event()
    event.add("uid", "one@wexcombe.example")
    event.add("dtstart", start)
    event.add("dtend", made[0][1].astimezone(LONDON))
    event.add("rrule", icalendar.vRecur.from_ical(rule_text(rule)))
    calendar = icalendar.Calendar()
    calendar.add_component(event)
    read = recurring_ical_events.of(calendar).between(start, made[-1][1] + timedelta(days=400))
    by_reader = sorted(found["DTSTART"].dt for found in read)
    assert [moment.replace(tzinfo=None) for moment in by_reader] == [
        datetime.combine(begin.astimezone(LONDON).date(), starts) for begin, _ in made
    ]
