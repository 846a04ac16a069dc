"""What a judge does with a candidate: declares, scores, abstains, declines."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from awards.enums import MAY_READ, Conflict, ReviewState
from awards.models import Judge, Review, Round, Score
from awards.models.rounds import BEST_SCORE

from .conflicts import conflict_between, put_in_conflict
from .errors import JudgingError
from .locking import candidate_of, judge_of, lock_judged, note, refuse_after_end, review_of

_IN_CONFLICT = "You have a conflict of interest with this candidate, and do not judge them."


def _held(round_pk: int, number: int, user: Any, *, is_late: bool = False) -> tuple[Round, Review, Conflict | None]:
    """Return round and review, locked, and a conflict that the portal knows of, when this judge may do something now.

    `is_late`: after the end of scoring too. A chair has a row with whomever they read.
    Raises JudgingError, and DoesNotExist of round, seat, candidate or review.
    """
    round_ = lock_judged(round_pk)
    if not is_late:
        refuse_after_end(round_, timezone.now())
    judge = judge_of(round_, user)
    candidate = candidate_of(round_, number)
    if judge.is_chair:
        Review.objects.get_or_create(judge=judge, candidate=candidate)
    return round_, review_of(judge, candidate), conflict_between(judge, candidate)


@transaction.atomic
def declare(round_pk: int, number: int, *, user: Any, has_conflict: bool, words: str = "") -> Review:
    """Say whether one has a conflict of interest with a candidate; only then can they be read.

    Return the review: in conflict where one was declared, or the portal knows of one. A chair may do so after the end
    of scoring too, since decisions come then.
    Raises JudgingError where they have declared already, and DoesNotExist of round, seat, candidate or review.
    """
    is_late = Judge.objects.chairs(user).filter(round=round_pk).exists()
    round_, review, found = _held(round_pk, number, user, is_late=is_late)
    if review.state == ReviewState.CONFLICT:
        return review
    if found is not None:
        put_in_conflict(review, found)
        note(round_, "conflict", user, candidate=number)
        return review
    if review.state == ReviewState.DECLINED:
        raise JudgingError("You declined to judge this candidate.")
    if has_conflict:
        put_in_conflict(review, Conflict.DECLARED, words)
        note(round_, "conflict", user, candidate=number)
        return review
    if review.state != ReviewState.ASSIGNED:
        raise JudgingError("You have declared on this candidate already.")
    review.state, review.declared_at = ReviewState.READING, timezone.now()
    review.save(update_fields=["state", "declared_at"])
    note(round_, "declare", user, candidate=number)
    return review


@transaction.atomic
def score(round_pk: int, number: int, *, user: Any, scores: Mapping[int, int], notes: str = "") -> Review:
    """Keep what a judge gives a candidate for each criterion (its key), and why; again and again until judging ends.

    Raises JudgingError where they have not declared, are in conflict, abstained for good, or a criterion lacks a score
    from 1 to 5; and DoesNotExist of round, seat, candidate or review.
    """
    round_, review, found = _held(round_pk, number, user)
    _refuse_unless(review, MAY_READ, found)
    criteria = list(round_.criteria.values_list("pk", flat=True))
    if set(scores) != set(criteria) or not all(1 <= value <= BEST_SCORE for value in scores.values()):
        raise JudgingError(f"Give each criterion a score from 1 to {BEST_SCORE}.")
    Score.objects.filter(review=review).delete()
    Score.objects.bulk_create(Score(review=review, criterion_id=key, value=scores[key]) for key in criteria)
    is_change = review.state == ReviewState.SCORED
    review.state, review.notes, review.words, review.scored_at = ReviewState.SCORED, notes, "", timezone.now()
    review.save()
    note(round_, "rescore" if is_change else "score", user, candidate=number)
    return review


@transaction.atomic
def abstain(round_pk: int, number: int, *, user: Any, words: str) -> Review:
    """Give a candidate no score, after reading; the chair is told why. A score given before goes.

    Raises JudgingError where they have not declared, and DoesNotExist of round, seat, candidate or review.
    """
    round_, review, found = _held(round_pk, number, user)
    _refuse_unless(review, MAY_READ, found)
    Score.objects.filter(review=review).delete()
    review.state, review.words, review.scored_at = ReviewState.ABSTAINED, words, None
    review.save()
    note(round_, "abstain", user, candidate=number)
    return review


@transaction.atomic
def decline(round_pk: int, number: int, *, user: Any, words: str) -> Review:
    """Give a candidate back, so that an organiser finds another judge. Not after a score.

    Raises JudgingError where there is nothing to decline, and DoesNotExist of round, seat, candidate or review.
    """
    round_, review, _ = _held(round_pk, number, user)
    _refuse_unless(review, (ReviewState.ASSIGNED, ReviewState.READING))
    review.state, review.words = ReviewState.DECLINED, words
    review.save(update_fields=["state", "words"])
    note(round_, "decline", user, candidate=number)
    return review


def _refuse_unless(review: Review, states: tuple[ReviewState, ...], found: Conflict | None = None) -> None:
    """Raise JudgingError where a review is in none of these states, or a conflict was found."""
    if found is not None or review.state == ReviewState.CONFLICT:
        raise JudgingError(_IN_CONFLICT)
    if review.state in states:
        return
    if review.state == ReviewState.ASSIGNED:
        raise JudgingError("Say first whether you have a conflict of interest.")
    raise JudgingError(f"That cannot be done now: {review.get_state_display().lower()}.")
