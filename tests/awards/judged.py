"""A round that is being judged, for the tests of judging."""

from collections.abc import Iterable
from typing import Any

from awards.enums import NominationState, Seat
from awards.models import Candidate, Criterion, Judge, Nomination, Review, Round
from awards.services.judging.opening import open_judging
from awards.services.judging.reviewing import declare, score
from tests.factories.awards import CategoryFactory, CriterionFactory, JudgeFactory, NominationFactory, RoundFactory
from tests.factories.people import UserFactory


def closed_round(criteria: int = 2, **fields: Any) -> Round:
    """Return a round that has closed, with criteria and one category."""
    round_: Round = RoundFactory(closed=True, **fields)
    CategoryFactory(round=round_, name="Craft")
    for number in range(criteria):
        CriterionFactory(round=round_, name=f"Criterion {number}")
    return round_


def judged_round(nominations: int = 1, **fields: Any) -> Round:
    """Return a round that is being judged, with so many candidates."""
    round_ = closed_round(**fields)
    category = round_.categories.get()
    for _ in range(nominations):
        NominationFactory(category=category)
    open_judging(round_.pk)
    round_.refresh_from_db()
    return round_


def candidates_of(round_: Round) -> list[Candidate]:
    """Return the candidates by their numbers."""
    return list(Candidate.objects.of_round(round_).order_by("number"))


def seat(round_: Round, seat: Seat = Seat.JUDGE, **fields: Any) -> Judge:
    """Give somebody a seat."""
    judge: Judge = JudgeFactory(round=round_, user=fields.pop("user", None) or UserFactory(**fields), seat=seat)
    return judge


def chair(round_: Round, **fields: Any) -> Judge:
    """Give somebody the chair."""
    return seat(round_, Seat.CHAIR, **fields)


def give(judge: Judge, *candidates: Candidate) -> None:
    """Give candidates to a judge."""
    for candidate in candidates:
        Review.objects.create(judge=judge, candidate=candidate)


def read(judge: Judge, candidate: Candidate) -> None:
    """Give a candidate to a judge who declares no conflict."""
    Review.objects.get_or_create(judge=judge, candidate=candidate)
    declare(judge.round_id, candidate.number, user=judge.user, has_conflict=False)


def scores_of(round_: Round, *values: int) -> dict[int, int]:
    """Return scores by criterion, in their order."""
    return dict(zip(Criterion.objects.filter(round=round_).values_list("pk", flat=True), values, strict=True))


def scored(judge: Judge, candidate: Candidate, *values: int, notes: str = "") -> Review:
    """Have a judge declare and score."""
    read(judge, candidate)
    return score(judge.round_id, candidate.number, user=judge.user, scores=scores_of(judge.round, *values), notes=notes)


def withdraw(nominations: Iterable[Nomination]) -> None:
    """Have nominators withdraw."""
    for nomination in nominations:
        Nomination.objects.filter(pk=nomination.pk).update(state=NominationState.WITHDRAWN)
