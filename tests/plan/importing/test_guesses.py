"""A plan's title and period are guessed where the file says them, and asked for where it does not."""

from datetime import date

import pytest

from plan.importing.guesses import lines_of, period_in, title_in, title_of_name
from plan.importing.reading import read
from tests.plan.shapes.making import csv_bytes, word


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Action_plan 2021-24.docx", "Action plan 2021-24"),
        ("plan.final.xlsx", "plan.final"),
        (f"{'x' * 200}.csv", "x" * 160),
    ],
)
def test_the_title_of_a_name(name: str, title: str) -> None:
    assert title_of_name(name) == title


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Plan, January 2021 to December 2023", date(2021, 1, 1), date(2023, 12, 31)),
        ("PLAN: SEPT 2020 – AUG 2022", date(2020, 9, 1), date(2022, 8, 31)),
        ("plan 2021-24.docx", date(2021, 1, 1), date(2024, 12, 31)),
        ("plan_2021_2024.docx", date(2021, 1, 1), date(2024, 12, 31)),
        ("2018/20", date(2018, 1, 1), date(2020, 12, 31)),
        ("Call 0113 2021-2043 or 2024-2026", date(2024, 1, 1), date(2026, 12, 31)),
    ],
)
def test_the_period_in_a_text(text: str, start: date, end: date) -> None:
    period = period_in([text])
    assert period is not None
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize("text", ["", "Action plan", "2021", "2024-2021", "December 2023 to January 2021", "2021-21"])
def test_no_period_is_made_up(text: str) -> None:
    assert period_in([text]) is None


def test_months_go_before_years_wherever_they_stand() -> None:
    period = period_in(["Plan 2018-2030", "From March 2021 to April 2022"])
    assert period is not None
    assert period.start == date(2021, 3, 1)


def test_a_document_says_what_it_is_above_its_table_or_in_its_head() -> None:
    rows = [["Ref", "Action", "Due"], ["1", "Show faces", "2023"]]
    above = lines_of(read(word(rows, headings=["Our action plan 2023 to 2025"])))
    assert title_in(above) == "Our action plan 2023 to 2025"
    head = lines_of(read(csv_bytes([["ACTION PLAN: JANUARY 2021 TO DECEMBER 2023", "", ""], *rows])))
    assert title_in(head) == "ACTION PLAN: JANUARY 2021 TO DECEMBER 2023"
    assert title_in(["A workplace", f"Action plan {'x' * 160}"]) == ""
