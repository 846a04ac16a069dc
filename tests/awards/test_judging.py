"""What judges and chairs do: given candidates, they declare, score, abstain, decline; the chair decides."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from awards.enums import Outcome, ReviewState, Seat
from awards.judging_needs import judging_needs
from awards.models import Candidate, Judge, Nomination, Review, Round, Score
from awards.services.judging.assigning import assign_balanced, assign_by_hand, plan_balanced, take_back
from awards.services.judging.deciding import bring_together, decide
from awards.services.judging.errors import DecidedMeanwhileError, JudgingError
from awards.services.judging.panel import add_judge, change_seat, remove_judge
from awards.services.judging.reviewing import abstain, declare, decline, score
from portal.core.models import OutboxMail
from tests.awards.judged import candidates_of, chair, give, judged_round, read, scored, scores_of, seat, withdraw
from tests.factories.awards import SeconderFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_() -> Round:
    return judged_round(1)


@pytest.fixture
def candidate(round_: Round) -> Candidate:
    return candidates_of(round_)[0]


@pytest.fixture
def judge(round_: Round, candidate: Candidate) -> Judge:
    judge = seat(round_)
    give(judge, candidate)
    return judge


def state(judge: Judge) -> str:
    return judge.reviews.get().state


def end_judging(round_: Round) -> None:
    Round.objects.filter(pk=round_.pk).update(judging_ends_at=timezone.now())


# --- declaring and scoring


def test_no_score_before_the_declaration(judge: Judge, round_: Round) -> None:
    with pytest.raises(JudgingError, match="conflict of interest"):
        score(round_.pk, 1, user=judge.user, scores=scores_of(round_, 3, 3))
    with pytest.raises(JudgingError, match="conflict of interest"):
        abstain(round_.pk, 1, user=judge.user, words="No time.")
    assert not Score.objects.exists()


def test_the_database_holds_no_score_before_the_declaration(judge: Judge) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        judge.reviews.update(state=ReviewState.SCORED)


def test_a_judge_declares_scores_and_changes_the_score(judge: Judge, round_: Round) -> None:
    declare(round_.pk, 1, user=judge.user, has_conflict=False)
    assert state(judge) == ReviewState.READING
    score(round_.pk, 1, user=judge.user, scores=scores_of(round_, 3, 4), notes="Good.")
    score(round_.pk, 1, user=judge.user, scores=scores_of(round_, 5, 4), notes="Better than I thought.")
    review = judge.reviews.get()
    assert [row.value for row in review.scores.all()] == [5, 4]
    assert (review.state, review.notes) == (ReviewState.SCORED, "Better than I thought.")
    logged = ModelLogEntry.objects.filter(user=judge.user).order_by("pk").values_list("action", "data")
    assert [(action.rpartition(".")[2], data) for action, data in logged] == [
        ("declare", {"candidate": 1}), ("score", {"candidate": 1}), ("rescore", {"candidate": 1}),
    ]  # fmt: skip


@pytest.mark.parametrize("values", [(0, 3), (6, 3), (-1, 3)])
def test_a_score_goes_from_one_to_five(judge: Judge, round_: Round, candidate: Candidate, values: Any) -> None:
    read(judge, candidate)
    with pytest.raises(JudgingError, match="from 1 to 5"):
        score(round_.pk, 1, user=judge.user, scores=scores_of(round_, *values))


def test_each_criterion_is_scored(judge: Judge, round_: Round, candidate: Candidate) -> None:
    read(judge, candidate)
    one = dict([scores_of(round_, 3, 3).popitem()])
    other = scores_of(judged_round(0), 3, 3)
    for scores in (one, {}, scores_of(round_, 3, 3) | other):
        with pytest.raises(JudgingError, match="each criterion"):
            score(round_.pk, 1, user=judge.user, scores=scores)


def test_who_declares_a_conflict_judges_no_more(judge: Judge, round_: Round) -> None:
    declare(round_.pk, 1, user=judge.user, has_conflict=True, words="We share a bench.")
    review = judge.reviews.get()
    assert (review.state, review.conflict, review.words) == (ReviewState.CONFLICT, "declared", "We share a bench.")
    with pytest.raises(JudgingError, match="conflict"):
        score(round_.pk, 1, user=judge.user, scores=scores_of(round_, 3, 3))
    assert declare(round_.pk, 1, user=judge.user, has_conflict=False).state == ReviewState.CONFLICT


def test_who_notices_a_conflict_after_scoring_says_so(judge: Judge, round_: Round, candidate: Candidate) -> None:
    scored(judge, candidate, 5, 5)
    declare(round_.pk, 1, user=judge.user, has_conflict=True, words="I know the kiln.")
    assert state(judge) == ReviewState.CONFLICT
    assert not Score.objects.exists()


def test_a_conflict_that_the_portal_knows_is_stronger_than_a_declaration(judge: Judge, round_: Round) -> None:
    SeconderFactory(nomination=Nomination.objects.get(round=round_), user=judge.user)
    assert declare(round_.pk, 1, user=judge.user, has_conflict=False).state == ReviewState.CONFLICT


def test_a_conflict_that_comes_up_later_stops_the_score(judge: Judge, round_: Round, candidate: Candidate) -> None:
    read(judge, candidate)
    SeconderFactory(nomination=Nomination.objects.get(round=round_), user=judge.user)
    with pytest.raises(JudgingError, match="conflict"):
        score(round_.pk, 1, user=judge.user, scores=scores_of(round_, 3, 3))


def test_abstaining_takes_the_score_back_and_can_be_taken_back(
    judge: Judge, round_: Round, candidate: Candidate
) -> None:
    scored(judge, candidate, 2, 2)
    abstain(round_.pk, 1, user=judge.user, words="I cannot tell.")
    assert (state(judge), Score.objects.count()) == (ReviewState.ABSTAINED, 0)
    score(round_.pk, 1, user=judge.user, scores=scores_of(round_, 4, 4))
    assert state(judge) == ReviewState.SCORED


def test_declining_frees_the_candidate_for_another(judge: Judge, round_: Round) -> None:
    decline(round_.pk, 1, user=judge.user, words="I am away.")
    assert state(judge) == ReviewState.DECLINED
    with pytest.raises(JudgingError):
        declare(round_.pk, 1, user=judge.user, has_conflict=False)
    other = seat(round_)
    assert assign_balanced(round_.pk, by=None).pairs == ((other.pk, candidates_of(round_)[0].pk),)


def test_when_judging_has_ended_scores_stand(judge: Judge, round_: Round, candidate: Candidate) -> None:
    scored(judge, candidate, 4, 4)
    end_judging(round_)
    for do in (
        lambda: score(round_.pk, 1, user=judge.user, scores=scores_of(round_, 1, 1)),
        lambda: abstain(round_.pk, 1, user=judge.user, words="Late."),
        lambda: decline(round_.pk, 1, user=judge.user, words="Late."),
        lambda: declare(round_.pk, 1, user=judge.user, has_conflict=True),
    ):
        with pytest.raises(JudgingError, match="ended"):
            do()
    assert [row.value for row in Score.objects.all()] == [4, 4]


def test_nobody_scores_whom_they_were_not_given(round_: Round, candidate: Candidate) -> None:
    with pytest.raises(Review.DoesNotExist):
        declare(round_.pk, 1, user=seat(round_).user, has_conflict=False)
    with pytest.raises(Judge.DoesNotExist):
        declare(round_.pk, 1, user=UserFactory(), has_conflict=False)


def test_a_withdrawal_during_judging_takes_the_candidate_out(judge: Judge, round_: Round, candidate: Candidate) -> None:
    read(judge, candidate)
    withdraw(Nomination.objects.filter(round=round_))
    with pytest.raises(JudgingError, match="withdrawn"):
        score(round_.pk, 1, user=judge.user, scores=scores_of(round_, 3, 3))
    assert list(judging_needs(judge.user)) == []
    head = chair(round_)
    with pytest.raises(JudgingError, match="withdrawn"):
        decide(round_.pk, 1, user=head.user, outcome=Outcome.WINNER, reason="Best.", seen=0)
    assert Candidate.objects.filter(pk=candidate.pk).exists(), "the row stays, and is shown as withdrawn"


# --- giving out


def test_balanced_means_even_and_never_in_conflict() -> None:
    round_ = judged_round(9, judges_each=2)
    judges = [seat(round_) for _ in range(3)]
    head = chair(round_)
    Nomination.objects.filter(candidate=candidates_of(round_)[0]).update(nominator=judges[0].user)
    planned = plan_balanced(round_)
    plan = assign_balanced(round_.pk, by=None)
    assert plan == planned, "the preview is what is done"
    assert sorted(plan.load.values()) == [6, 6, 6]
    given = Review.objects.filter(state=ReviewState.ASSIGNED)
    assert not given.filter(judge=judges[0], candidate=candidates_of(round_)[0]).exists()
    assert not given.filter(judge=head).exists()
    assert OutboxMail.objects.filter(key__contains=":given:").count() == 3
    assert assign_balanced(round_.pk, by=None).pairs == ()


def test_by_hand_never_in_conflict_and_not_twice(judge: Judge, round_: Round) -> None:
    with pytest.raises(JudgingError, match="given this candidate before"):
        assign_by_hand(round_.pk, 1, judge.pk, by=None)
    other = seat(round_)
    SeconderFactory(nomination=Nomination.objects.get(round=round_), user=other.user)
    with pytest.raises(JudgingError, match="conflict"):
        assign_by_hand(round_.pk, 1, other.pk, by=None)
    third = seat(round_)
    assert assign_by_hand(round_.pk, 1, third.pk, by=None).state == ReviewState.ASSIGNED


def test_what_was_scored_is_not_taken_back(judge: Judge, round_: Round, candidate: Candidate) -> None:
    scored(judge, candidate, 3, 3)
    with pytest.raises(JudgingError, match="stays"):
        take_back(round_.pk, 1, judge.pk, by=None, reason="No time.")
    assert judge.reviews.get().scores.count() == 2


@pytest.mark.parametrize("is_read", [False, True])
def test_what_was_not_scored_is_taken_back_for_a_reason(
    judge: Judge, round_: Round, candidate: Candidate, is_read: bool
) -> None:
    if is_read:
        read(judge, candidate)
    by = UserFactory()
    take_back(round_.pk, 1, judge.pk, by=by, reason=" Away until June. ")
    assert not judge.reviews.exists()
    entry = ModelLogEntry.objects.get(action="awards.judging.take_back")
    assert entry.user == by
    assert entry.data == {"judge": judge.pk, "candidate": 1, "reason": "Away until June."}
    mail = OutboxMail.objects.get(key__contains=":taken:")
    assert judge.user is not None
    assert (mail.to, "taken back" in mail.body) == (judge.user.email, True)
    assert assign_by_hand(round_.pk, 1, judge.pk, by=by).state == ReviewState.ASSIGNED, "given again"


def test_nothing_is_taken_back_without_a_reason_or_from_who_does_not_have_it(judge: Judge, round_: Round) -> None:
    with pytest.raises(JudgingError, match="Say why"):
        take_back(round_.pk, 1, judge.pk, by=None, reason="  ")
    for number, pk in ((2, judge.pk), (1, seat(round_).pk), (1, seat(judged_round(1)).pk), (1, 0)):
        with pytest.raises(JudgingError, match="does not have"):
            take_back(round_.pk, number, pk, by=None, reason="No time.")
    assert judge.reviews.count() == 1


def test_nobody_is_given_out_before_judging_or_after_it() -> None:
    round_ = judged_round(1)
    with pytest.raises(JudgingError, match="Add a judge"):
        assign_balanced(round_.pk, by=None)
    seat(round_)
    end_judging(round_)
    with pytest.raises(JudgingError, match="ended"):
        assign_balanced(round_.pk, by=None)


def test_seats_are_given_by_address_changed_and_taken(round_: Round, candidate: Candidate) -> None:
    user = UserFactory(email="wren@wexcombe.example")
    judge = add_judge(round_.pk, " Wren@wexcombe.example ", Seat.JUDGE, by=None)
    assert (judge.user, judge.seat) == (user, Seat.JUDGE)
    assert OutboxMail.objects.filter(to=user.email, subject__startswith="You are on a panel").exists()
    with pytest.raises(JudgingError, match="already"):
        add_judge(round_.pk, user.email, Seat.CHAIR, by=None)
    with pytest.raises(JudgingError, match="account"):
        add_judge(round_.pk, "nobody@wexcombe.example", Seat.JUDGE, by=None)
    assert change_seat(round_.pk, judge.pk, Seat.CHAIR, by=None).is_chair
    scored(judge, candidate, 4, 4)
    assert remove_judge(round_.pk, judge.pk, by=None) == 0
    assert judge.reviews.get().state == ReviewState.SCORED, "what they scored stays"
    with pytest.raises(Judge.DoesNotExist):
        declare(round_.pk, 1, user=user, has_conflict=True)
    assert add_judge(round_.pk, user.email, Seat.JUDGE, by=None).pk == judge.pk


def test_who_leaves_frees_what_they_had_not_scored(judge: Judge, round_: Round) -> None:
    assert remove_judge(round_.pk, judge.pk, by=None) == 1
    assert not Review.objects.exists()


# --- what waits for a judge


def test_a_judge_is_told_what_waits(judge: Judge, round_: Round, candidate: Candidate) -> None:
    (need,) = judging_needs(judge.user)
    assert need.detail.startswith("1 candidate waits for you")
    scored(judge, candidate, 3, 3)
    assert list(judging_needs(judge.user)) == []
    assert list(judging_needs(UserFactory())) == []


# --- deciding


@pytest.fixture
def head(round_: Round, candidate: Candidate) -> Judge:
    judge = chair(round_)
    read(judge, candidate)
    return judge


def test_a_chair_decides_with_a_reason(head: Judge, round_: Round) -> None:
    done = decide(round_.pk, 1, user=head.user, outcome=Outcome.SHORTLISTED, reason="Strong.", seen=0)
    assert (done.outcome, done.version, done.decided_by) == (Outcome.SHORTLISTED, 1, head.user)
    with pytest.raises(JudgingError, match="reason"):
        decide(round_.pk, 1, user=head.user, outcome=Outcome.WINNER, reason="  ", seen=1)
    end_judging(round_)
    assert decide(round_.pk, 1, user=head.user, outcome=Outcome.WINNER, reason="Best.", seen=1).version == 2


def test_the_second_chair_is_told_what_the_first_decided(head: Judge, round_: Round, candidate: Candidate) -> None:
    other = chair(round_)
    read(other, candidate)
    decide(round_.pk, 1, user=head.user, outcome=Outcome.WINNER, reason="Best.", seen=0)
    with pytest.raises(DecidedMeanwhileError) as told:
        decide(round_.pk, 1, user=other.user, outcome=Outcome.NOT_CHOSEN, reason="No.", seen=0)
    assert (told.value.candidate.outcome, told.value.candidate.reason) == (Outcome.WINNER, "Best.")
    candidate.refresh_from_db()
    assert candidate.outcome == Outcome.WINNER


def test_who_is_no_chair_or_has_not_declared_or_is_in_conflict_decides_nothing(
    judge: Judge, round_: Round, candidate: Candidate
) -> None:
    said: dict[str, Any] = {"outcome": Outcome.WINNER, "reason": "Best.", "seen": 0}
    read(judge, candidate)
    with pytest.raises(JudgingError, match="chair decides"):
        decide(round_.pk, 1, user=judge.user, **said)
    unread, biased = chair(round_), chair(round_)
    with pytest.raises(JudgingError, match="Say first"):
        decide(round_.pk, 1, user=unread.user, **said)
    declare(round_.pk, 1, user=biased.user, has_conflict=True, words="My brother.")
    with pytest.raises(JudgingError, match="another chair"):
        decide(round_.pk, 1, user=biased.user, **said)
    candidate.refresh_from_db()
    assert candidate.outcome == Outcome.UNDECIDED


# --- two who are one


def test_two_candidates_are_brought_together_and_read_anew() -> None:
    round_ = judged_round(2)
    one, other = candidates_of(round_)
    both, only, biased = seat(round_), seat(round_), seat(round_)
    scored(both, one, 3, 3)
    scored(both, other, 5, 5)
    scored(only, other, 4, 4)
    give(biased, one, other)
    declare(round_.pk, 2, user=biased.user, has_conflict=True, words="My team.")
    bring_together(round_.pk, 1, 2, by=None, reason="The same team.")
    assert one.nominations.count() == 2
    states = dict(Review.objects.filter(candidate=one).values_list("judge", "state"))
    assert states == {both.pk: ReviewState.READING, only.pk: ReviewState.READING, biased.pk: ReviewState.CONFLICT}
    assert [row.value for row in Score.objects.filter(review__judge=both)] == [3, 3], "a start, until scored anew"
    assert candidates_of(round_) == [one]


def test_who_is_decided_on_or_in_another_category_is_not_joined(head: Judge, round_: Round) -> None:
    with pytest.raises(JudgingError, match="different"):
        bring_together(round_.pk, 1, 1, by=None, reason="x")
    with pytest.raises(Candidate.DoesNotExist):
        bring_together(round_.pk, 1, 7, by=None, reason="x")
    two = judged_round(2)
    judge = chair(two)
    read(judge, candidates_of(two)[1])
    decide(two.pk, 2, user=judge.user, outcome=Outcome.WINNER, reason="Best.", seen=0)
    with pytest.raises(JudgingError, match="decided"):
        bring_together(two.pk, 1, 2, by=None, reason="x")


def test_a_round_that_is_over_takes_nothing(head: Judge, round_: Round) -> None:
    Round.objects.filter(pk=round_.pk).update(finished_at=timezone.now() - timedelta(days=1))
    with pytest.raises(JudgingError, match="over"):
        decide(round_.pk, 1, user=head.user, outcome=Outcome.WINNER, reason="Best.", seen=0)
    with pytest.raises(JudgingError, match="over"):
        add_judge(round_.pk, "x@wexcombe.example", Seat.JUDGE, by=None)
