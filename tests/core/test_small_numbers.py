"""Small numbers are kept back, by subtraction too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.small_numbers import FEWEST, hidden_places, is_small, told_parts, within_each

# Two faculties, with departments a to c and d
TREE: dict[str, str | None] = {"F": None, "G": None, "a": "F", "b": "F", "c": "F", "d": "G"}


@pytest.mark.parametrize(
    ("count", "whole", "small"),
    [(0, None, True), (4, None, True), (5, None, False), (5, 9, True), (5, 10, False), (9, 9, False)],
)
def test_small(count: int, whole: int | None, small: bool) -> None:
    assert is_small(count, whole) is small


def test_counts_hold_what_is_beneath() -> None:
    counts = {"a": 1, "b": 2, "F": 4, "d": 8, None: 16}
    assert within_each(counts, TREE) == {None: 31, "F": 7, "G": 8, "a": 1, "b": 2, "c": 0, "d": 8}


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 6, "b": 7, "c": 8, "d": 9}, set()),
        ({"a": 3, "d": 1}, {None, *TREE}),
        # c alone would be the rest of its faculty: the smallest beside it goes too
        ({"a": 6, "b": 9, "c": 3, "d": 9}, {"a", "c"}),
        # two small ones of which both together are few
        ({"a": 6, "b": 2, "c": 1, "d": 9}, {"a", "b", "c"}),
        # two that are five together
        ({"a": 6, "b": 2, "c": 3, "d": 9}, {"b", "c"}),
        # one person who is in the faculty's own office
        ({"F": 1, "a": 6, "b": 7, "c": 8, "d": 9}, {"a"}),
        # a small faculty takes the other with it, and all beneath
        ({"a": 6, "b": 7, "c": 8, "d": 2}, {"F", "G", "a", "b", "c", "d"}),
    ],
)
def test_hidden(counts: dict[str | None, int], hidden: set[str | None]) -> None:
    assert hidden_places(counts, TREE) == hidden


def test_few_who_are_left_of_the_whole_hide_too() -> None:
    staff = {"a": 20, "b": 20, "c": 20, "d": 20}
    assert hidden_places({"a": 18, "b": 10, "c": 11, "d": 20}, TREE, staff) == {"a", "b"}


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d", "F", "G", None]), st.integers(1, 12)))
def test_what_is_told_gives_no_small_number_away(counts: dict[str | None, int]) -> None:
    totals, hidden = within_each(counts, TREE), hidden_places(counts, TREE)
    for above in (None, "F", "G"):
        if above in hidden:
            continue
        beneath = [place for place, parent in TREE.items() if parent == above]
        assert all(totals[place] >= FEWEST for place in beneath if place not in hidden)
        rest = totals[above] - sum(totals[place] for place in beneath if place not in hidden)
        assert rest == 0 or rest >= FEWEST or all(place in hidden for place in beneath)


@pytest.mark.parametrize(
    ("parts", "whole", "told"),
    [
        ({}, 9, ()),
        ({"RSci": 6, "CSci": 9}, 15, (("CSci", 9), ("RSci", 6))),
        ({"RSci": 6, "CSci": 9, "IEng": 0}, 15, (("CSci", 9), ("RSci", 6))),
        # what the others leave of the whole would tell of the two: the smallest of the others goes too
        ({"RSci": 6, "CSci": 9, "IEng": 2}, 17, (("CSci", 9),)),
        # people who hold two leave nothing to subtract from, so it is taken for few
        ({"RSci": 9, "CSci": 9, "IEng": 2}, 12, ()),
        ({"RSci": 6, "CSci": 9, "IEng": 2, "EngTech": 4}, 21, (("CSci", 9), ("RSci", 6))),
        ({"RSci": 5, "CSci": 5}, 10, (("CSci", 5), ("RSci", 5))),
        ({"RSci": 4, "CSci": 1}, 5, ()),
    ],
)
def test_told_parts(parts: dict[str, int], whole: int, told: tuple[tuple[str, int], ...]) -> None:
    assert told_parts(parts, whole) == told
