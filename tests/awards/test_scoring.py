"""What scores come to."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from awards.scoring import Tally, ranks, shown, tally, tied, weighted_mean

F = Fraction


def test_weights_count() -> None:
    assert weighted_mean({1: 5, 2: 2}, {1: 2, 2: 1}) == 4
    assert weighted_mean({1: 4, 2: 3, 9: 1}, {1: 1, 2: 1}) == F(7, 2), "a criterion that is gone counts nothing"


def test_what_is_not_whole_counts_nothing() -> None:
    assert weighted_mean({1: 5}, {1: 2, 2: 1}) is None
    assert weighted_mean({}, {}) is None


def test_a_tally_tells_mean_spread_and_who_stands_out() -> None:
    told = tally([F(4), F(4), F(2), F(5)])
    assert told == Tally(4, F(15, 4), F(2), F(5), outliers=(2,))
    assert told.spread == 3


def test_of_two_neither_stands_out() -> None:
    assert tally([F(1), F(5)]).outliers == ()
    assert tally([F(1), F(5)]).spread == 4
    assert tally([F(3)]).spread is None
    assert tally([]) == Tally(0)


def test_who_has_the_same_mean_shares_a_place() -> None:
    places = ranks({1: F(4), 2: F(9, 2), 3: F(8, 2), 4: None, 5: F(1)})
    assert places == {2: 1, 1: 2, 3: 2, 5: 4}
    assert tied(places) == {1, 3}


def test_thirds_tie_exactly() -> None:
    """As floating-point numbers these would differ."""
    one = weighted_mean({1: 1, 2: 2, 3: 2}, {1: 1, 2: 1, 3: 1})
    other = tally([F(5, 3), F(5, 3), F(5, 3)]).mean
    assert tied(ranks({1: one, 2: other})) == {1, 2}


def test_numbers_are_shown_to_two_places() -> None:
    assert [shown(F(7, 3)), shown(F(4)), shown(None)] == ["2.33", "4.00", "–"]


@given(st.lists(st.integers(1, 5), min_size=1), st.data())
def test_a_mean_lies_between_the_worst_and_the_best(scores: list[int], data: st.DataObject) -> None:
    weights = {key: data.draw(st.integers(1, 10)) for key in range(len(scores))}
    mean = weighted_mean(dict(enumerate(scores)), weights)
    assert mean is not None
    assert min(scores) <= mean <= max(scores)
