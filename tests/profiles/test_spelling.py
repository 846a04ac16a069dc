"""How far words are from one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.spelling import distance, errors_allowed, nearest

WORDS = st.text("abc", max_size=6)


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [
        ("laser", "laser", 0),
        ("lsaer", "laser", 1),
        ("laeser", "laser", 1),
        ("lasr", "laser", 1),
        ("lazer", "laser", 1),
        ("mircoscopy", "microscopy", 1),
        ("spectrosocpy", "spectroscopy", 1),
        ("micrscpy", "microscopy", 2),
        ("kiln", "lathe", 3),
        ("", "ab", 2),
    ],
)
def test_put_in_left_out_changed_or_swapped(one, other, away):
    assert distance(one, other, 2) == away


def _slow(one: str, other: str) -> int:
    """Return the same by the definition, one piece of each word after the other."""
    if not one or not other:
        return len(one) + len(other)
    best = min(_slow(one[1:], other) + 1, _slow(one, other[1:]) + 1, _slow(one[1:], other[1:]) + (one[0] != other[0]))
    if len(one) > 1 and len(other) > 1 and one[0] == other[1] and one[1] == other[0]:
        best = min(best, _slow(one[2:], other[2:]) + 1)
    return best


@given(WORDS, WORDS)
def test_it_is_what_the_definition_says(one, other):
    assert distance(one, other, 2) == min(_slow(one, other), 3)


@pytest.mark.parametrize(("word", "most"), [("sem", 0), ("kiln", 1), ("ceramic", 1), ("ceramics", 2), ("gcms2", 0)])
def test_short_words_may_have_no_errors_and_long_ones_two(word, most):
    assert errors_allowed(word) == most


def test_the_nearest_stand_first_then_the_most_used():
    there = [("later", 3), ("lager", 9), ("layer", 3), ("lathe", 50)]
    assert nearest("laper", there) == ["lager", "later", "layer"]
    assert nearest("spectrocopy", [("spectroscopy", 1), ("spectroscope", 40)]) == ["spectroscopy"]
    assert nearest("laser", [("laser", 4)]) == []
