"""Single values, in the forms in which lists bring them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.roster.columns import StaffField, mapping_problems, match_columns
from profiles.roster.tables import Unreadable
from profiles.roster.values import (
    clean_text,
    read_date,
    read_email,
    read_flag,
    read_staff_number,
    read_text,
    split_full_name,
    staff_key,
)


@pytest.mark.parametrize(
    "text",
    [
        "2020-02-01", "01/02/2020", "1/2/2020", "01.02.2020", "1-2-20", "1 February 2020", "1st Feb 2020", "01-Feb-20",
        "Feb 1, 2020", "20200201", "2020/2/1", "43862", "43862.0", "2020-02-01 00:00:00", "2020-02-01T09:30:00Z",
        "01/02/2020 00:00", "Sat 1 February 2020", date(2020, 2, 1),
    ],
)  # fmt: skip
def test_one_day_in_many_forms(text):
    assert read_date(text) == date(2020, 2, 1)


@pytest.mark.parametrize("text", ["", " - ", "n/a", "00/00/0000", "31/12/9999", "4712-12-31", "01/01/1900"])
def test_no_date_in_many_forms(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("31/06/2018", "not a day of the calendar"),
        ("29/02/2023", "not a day of the calendar"),
        ("05/13/2020", "no month 13"),
        ("soon", "not a date"),
        ("1/2/1066", "outside the years"),
        (Unreadable("A formula."), "A formula."),
    ],
)
def test_impossible_dates_say_why(text, word):
    with pytest.raises(ValueError, match=word):
        read_date(text)


@given(st.dates(date(1930, 1, 1), date(2100, 12, 31)))
def test_every_day_survives_every_form(day):
    assert read_date(day.isoformat()) == read_date(f"{day:%d/%m/%Y}") == read_date(f"{day.day} {day:%B %Y}") == day


@given(st.text(max_size=40))
def test_no_text_crashes_a_reader(text):
    for read in (read_date, read_email, read_flag, read_staff_number, clean_text):
        try:
            read(text)
        except ValueError as error:
            assert str(error)  # noqa: PT017 (it may as well succeed)


def test_addresses():
    assert read_email(" <Ana.Silva@Wexcombe.example> ") == "ana.silva@wexcombe.example"
    assert read_email("mailto:a@b.example") == "a@b.example"
    assert read_email("-") == ""
    with pytest.raises(ValueError, match="not an email address"):
        read_email("ana at wexcombe")


@pytest.mark.parametrize(
    ("text", "says"), [("Yes", True), ("Y", True), ("1", True), ("no", False), ("", False), ("0", False)]
)
def test_markers(text, says):
    assert read_flag(text) is says


def test_a_marker_that_says_neither():
    with pytest.raises(ValueError, match="neither yes nor no"):
        read_flag("perhaps")


def test_text_is_one_line_without_hidden_marks_but_keeps_its_script():
    assert clean_text(" Ana\n\t Silva\u202e\u200b ") == "Ana Silva"
    assert clean_text("نرگس\u200cها") == "نرگس\u200cها"
    with pytest.raises(ValueError, match="it has 101 characters, 100 is the most"):
        read_text("a" * 101, "family_name")


def test_names_that_look_like_nothing_are_names():
    assert read_text("Null", "family_name") == "Null"
    assert read_text("Null", "job_title") == ""


def test_staff_numbers():
    assert read_staff_number("12345.0") == "12345"
    assert staff_key("w 001") == staff_key("W001")


def test_full_names():
    assert split_full_name("Silva, Ana Maria") == ("Silva", "Ana Maria")
    assert split_full_name("Ana Silva") == ("Silva", "Ana")
    assert split_full_name("Madonna") == ("Madonna", "")


def test_headers_of_several_systems():
    assert match_columns(
        [
            "Employee No.",
            "SURNAME",
            "Forename(s)",
            "Known As",
            "E-mail Address",
            "Org Unit",
            "Location",
            "Start Date (dd/mm/yyyy)",
        ]
    ) == {
        0: StaffField.STAFF_NUMBER,
        1: StaffField.FAMILY_NAME,
        2: StaffField.GIVEN_NAME,
        3: StaffField.PREFERRED_NAME,
        4: StaffField.EMAIL,
        5: StaffField.DEPARTMENT,
        6: StaffField.CAMPUS,
        7: StaffField.START_DATE,
    }
    assert list(
        match_columns(["Payroll number", "LastName", "First Name", "School", "Dept", "Campus", "Location"]).values()
    ) == [
        StaffField.STAFF_NUMBER,
        StaffField.FAMILY_NAME,
        StaffField.GIVEN_NAME,
        StaffField.FACULTY,
        StaffField.DEPARTMENT,
        StaffField.CAMPUS,
        StaffField.BUILDING,
    ]


def test_a_matching_that_cannot_be_used_says_why():
    assert len(mapping_problems({})) == 2
    twice = {0: StaffField.STAFF_NUMBER, 1: StaffField.STAFF_NUMBER, 2: StaffField.FAMILY_NAME}
    assert mapping_problems(twice) == ["Two columns are matched to ‘Staff number’. Ignore one of them."]
