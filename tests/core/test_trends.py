"""What of a trend is drawn and listed: nothing that changes its shape is left out, and what is left out is said."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.trend_drawing import BASE, RIGHT, TOP, drawing
from portal.core.trends import MOST_GAPS, MOST_POINTS, NOT_TAKEN, Aim, Gap, Point, Trend, shown

START = date(2025, 8, 1)
GOAL = Aim(date(2028, 7, 31), 60)
values = st.one_of(st.none(), st.integers(-50, 3000), st.floats(-50, 3000, allow_nan=False, width=32))


def trend(*points: Point, **changes: object) -> Trend:
    return Trend(
        **{"key": "t1", "title": "Public profiles", "unit": "profiles", "points": points, "goal": GOAL} | changes
    )  # type: ignore[arg-type]


def daily(*numbers: float | None, note: str = "") -> tuple[Point, ...]:
    return tuple(Point(START + timedelta(day), value, note) for day, value in enumerate(numbers))


@st.composite
def trends(draw: st.DrawFn) -> Trend:
    days = sorted(draw(st.sets(st.integers(0, 1500), max_size=120)))
    points = [Point(START + timedelta(day), draw(values), draw(st.sampled_from(["", "too few"]))) for day in days]
    baseline = draw(st.none() | st.builds(Aim, st.dates(date(2024, 1, 1), date(2027, 1, 1)), st.floats(-10, 500)))
    goal = draw(st.builds(Aim, st.dates(date(2025, 1, 1), date(2029, 1, 1)), st.floats(-10, 5000)))
    return trend(*points, goal=goal, baseline=baseline, longest_silence=draw(st.none() | st.integers(1, 60)))


@given(trends())
@settings(deadline=None)
def test_thinning_keeps_order_ends_and_extremes(given_trend: Trend) -> None:
    told = shown(given_trend)
    points, numbers = told.points, given_trend.numbers
    assert len(points) <= MOST_POINTS
    assert len(told.gaps) <= MOST_GAPS
    assert set(points) <= set(numbers)
    assert [point.on for point in points] == sorted(point.on for point in points)
    if numbers:
        assert (points[0], points[-1]) == (numbers[0], numbers[-1])
        assert {f(p.value or 0.0 for p in points) for f in (min, max)} == {
            f(p.value or 0.0 for p in numbers) for f in (min, max)
        }
    assert told.numbers_in_all == len(numbers)
    assert (told.left_out == "") == (len(points) == len(numbers) and len(told.gaps) == told.gaps_in_all)


@given(trends())
@settings(deadline=None)
def test_no_line_crosses_a_gap_that_is_shown(given_trend: Trend) -> None:
    told = shown(given_trend)
    for gap in told.gaps:
        assert all(run[-1].on < gap.first or run[0].on > gap.last for run in told.runs)


@given(trends())
@settings(deadline=None)
def test_all_that_is_drawn_lies_in_the_box(given_trend: Trend) -> None:
    told = shown(given_trend)
    if not told.points:
        return
    drawn = drawing(given_trend, told)
    places = [(mark.x, mark.y) for mark in (*drawn.marks, drawn.goal)]
    for line in (*drawn.lines, *drawn.areas, drawn.path):
        places += [tuple(map(float, place.split(","))) for place in line.split()]  # type: ignore[misc]
    assert all(drawn.left - 0.1 <= x <= RIGHT + 0.1 and TOP - 0.1 <= y <= BASE + 0.1 for x, y in places)
    assert all(drawn.left - 0.1 <= hole.x and hole.x + hole.width <= RIGHT + 2.1 for hole in drawn.holes)
    assert all(0 < text.y < drawn.height for text in (*drawn.values, *drawn.dates, drawn.goal_words))
    for line in drawn.lines:
        across = [float(place.split(",")[0]) for place in line.split()]
        assert across == sorted(across)


@given(trends())
@settings(deadline=None)
def test_written_numbers_and_dates_have_room(given_trend: Trend) -> None:
    told = shown(given_trend)
    if not told.points:
        return
    drawn = drawing(given_trend, told)
    for texts, least in ((drawn.values, 74), (drawn.dates, 60)):
        across = sorted(text.x for text in texts)
        assert all(after - before >= least - 0.2 for before, after in pairwise(across))
    assert 2 <= len(drawn.levels) <= 12


def test_a_short_time_has_days_on_its_axis_and_a_long_one_months() -> None:
    month = trend(*daily(*range(30)), goal=None)
    assert [day.text for day in drawing(month, shown(month)).dates] == ["1 Aug", "8 Aug", "15 Aug", "22 Aug", "30 Aug"]
    year = trend(*daily(*[3.0] * 200, 4), goal=None)
    assert [day.text for day in drawing(year, shown(year)).dates][-1] == "Feb 26"


def test_no_number_is_written_where_the_line_runs() -> None:
    week = (800, 790, 780, 800, 790, 200, 210)
    weeks = trend(*daily(*week * 4), goal=None)
    written = [text.text for text in drawing(weeks, shown(weeks)).values]
    assert (written[0], written[1]) == ("210", "800")  # the last and the first, wherever the line runs
    assert set(written[2:]) <= {"800", "790", "780"}


def test_few_readings_are_all_kept() -> None:
    told = shown(trend(*daily(*range(40))))
    assert len(told.points) == 40
    assert told.left_out == ""


def test_a_straight_line_needs_its_ends_alone() -> None:
    told = shown(trend(*daily(*range(100))))
    assert [point.value for point in told.points] == [0, 99]
    assert told.left_out == (
        "Of 100 readings, 2 are shown: the first and the last, the highest and the lowest, and those at which the line "
        "turns."
    )


def test_a_step_keeps_both_sides() -> None:
    told = shown(trend(*daily(*[5] * 60, *[9] * 60)))
    assert [(point.on, point.value) for point in told.points] == [
        (START, 5), (START + timedelta(59), 5), (START + timedelta(60), 9), (START + timedelta(119), 9),
    ]  # fmt: skip


def test_a_single_peak_among_a_thousand_days_is_kept() -> None:
    numbers = [5.0] * 1000
    numbers[613] = 6
    assert START + timedelta(613) in [point.on for point in shown(trend(*daily(*numbers))).points]


def test_a_time_without_a_number_breaks_the_line_and_says_why() -> None:
    told = shown(trend(*daily(7, 6), *[Point(START + timedelta(day), None, "too few") for day in (2, 3)],
                       Point(START + timedelta(4), 8)))  # fmt: skip
    assert told.gaps == (Gap(START + timedelta(2), START + timedelta(3), "too few"),)
    assert [[point.value for point in run] for run in told.runs] == [[7, 6], [8]]


def test_another_reason_is_another_gap() -> None:
    points = (Point(START, None, "too few"), Point(START + timedelta(1), None, "no list"))
    assert [gap.note for gap in shown(trend(*points)).gaps] == ["too few", "no list"]


def test_days_on_which_nothing_was_read_break_the_line_where_readings_are_daily() -> None:
    points = (Point(START, 4), Point(START + timedelta(9), 5))
    assert shown(trend(*points)).gaps == ()
    told = shown(trend(*points, longest_silence=7))
    assert told.gaps == (Gap(START + timedelta(1), START + timedelta(8), NOT_TAKEN),)


def test_many_gaps_are_counted_and_the_one_that_lasts_is_shown() -> None:
    numbers: list[float | None] = [4, None] * 30
    told = shown(trend(*daily(*numbers)))
    assert len(told.gaps) == MOST_GAPS
    assert told.gaps[-1].first == START + timedelta(59)
    assert "22 shorter times without a number are not shown." in told.left_out


def test_what_was_to_be_expected_lies_on_the_straight_way() -> None:
    way = trend(baseline=Aim(date(2026, 1, 1), 20), goal=Aim(date(2026, 1, 11), 40))
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 6), date(2026, 3, 1))
    assert [way.expected(day) for day in days] == [None, 20, 30, 40]
    assert trend().expected(START) is None
