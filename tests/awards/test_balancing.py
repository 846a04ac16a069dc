"""Who is given whom: as evenly as it can be, never in conflict."""

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from awards.balancing import Plan, balance


def test_it_is_even_where_nobody_is_in_conflict() -> None:
    plan = balance([1, 2, 3], list(range(10, 19)), 2, held=(), barred=())
    assert plan.load == {1: 6, 2: 6, 3: 6}
    assert len(set(plan.pairs)) == 18
    assert plan.short == {}


def test_nobody_gets_whom_they_may_not_judge() -> None:
    plan = balance([1, 2], [10, 11], 1, held=(), barred=[(1, 10), (1, 11)])
    assert plan == Plan(((2, 10), (2, 11)), {1: 0, 2: 2}, {})


def test_it_says_who_lacks_judges() -> None:
    plan = balance([1, 2], [10], 3, held=(), barred=[(2, 10)])
    assert plan == Plan(((1, 10),), {1: 1, 2: 0}, {10: 2})


def test_what_was_given_stays_and_counts() -> None:
    plan = balance([1, 2], [10, 11, 12], 1, held=[(1, 10), (1, 11)], barred=())
    assert plan == Plan(((2, 12),), {1: 2, 2: 1}, {})
    assert balance([1, 2], [10], 1, held=[(1, 10)], barred=()).pairs == ()


def test_it_moves_over_others_where_it_must() -> None:
    """Judge 3 can have 12 alone, and 2 only 11 and 12: the even way is one each."""
    barred = [(2, 10), (3, 10), (3, 11)]
    assert balance([1, 2, 3], [10, 11, 12], 1, held=(), barred=barred).load == {1: 1, 2: 1, 3: 1}


@settings(max_examples=60, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 2), st.integers(0, 3))), st.integers(1, 2))
def test_no_distribution_is_more_even(barred: set[tuple[int, int]], each: int) -> None:
    """Against all that there are: by the sum of squares, which the most even one makes smallest."""
    judges, candidates = [0, 1, 2], [0, 1, 2, 3]
    plan = balance(judges, candidates, each, held=(), barred=barred)
    assert not set(plan.pairs) & barred
    ways = []
    for candidate in candidates:
        free = [judge for judge in judges if (judge, candidate) not in barred]
        ways.append(list(combinations(free, min(each, len(free)))))
        assert sum(pair[1] == candidate for pair in plan.pairs) == min(each, len(free))
    squares = min(sum(sum(judge in chosen for chosen in way) ** 2 for judge in judges) for way in product(*ways))
    assert sum(load**2 for load in plan.load.values()) == squares
