"""Themes, statuses, colours and older actions in the words of plans."""

import pytest

from plan.enums import ActionStatus
from plan.importing.predecessors import predecessor_in
from plan.importing.status import colour_of_fill, legend_in, status_of, status_within
from plan.importing.themes import code_themes, heading_theme, prose_themes, themes_of_cell


def letters(themes) -> str:
    return "".join(theme.value[0] for theme in themes)


@pytest.mark.parametrize(
    ("text", "themes", "is_all"),
    [
        ("Visibility", "v", True),
        ("Visibility, Career Development", "vc", True),
        ("V, R", "vr", True),
        ("V/R/CD", "vrc", True),
        ("VRS", "vrs", True),
        ("Recognition & Sustainability", "rs", True),
        ("Evaluating impact", "e", True),
        ("All", "vrcse", True),
        ("RECOGNITION: be thanked", "r", False),
        ("Staff", "", False),
    ],
)
def test_themes_of_a_cell(text, themes, is_all):
    found, says_all = themes_of_cell(text)
    assert (letters(found), says_all) == (themes, is_all)


@pytest.mark.parametrize(
    ("text", "theme", "rest"),
    [
        ("Visibility", "visibility", ""),
        ("1. RECOGNITION", "recognition", ""),
        ("Theme 3: Career Development", "career-development", ""),
        ("Sustainability – keep skills", "sustainability", "keep skills"),
        ("Career progression and development", "career-development", ""),
        ("Evaluating Impact", "evaluating-impact", ""),
    ],
)
def test_headings_of_themes(text, theme, rest):
    found = heading_theme(text)
    assert found is not None
    assert (found[0].value, found[1]) == (theme, rest)


@pytest.mark.parametrize("text", ["Visible technicians on every committee of the university", "Show faces", ""])
def test_sentences_are_no_headings_of_themes(text):
    assert heading_theme(text) is None


def test_themes_in_prose_need_the_word_for_what_they_are():
    assert letters(prose_themes("A part of the visibility, recognition and career development strands")) == "vrc"
    assert prose_themes("Recognition and visibility matter") == []


def test_themes_of_codes_need_two_letters_that_are_all_known():
    assert letters(code_themes(["V1", "R2", "CD3"]).values()) == "vrc"
    assert letters(code_themes(["TC-VIS-01", "TC-REC-01", "TC CAR 2"]).values()) == "vrc"
    assert code_themes(["TC-VIS-01", "TC-LAB-01", "TC-CAR-02"]) == {}
    assert code_themes(["V1", "V2"]) == {}
    assert code_themes(["A1", "R2", "V1"]) == {}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Complete", ActionStatus.DONE),
        ("100%", ActionStatus.DONE),
        ("0%", ActionStatus.NOT_STARTED),
        ("40% complete", ActionStatus.ON_TRACK),
        ("In progress", ActionStatus.ON_TRACK),
        ("on-track", ActionStatus.ON_TRACK),
        ("Not yet started", ActionStatus.NOT_STARTED),
        ("Behind schedule", ActionStatus.DELAYED),
        ("At risk", ActionStatus.AT_RISK),
        ("Cancelled", ActionStatus.STOPPED),
        ("Amber", None),
        ("Waiting for the board", None),
    ],
)
def test_statuses(text, status):
    assert status_of(text) == status


def test_a_status_with_more_behind_it():
    assert status_within("Complete – report published in May") == ActionStatus.DONE
    assert status_within("The complete list is not there") is None


def test_legends():
    assert legend_in("Amber: some progress made, Red: progress to commence; green = completed") == {
        "amber": ActionStatus.ON_TRACK,
        "red": ActionStatus.NOT_STARTED,
        "green": ActionStatus.DONE,
    }
    assert legend_in("Red Lion Square is where we meet") == {}


@pytest.mark.parametrize(
    ("fill", "colour"),
    [("FF0000", "red"), ("C00000", "red"), ("FFC000", "amber"), ("FFFF00", "amber"), ("00B050", "green"),
     ("92D050", "green"), ("0070C0", "blue"), ("FFFFFF", ""), ("D9D9D9", ""), ("auto", ""), ("", "")],
)  # fmt: skip
def test_colours(fill, colour):
    assert colour_of_fill(fill) == colour


@pytest.mark.parametrize(
    ("text", "code", "plan"),
    [
        ("Was Action V5 from 2018/20 plan", "V5", "2018/20"),
        ("Was Action S3", "S3", ""),
        ("Previously 3.2 in the 2019 plan", "3.2", "2019"),
        ("Carried over from action 4 (2018-2020 plan)", "4", "2018-2020"),
        ("Good so far. Continuation of R2", "R2", ""),
    ],
)
def test_older_actions(text, code, plan):
    found = predecessor_in(text)
    assert found is not None
    assert (found.code, found.plan) == (code, plan)


@pytest.mark.parametrize("text", ["New item", "It was 5 weeks late", "New from 3 departments in 2019", ""])
def test_notes_without_an_older_action(text):
    assert predecessor_in(text) is None
