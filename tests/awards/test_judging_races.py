"""Two chairs decide at the same moment, each an OS process: one does, and the other is told what they decided."""

from collections import Counter

import pytest

from awards.enums import Outcome, ReviewState
from awards.models import Candidate, Judge, Review
from awards.services.judging.assigning import assign_balanced
from awards.services.judging.deciding import decide
from awards.services.judging.errors import DecidedMeanwhileError, JudgingError
from awards.services.judging.opening import open_judging
from tests.awards.judged import candidates_of, chair, closed_round, judged_round, read, seat
from tests.factories.awards import NominationFactory
from tests.races import Racer, Start, race

pytestmark = pytest.mark.usefixtures("committed")
LAPS = 5


def deciding(judge: Judge, outcome: Outcome) -> Racer:
    """Return a racer who decides on each candidate as nobody had, and answers with what became of it."""

    def run(start: Start) -> list[str]:
        told = []
        for number in range(1, LAPS + 1):
            start()
            try:
                decide(judge.round_id, number, user=judge.user, outcome=outcome, reason=f"{outcome}.", seen=0)
            except DecidedMeanwhileError as error:
                told.append(f"told {error.candidate.outcome}")
            else:
                told.append(f"did {outcome}")
        return told

    return run


def test_of_two_chairs_one_decides_and_the_other_is_told() -> None:
    round_ = judged_round(LAPS)
    one, other = chair(round_), chair(round_)
    for candidate in candidates_of(round_):
        read(one, candidate)
        read(other, candidate)
    first, second = race(deciding(one, Outcome.WINNER), deciding(other, Outcome.NOT_CHOSEN))
    rows = candidates_of(round_)
    for row, mine, theirs in zip(rows, first, second, strict=True):
        assert {mine, theirs} == {f"did {row.outcome}", f"told {row.outcome}"}
        assert (row.version, row.reason) == (1, f"{row.outcome}.")


def test_judging_opened_by_many_at_once_is_opened_once() -> None:
    round_ = closed_round()
    for _ in range(4):
        NominationFactory(category=round_.categories.get())

    def opening(start: Start) -> int:
        start()
        return open_judging(round_.pk)

    assert Counter(race(opening, opening, opening)) == {4: 1, 0: 2}
    assert sorted(Candidate.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_given_out_by_many_at_once_each_has_as_many_judges_as_wanted() -> None:
    round_ = judged_round(6, judges_each=2)
    for _ in range(3):
        seat(round_)

    def giving(start: Start) -> int:
        start()
        try:
            return len(assign_balanced(round_.pk, by=None).pairs)
        except JudgingError:
            return -1

    assert sorted(race(giving, giving)) == [0, 12]
    assert Counter(Review.objects.values_list("state", flat=True)) == {ReviewState.ASSIGNED: 12}
