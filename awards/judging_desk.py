"""What somebody who judges finds: their rounds, their candidates, and how far they are with each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .enums import MAY_READ, REVIEW_ENDED, Conflict, ReviewState, RoundState
from .judging_view import LabelView, view_label
from .models import Candidate, Judge, Review, Round
from .rounds import state_of
from .services.judging.conflicts import conflict_between, find_conflicts


@dataclass(frozen=True)
class DeskRow:
    """A candidate in a judge's list."""

    candidate: LabelView
    state: str
    state_words: str
    is_done: bool
    has_page: bool

    @property
    def is_owed(self) -> bool:
        """Say whether the judge still has something to do, or left it undone."""
        return not self.is_done and not self.candidate.is_withdrawn


@dataclass(frozen=True)
class Desk:
    """A candidate before a judge. `state` is that of the review; a chair who has none yet is to declare."""

    judge: Judge
    candidate: Candidate
    review: Review | None
    state: ReviewState
    takes_scores: bool

    @property
    def may_read(self) -> bool:
        """Say whether the judge declared, and may read what was written."""
        return self.state in MAY_READ


def may_score(round_: Round, now: datetime) -> bool:
    """Say whether judges can declare and score at a moment."""
    return state_of(round_, now) == RoundState.JUDGING and now < round_.judging_ends_at


def seat_of(user: Any, round_pk: int) -> Judge | None:
    """Return the seat that somebody holds in a round whose judging was opened; None where there is none."""
    return (
        Judge.objects.sitting(user).of_shown_rounds().select_related("round__scheme", "user").filter(round=round_pk)
    ).first()


def panel_seats(round_pk: int) -> list[Judge]:
    """Return all seats of a round whose judging was opened that are held now, in one query."""
    return list(Judge.objects.active().of_shown_rounds().select_related("round__scheme", "user").filter(round=round_pk))


def rows_of(judge: Judge, now: datetime) -> tuple[list[DeskRow], int]:
    """Return a judge's candidates in the order of their numbers, and how many the portal keeps from them.

    Of conflicts that the portal found a judge learns how many there are, and not of whom: in a blind round that would
    tell who it is.
    """
    held = list(judge.reviews.all())
    reviews = {row.candidate_id: row for row in held if not _is_found(row)}
    is_open = state_of(judge.round, now) == RoundState.JUDGING
    candidates = Candidate.objects.filter(pk__in=reviews).with_people().order_by("number")
    rows = [_row(reviews[row.pk], view_label(row, judge.user), is_open) for row in candidates]
    return rows, len(held) - len(reviews)


def _is_found(review: Review) -> bool:
    """Say whether the portal found a conflict, and nobody declared it."""
    return review.state == ReviewState.CONFLICT and review.conflict != Conflict.DECLARED


def _row(review: Review, candidate: LabelView, is_open: bool) -> DeskRow:
    return DeskRow(
        candidate=candidate,
        state=review.state,
        state_words=review.get_state_display(),
        is_done=review.state in REVIEW_ENDED,
        has_page=is_open and not candidate.is_withdrawn,
    )


def desk_of(judge: Judge, number: int, now: datetime) -> Desk | None:
    """Return a candidate (by number) before a judge; None where they have nothing to do with each other.

    That is so too while the round is not being judged, where no nomination is left, and where the portal found a
    conflict. A chair has every candidate of the round.
    """
    if state_of(judge.round, now) != RoundState.JUDGING:
        return None
    candidate = Candidate.objects.of_round(judge.round_id).standing().with_nominations().filter(number=number).first()
    if candidate is None:
        return None
    review = Review.objects.filter(judge=judge, candidate=candidate).prefetch_related("scores").first()
    if review is None and not judge.is_chair:
        return None
    state = ReviewState(review.state) if review else ReviewState.ASSIGNED
    if _is_kept_apart(judge, candidate, review):
        return None
    return Desk(judge, candidate, review, state, may_score(judge.round, now))


def _is_kept_apart(judge: Judge, candidate: Candidate, review: Review | None) -> bool:
    """Say whether the portal found a conflict, then or now. One that was declared may be told to who declared it."""
    if review is not None and review.state == ReviewState.CONFLICT:
        return _is_found(review)
    return conflict_between(judge, candidate) is not None


def readable(judge: Judge, now: datetime) -> Iterator[Candidate]:
    """Yield the candidates that a judge may read now, in the order of their numbers, loaded for `view_candidate`."""
    if state_of(judge.round, now) != RoundState.JUDGING:
        return
    held = judge.reviews.readable().values("candidate")
    standing = Candidate.objects.of_round(judge.round_id).standing().filter(pk__in=held)
    rows = list(standing.with_nominations().order_by("number"))
    found = find_conflicts([judge], [row.pk for row in rows])
    yield from (row for row in rows if (judge.pk, row.pk) not in found)
