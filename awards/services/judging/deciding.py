"""What the chair decides, and two candidates who turn out to be one."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from awards.enums import MAY_READ, Outcome, ReviewState
from awards.models import Candidate, Nomination, Review

from .conflicts import conflict_between, note_conflicts
from .errors import DecidedMeanwhileError, JudgingError
from .locking import candidate_of, judge_of, lock_judged, note


@transaction.atomic
def decide(round_pk: int, number: int, *, user: Any, outcome: Outcome, reason: str, seen: int) -> Candidate:
    """Shortlist a candidate, or decide what they get, and why. `seen`: the version that the chair read.

    Raises DecidedMeanwhileError where somebody else decided since, JudgingError where they are no chair, have not
    declared, are in conflict, or give no reason; and DoesNotExist of round, seat or candidate.
    """
    round_ = lock_judged(round_pk)
    judge = judge_of(round_, user)
    if not judge.is_chair:
        raise JudgingError("The chair decides.")
    candidate = candidate_of(round_, number)
    review = Review.objects.filter(judge=judge, candidate=candidate).first()
    if conflict_between(judge, candidate) or (review and review.state == ReviewState.CONFLICT):
        raise JudgingError("You have a conflict of interest with this candidate: another chair decides.")
    if review is None or review.state not in MAY_READ:
        raise JudgingError("Say first whether you have a conflict of interest, and read what was written.")
    if candidate.version != seen:
        raise DecidedMeanwhileError(candidate)
    if outcome != Outcome.UNDECIDED and not reason.strip():
        raise JudgingError("Give a reason: it stands in the minutes.")
    candidate.outcome, candidate.reason = outcome, reason.strip()
    candidate.decided_by, candidate.decided_at = user, timezone.now()
    candidate.version += 1
    candidate.save()
    note(round_, "decide", user, candidate=number, outcome=str(outcome))
    return candidate


@transaction.atomic
def bring_together(round_pk: int, kept: int, gone: int, *, by: Any, reason: str) -> Candidate:
    """Make two candidates (by number) of a category one: the first keeps its number and gets all nominations.

    Who scored either reads and scores anew, with what they gave before as a start. What was declared of either holds.
    Raises JudgingError where that cannot be, and Round.DoesNotExist and Candidate.DoesNotExist.
    """
    round_ = lock_judged(round_pk)
    stays, goes = candidate_of(round_, kept), candidate_of(round_, gone)
    if stays.pk == goes.pk:
        raise JudgingError("Choose two different candidates.")
    if stays.category_id != goes.category_id:
        raise JudgingError("They are in different categories. Only candidates of one category are brought together.")
    if stays.outcome or goes.outcome:
        raise JudgingError("One of them is decided on already. Ask the chair to take that back first.")
    Nomination.objects.filter(candidate=goes).update(candidate=stays)
    _join_reviews(stays, goes)
    goes.delete()
    stays.version += 1
    stays.save(update_fields=["version"])
    note_conflicts(round_)
    note(round_, "join", by, candidate=kept, gone=gone, reason=reason)
    return stays


def _join_reviews(stays: Candidate, goes: Candidate) -> None:
    held = {row.judge_id: row for row in stays.reviews.select_for_update(of=("self",))}
    for row in goes.reviews.select_for_update(of=("self",)):
        other = held.get(row.judge_id)
        if other is None:
            row.candidate = stays
            row.save(update_fields=["candidate"])
        elif row.state == ReviewState.CONFLICT and other.state != ReviewState.CONFLICT:
            other.delete()
            row.candidate = stays
            row.save(update_fields=["candidate"])
    stays.reviews.filter(state=ReviewState.SCORED).update(state=ReviewState.READING, scored_at=None)
