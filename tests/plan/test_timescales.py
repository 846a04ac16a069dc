"""What people write as a date, and the days that it means."""

import string
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan.enums import TimescaleKind
from plan.spans import PlanPeriod, Span
from plan.timescales import read_start_and_end, read_timescale

PERIOD = PlanPeriod.from_months("2021-01", "2023-12")


def read(wording: str) -> tuple[str, list[str]]:
    """Return the kind, and each span as '2021-01-01..2021-01-31'."""
    found = read_timescale(wording, PERIOD)
    assert found.wording == wording.strip()
    return found.kind.value, [f"{span.start}..{span.end}" for span in found.occurrences]


def year(number: int) -> str:
    return f"{number}-01-01..{number}-12-31"


ONE_DATE = {
    "December 2019": "2019-12-01..2019-12-31",
    "By end October 2018": "2018-10-01..2018-10-31",
    "By end of April 2018": "2018-04-01..2018-04-30",
    "By May 2020": "2020-05-01..2020-05-31",
    "Jan 2020": "2020-01-01..2020-01-31",
    "Jan. 2020": "2020-01-01..2020-01-31",
    "April, 2021": "2021-04-01..2021-04-30",
    "May-19": "2019-05-01..2019-05-31",
    "May 19": "2019-05-01..2019-05-31",
    "Sept ’21": "2021-09-01..2021-09-30",
    "Jan21": "2021-01-01..2021-01-31",
    "31/07/2023": "2023-07-31..2023-07-31",
    "01/02/2021": "2021-02-01..2021-02-01",
    "01.02.21": "2021-02-01..2021-02-01",
    "2021-02-01": "2021-02-01..2021-02-01",
    "31st of July 2022": "2022-07-31..2022-07-31",
    "July 31st, 2022": "2022-07-31..2022-07-31",
    "30th June ’22": "2022-06-30..2022-06-30",
    "1-May-21": "2021-05-01..2021-05-01",
    "05/2021": "2021-05-01..2021-05-31",
    "2021-05": "2021-05-01..2021-05-31",
    "05/21": "2021-05-01..2021-05-31",
    "44317": "2021-05-01..2021-05-01",
    "Spring Term 2015": "2015-01-01..2015-03-31",
    "w/c 1 March 2021": "2021-03-01..2021-03-07",
    "Week commencing 29th November 2021": "2021-11-29..2021-12-05",
    "Started; completion July 2022": "2022-07-01..2022-07-31",
    "Autumn term 2021/22": "2021-09-01..2021-12-31",
    "Summer 2021/22": "2022-04-01..2022-07-31",
    "Michaelmas term 2021": "2021-09-01..2021-12-31",
    "Winter 2021": "2021-12-01..2022-02-28",
    "Semester 1 2021/22": "2021-09-01..2022-01-31",
    "Q3 2022": "2022-07-01..2022-09-30",
    "2022 Q3": "2022-07-01..2022-09-30",
    "third quarter of 2022": "2022-07-01..2022-09-30",
    "H1 2022": "2022-01-01..2022-06-30",
    "early 2022": "2022-01-01..2022-04-30",
    "2021": "2021-01-01..2021-12-31",
    "Next round April 2020": "2020-04-01..2020-04-30",
    "Completed May 2021": "2021-05-01..2021-05-31",
    "By the end of the academic year 2020/21": "2020-08-01..2021-07-31",
    "end of the plan": "2023-12-01..2023-12-31",
    "Month 6": "2021-06-01..2021-06-30",
    "Within 6 months": "2021-01-01..2021-06-30",
    "August 2020 August 2020": "2020-08-01..2020-08-31",
}
RANGES = {
    "Dec 21/Jan 22": "2021-12-01..2022-01-31",
    "2019/20": "2019-08-01..2020-07-31",
    "19/20": "2019-08-01..2020-07-31",
    "2019-2020": "2019-08-01..2020-07-31",
    "2018/20": "2018-08-01..2020-07-31",
    "AY 21/22": "2021-08-01..2022-07-31",
    "1999/00": "1999-08-01..2000-07-31",
    "2018-2020": "2018-01-01..2020-12-31",
    "2021 to 2023": "2021-01-01..2023-12-31",
    "January to March 2021": "2021-01-01..2021-03-31",
    "January – March 2021": "2021-01-01..2021-03-31",
    "Nov - Feb 2022": "2021-11-01..2022-02-28",
    "Sept/Oct 2021": "2021-09-01..2021-10-31",
    "Dec 2020/Jan 2021": "2020-12-01..2021-01-31",
    "Jan/Feb/Mar 2021": "2021-01-01..2021-03-31",
    "1 May 2021 - 30 June 2021": "2021-05-01..2021-06-30",
    "1-2 May 2021": "2021-05-01..2021-05-02",
    "01/05/2021 – 30/06/2021": "2021-05-01..2021-06-30",
    "12/2021 - 06/2022": "2021-12-01..2022-06-30",
    "May 2021 to December 2022": "2021-05-01..2022-12-31",
    "May 2021 to 2022": "2021-05-01..2022-12-31",
    "Between May and July 2021": "2021-05-01..2021-07-31",
    "Between May 2021 and July 2021": "2021-05-01..2021-07-31",
    "From September 2021": "2021-09-01..2023-12-31",
    "Start May 2021, end June 2022": "2021-05-01..2022-06-30",
    "Until July 2022": "2021-01-01..2022-07-31",
    "Ongoing until July 2022": "2021-01-01..2022-07-31",
    "Spring/Summer 2022": "2022-01-01..2022-07-31",
}
PLAN_YEARS = {
    "Year 1": [year(2021)],
    "Year 1/2": ["2021-01-01..2022-12-31"],
    "Year 1/2/": ["2021-01-01..2022-12-31"],
    "Year 1/2/3": ["2021-01-01..2023-12-31"],
    "(Y1-3)": ["2021-01-01..2023-12-31"],
    "Years 1 to 2": ["2021-01-01..2022-12-31"],
    "Yr2": [year(2022)],
    "Year two": [year(2022)],
    "first year": [year(2021)],
    "Year 1 & Year 3": [year(2021), year(2023)],
    "Year 2 (2022)": [year(2022)],
    "Year 1, Q2": ["2021-04-01..2021-06-30"],
    "End of Year 1": [year(2021)],
}
MAYS = ["2021-05-01..2021-05-31", "2022-05-01..2022-05-31", "2023-05-01..2023-05-31"]
RECURRING = {
    "February 2021, 2022 and 2023": [f"{n}-02-01..{n}-02-28" for n in (2021, 2022, 2023)],
    "March 2022 and 2023": [f"{n}-03-01..{n}-03-31" for n in (2022, 2023)],
    "July and December 2021, 2022 and 2023": [
        f"{n}-{month}-01..{n}-{month}-31" for n in (2021, 2022, 2023) for month in ("07", "12")
    ],
    "3 by Aug 2022, 6 by Aug 2023": ["2022-08-01..2022-08-31", "2023-08-01..2023-08-31"],
    "May 2021; June 2022": ["2021-05-01..2021-05-31", "2022-06-01..2022-06-30"],
    "May 2021\nJune 2022": ["2021-05-01..2021-05-31", "2022-06-01..2022-06-30"],
    "2021, 2022 & 2023": [year(2021), year(2022), year(2023)],
    "2021/22 and 2022/23": ["2021-08-01..2022-07-31", "2022-08-01..2023-07-31"],
    "May - July 2021 and May - July 2022": ["2021-05-01..2021-07-31", "2022-05-01..2022-07-31"],
    "Annually": [year(2021), year(2022), year(2023)],
    "Each year": [year(2021), year(2022), year(2023)],
    "Every two years": [year(2021), year(2023)],
    "Twice a year": [
        f"{n}-{half}" for n in (2021, 2022, 2023) for half in (f"01-01..{n}-06-30", f"07-01..{n}-12-31")
    ],
    "Every May": MAYS,
    "May annually": MAYS,
    "Annually, first in May 2021": MAYS,
    "Annual review by 31 July": [f"{n}-07-31..{n}-07-31" for n in (2021, 2022, 2023)],
    "Annually from 2022": [year(2022), year(2023)],
}  # fmt: skip


@pytest.mark.parametrize(("wording", "span"), ONE_DATE.items())
def test_one_date(wording, span):
    assert read(wording) == ("by", [span])


@pytest.mark.parametrize(("wording", "span"), RANGES.items())
def test_ranges(wording, span):
    assert read(wording) == ("range", [span])


@pytest.mark.parametrize(("wording", "spans"), PLAN_YEARS.items())
def test_plan_years(wording, spans):
    assert read(wording) == ("plan_year", spans)


@pytest.mark.parametrize(("wording", "spans"), RECURRING.items())
def test_recurring(wording, spans):
    assert read(wording) == ("recurring", spans)


@pytest.mark.parametrize(
    ("wording", "count"), [("Quarterly", 12), ("Monthly", 36), ("Termly", 9), ("3 times a year", 9)]
)
def test_so_often_a_year(wording, count):
    kind, spans = read(wording)
    assert (kind, len(spans)) == ("recurring", count)


@pytest.mark.parametrize(
    "wording",
    [
        "Ongoing", "On-going", "on going", "Started June 2019. Work will be on-going", "May 2021 and ongoing",
        "May 2021 - ongoing", "From September 2021 onwards", "Continuous", "Ongoing, review annually", "Weekly",
        "Year 1 and ongoing", "Throughout", "2021 - ongoing", "As required",
    ],
)  # fmt: skip
def test_ongoing(wording):
    assert read(wording) == ("ongoing", [])
    assert read_timescale(wording, PERIOD).warnings == ()


@pytest.mark.parametrize(
    ("wording", "words"),
    [
        ("31 June 2018", "‘31 June 2018’ is not a day"),
        ("31/06/2018", "‘31/06/2018’ is not a day"),
        ("29 February 2023", "not a day"),
        ("TBC", "‘TBC’ was not understood"),
        ("asap", "not understood"),
        ("May", "says no year"),
        ("19 May", "says no year"),
        ("Year 4", "The plan has 3 years"),
        ("Month 40", "ends before its month 40"),
    ],
)
def test_what_is_not_understood_says_so(wording, words):
    found = read_timescale(wording, PERIOD)
    assert (found.kind, found.occurrences, found.wording) == (TimescaleKind.UNKNOWN, (), wording)
    assert words in " ".join(found.warnings)


def test_nothing_said_is_no_fault():
    assert read_timescale(" \n", PERIOD) == read_timescale("", PERIOD)
    assert read_timescale("", PERIOD).warnings == ()


def test_dates_beside_ongoing_are_kept_with_a_warning():
    found = read_timescale("August 2020 August 2020 On-going", PERIOD)
    assert (found.kind, found.occurrences) == (TimescaleKind.BY, (Span(date(2020, 8, 1), date(2020, 8, 31)),))
    assert found.warnings == ("Part of it goes on after these dates.",)


def test_a_month_that_the_plan_has_once_needs_no_year():
    short_plan = PlanPeriod.from_months("2021-02", "2021-11")
    found = read_timescale("By 19 May", short_plan)
    assert found.occurrences == (Span(date(2021, 5, 19), date(2021, 5, 19)),)


def test_plan_years_are_counted_from_the_plans_start_and_end_with_it():
    plan = PlanPeriod.from_months("2020-12", "2023-06")
    assert plan.years == 3
    assert read_timescale("Year 1", plan).occurrences == (Span(date(2020, 12, 1), date(2021, 11, 30)),)
    assert read_timescale("Year 3", plan).occurrences == (Span(date(2022, 12, 1), date(2023, 6, 30)),)


@pytest.mark.parametrize(
    ("start", "end", "kind", "span"),
    [
        ("May 2021", "June 2022", "range", "2021-05-01..2022-06-30"),
        ("01/05/2021", "30/06/2022", "range", "2021-05-01..2022-06-30"),
        ("", "June 2022", "by", "2022-06-01..2022-06-30"),
        ("May 2021", "", "range", "2021-05-01..2023-12-31"),
        ("May 2021", "Ongoing", "ongoing", ""),
        ("Year 1", "Year 2", "range", "2021-01-01..2022-12-31"),
        ("June 2022", "May 2021", "unknown", ""),
        ("", "", "unknown", ""),
    ],
)
def test_start_and_end_columns(start, end, kind, span):
    found = read_start_and_end(start, end, PERIOD)
    assert (found.kind.value, "".join(f"{each.start}..{each.end}" for each in found.occurrences)) == (kind, span)
    assert start in found.wording
    assert end in found.wording


@pytest.mark.parametrize("text", ["2021", "2021-13", "January", "2021-1-", "-", "20a1-01"])
def test_a_period_is_given_in_months(text):
    with pytest.raises(ValueError, match="months such as"):
        PlanPeriod.from_months(text, "2023-12")


def test_a_period_runs_forwards():
    with pytest.raises(ValueError, match="cannot end before"):
        PlanPeriod.from_months("2023-01", "2021-12")


WORDS = st.sampled_from(
    [
        "by", "end", "of", "May", "December", "2021", "2022", "2019/20", "and", ",", "to", "-", "/", "Year", "1", "2",
        "31", "ongoing", "annually", "every", "term", "Spring", "Q3", "until", "from", "between", "\n", "31/06/2021",
        "01/05/2021", "(", ")", "started", "TBC", "months", "30 February", "plan", "'21", "monthly", "half",
    ]
)  # fmt: skip
PERIODS = st.builds(
    lambda year, month, months: PlanPeriod.from_months(
        f"{year}-{month:02}", f"{year + (month + months) // 12}-{(month + months) % 12 + 1:02}"
    ),
    st.integers(1995, 2060),
    st.integers(1, 12),
    st.integers(0, 72),
)


@settings(derandomize=True, max_examples=400, deadline=None)
@given(st.one_of(st.lists(WORDS, max_size=12).map(" ".join), st.text(string.printable, max_size=80)), PERIODS)
def test_whatever_is_written_holds_together(wording, period):
    found = read_timescale(wording, period)
    assert found.wording == wording.strip()
    assert list(found.occurrences) == sorted(set(found.occurrences))
    if found.kind in {TimescaleKind.ONGOING, TimescaleKind.UNKNOWN}:
        assert found.occurrences == ()
    else:
        assert found.occurrences
    if found.kind in {TimescaleKind.BY, TimescaleKind.RANGE}:
        assert len(found.occurrences) == 1
    if found.kind == TimescaleKind.UNKNOWN and found.wording:
        assert found.warnings


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.dates(date(1995, 1, 1), date(2069, 12, 31)))
def test_every_way_to_write_a_day_is_that_day(day):
    ways = [f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}", f"{day.day} {day:%B %Y}", f"by {day:%d %b %Y}",
            f"{day:%B} {day.day}, {day.year}", f"{day:%d-%b-%y}", f"{day:%d/%m/%y}"]  # fmt: skip
    for way in ways:
        assert read_timescale(way, PERIOD).occurrences == (Span(day, day),), way


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.integers(1, 12), st.integers(1995, 2069))
def test_every_way_to_write_a_month_is_that_month(month, year_number):
    first = date(year_number, month, 1)
    for way in (
        f"{first:%B %Y}",
        f"{first:%b %Y}",
        f"{first:%b-%y}",
        f"{first:%m/%Y}",
        f"End of {first:%B} {first:%Y}",
    ):
        (span,) = read_timescale(way, PERIOD).occurrences
        assert span.start == first, way
        assert (span.end.year, span.end.month) == (year_number, month)
        assert (span.end - first).days in {27, 28, 29, 30}


@settings(derandomize=True, max_examples=150, deadline=None)
@given(PERIODS)
def test_the_years_of_a_plan_cover_it_without_a_gap(period):
    years = [period.year(number) for number in range(1, period.years + 1)]
    assert read_timescale("Annually", period).occurrences == tuple(years)
    assert years[0].start == period.start
    assert years[-1].end == period.end
    assert all((after.start - before.end).days == 1 for before, after in pairwise(years))
    assert period.year(period.years + 1) is None
