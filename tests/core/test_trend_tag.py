"""A trend on a page: drawn in words, shapes and dashes, with the same numbers in a table."""

import re
from datetime import date, timedelta

from django.template import Context, Template

from portal.core.quantities import day_in_words, deadline_in_words, in_unit, number
from portal.core.trends import Aim, Point, Trend

DAYS = [date(2026, 1, 1) + timedelta(days=30 * n) for n in range(4)]
SHARE = Trend(
    key="t1",
    title="Outputs that name a technician",
    unit="%",
    points=(Point(DAYS[0], 19), Point(DAYS[1], None, "too few to tell"), Point(DAYS[2], 30), Point(DAYS[3], 46)),
    goal=Aim(date(2027, 7, 31), 60),
    baseline=Aim(date(2025, 12, 1), 15),
)


def drawn(trend: Trend) -> str:
    made = Template("{% load trend_tags %}{% trend trend %}").render(Context({"trend": trend}))
    return re.sub(r"\s+", " ", made)


def test_it_says_in_words_what_it_draws() -> None:
    html = drawn(SHARE)
    assert 'role="img" aria-labelledby="t1-t" aria-describedby="t1-d"' in html
    assert (
        '<title id="t1-t">Outputs that name a technician: from 19% on 1 January 2026 to 46% on 1 April 2026. '
        "The goal is 60% by July 2027.</title>"
    ) in html
    assert "A dotted line leads there from 15%. The line is broken where there was no number." in html
    assert 'class="aim"' in html
    assert 'class="path"' in html
    assert 'class="hole"' in html
    assert " style=" not in html


def test_the_table_holds_readings_gaps_and_the_beginning() -> None:
    rows = [
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip()
        for row in re.findall(r"<tr>(.*?)</tr>", drawn(SHARE).partition("<tbody>")[2])
    ]
    assert rows == [
        "1 Apr 2026 46% 24 Measured",
        "2 Mar 2026 30% 21.7 Measured",
        "31 Jan 2026 – – No number : too few to tell",
        "1 Jan 2026 19% 17.3 Measured",
        "1 Dec 2025 15% – Where it began : As the plan says",
    ]


def test_what_is_reported_by_hand_has_square_marks() -> None:
    by_hand = Trend(key="t2", title="By hand", unit="people", points=SHARE.points, goal=SHARE.goal, by_hand=True)
    html = drawn(by_hand)
    assert '<rect class="pt"' in html
    assert "<circle" not in html
    assert "Reported by hand" in html
    assert "Expected" not in html
    assert "<circle" in drawn(SHARE)


def test_without_a_number_there_is_the_table_alone() -> None:
    silent = Trend(key="t3", title="Silent", unit="", points=SHARE.points[1:2], goal=SHARE.goal)
    html = drawn(silent)
    assert "<svg" not in html
    assert "too few to tell" in html


def test_a_single_reading_is_a_mark() -> None:
    html = drawn(Trend(key="t4", title="One", unit="", points=SHARE.points[:1], goal=SHARE.goal))
    assert html.count('<circle class="pt" cx=') == 2  # in the drawing and in its key
    assert 'class="line" points' not in html


def test_numbers_and_days_in_words() -> None:
    assert [number(value) for value in (46, 2412, 0.5, 12.30, -0.001, 1 / 3)] == [
        "46", "2,412", "0.5", "12.3", "0", "0.33",
    ]  # fmt: skip
    assert [in_unit(46, unit) for unit in ("%", "people", "")] == ["46%", "46 people", "46"]
    assert day_in_words(date(2026, 3, 2)) == "2 March 2026"
    assert [deadline_in_words(date(2028, 2, day)) for day in (28, 29)] == ["28 February 2028", "February 2028"]
