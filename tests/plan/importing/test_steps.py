"""Steps inside a cell, typed or set by Word."""

import pytest

from plan.importing.steps import split_steps
from plan.importing.tables import Paragraph


def steps(text: str, *, each_line: bool = True) -> list[tuple[str, str]]:
    split = split_steps([Paragraph(line) for line in text.split("\n")], each_line=each_line)
    return [(step.label, step.text) for step in split.steps]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a) One b) Two c) Three", [("a", "One"), ("b", "Two"), ("c", "Three")]),
        ("a) One", [("a", "One")]),
        ("(a) One\n(b) Two", [("a", "One"), ("b", "Two")]),
        ("a. One\nb. Two", [("a", "One"), ("b", "Two")]),
        ("A) One B) Two", [("A", "One"), ("B", "Two")]),
        ("1. One 2. Two", [("1", "One"), ("2", "Two")]),
        ("1. Jan 2023 2. Feb 2023", [("1", "Jan 2023"), ("2", "Feb 2023")]),
        ("1. Paint year 2. Dry it", [("1", "Paint year 2. Dry it")]),
        ("1. Paint 2. storeys", [("1", "Paint 2. storeys")]),
        ("1. See part 4. Paint 2. Dry", [("1", "See part 4. Paint"), ("2", "Dry")]),
        ("1. Paint room B 2. Dry\n2. Sell", [("1", "Paint room B 2. Dry"), ("2", "Sell")]),
        ("Step 1: Ask\nStep 2: Tell", [("Step 1", "Ask"), ("Step 2", "Tell")]),
        ("Phase 1 – ask; Phase 2 – tell", [("Phase 1", "ask"), ("Phase 2", "tell")]),
        ("In all: Year 1. Ask. Year 2. Tell.", [("Year 1", "Ask."), ("Year 2", "Tell.")]),
        ("Step 1: Ask", [("", "Step 1: Ask")]),
        ("1. One. 2. Two", [("1", "One."), ("2", "Two")]),
        ("1) One 2) Two", [("1", "One"), ("2", "Two")]),
        ("(i) One (ii) Two", [("i", "One"), ("ii", "Two")]),
        ("a) where neededb) Two", [("a", "where needed"), ("b", "Two")]),
        ("a) One, see (c) of the plan b) Two", [("a", "One, see (c) of the plan"), ("b", "Two")]),
        ("a) One i) first ii) second b) Two", [("a", "One i) first ii) second"), ("b", "Two")]),
        ("• One • Two", [("", "One"), ("", "Two")]),
        ("- One\n- Two", [("", "One"), ("", "Two")]),
        ("1.1 One\n1.2 Two", [("1.1", "One"), ("1.2", "Two")]),
        ("One\nTwo", [("", "One"), ("", "Two")]),
        ("One goes\non here\nTwo", [("", "One goes on here"), ("", "Two")]),
        ("One", [("", "One")]),
        ("", []),
        ("Version 1.2 and 3.4", [("", "Version 1.2 and 3.4")]),
    ],
)
def test_typed_lists(text, expected):
    assert steps(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Improve a) this and b) that",
        "As in year 1. and in year 2. too",
        "Well-known, up-to-date kit",
        "3 of 5 rooms - all",
    ],
)
def test_running_text_is_no_list(text):
    assert steps(text, each_line=False) == []


def test_what_stands_before_the_list_and_on_which_line_each_begins():
    split = split_steps([Paragraph("We will: a) ask"), Paragraph("b) tell")], each_line=True)
    assert split.intro == "We will:"
    assert [(step.label, step.line) for step in split.steps] == [("a", 0), ("b", 1)]
    assert split.lines == 2


def test_words_own_lists_with_deeper_levels():
    split = split_steps(
        [Paragraph("In order:"), Paragraph("One", "1."), Paragraph("first", "a)", 1), Paragraph("more"),
         Paragraph("Two", "2.")],
        each_line=True,
    )  # fmt: skip
    assert split.intro == "In order:"
    assert [(step.label, step.text) for step in split.steps] == [("1", "One\na) first\nmore"), ("2", "Two")]
