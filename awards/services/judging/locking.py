"""What is locked before anything of judging is written, and what is written to the log."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from wagtail.log_actions import log

from awards.enums import RoundState
from awards.models import Candidate, Judge, Review, Round
from awards.rounds import state_of

from .errors import JudgingError

_NOT_NOW = {
    RoundState.COMING: "Judging has not begun: the round is not open yet.",
    RoundState.OPEN: "Judging has not begun: nominations are still coming in.",
    RoundState.CLOSED: "Judging has not begun.",
    RoundState.DECIDED: "Judging is over: the result was sent on to be announced.",
    RoundState.ANNOUNCED: "Judging is over: the result was announced.",
    RoundState.CANCELLED: "This round was cancelled.",
}


def lock_round(pk: int) -> Round:
    """Return a round, locked until the transaction ends. Raises Round.DoesNotExist."""
    return Round.objects.select_for_update(of=("self",)).select_related("scheme").get(pk=pk)


def lock_judged(pk: int) -> Round:
    """Return a round that is being judged, locked. Raises JudgingError where it is not, and Round.DoesNotExist."""
    round_ = lock_round(pk)
    refuse_unless_judged(round_, timezone.now())
    return round_


def refuse_unless_judged(round_: Round, now: datetime) -> None:
    """Raise JudgingError where a round is not being judged at a moment."""
    state = state_of(round_, now)
    if state != RoundState.JUDGING:
        raise JudgingError(_NOT_NOW[state])


def refuse_after_end(round_: Round, now: datetime) -> None:
    """Raise JudgingError where judges may score no more."""
    refuse_unless_judged(round_, now)
    if now >= round_.judging_ends_at:
        raise JudgingError("Judging has ended. What you did until then stands; the chair decides now.")


def note(round_: Round, action: str, by: Any, **data: Any) -> None:
    """Write to the log of the round; candidates are told by their number, and nobody who is nominated is named."""
    log(instance=round_, action=f"awards.judging.{action}", user=by, data=data)


def judge_of(round_: Round, user: Any) -> Judge:
    """Return somebody's seat on a panel, locked. Raises Judge.DoesNotExist where they have none."""
    return Judge.objects.sitting(user).select_for_update(of=("self",)).get(round=round_)


def candidate_of(round_: Round, number: int) -> Candidate:
    """Return a candidate who is still judged, locked.

    Raises Candidate.DoesNotExist, and JudgingError where no nomination of them is left.
    """
    rows = Candidate.objects.of_round(round_).with_standing().select_for_update(of=("self",))
    candidate = rows.select_related("category").get(number=number)
    if not candidate.is_standing:  # type: ignore[attr-defined]
        raise JudgingError("This candidate was withdrawn, and is judged no more.")
    return candidate


def review_of(judge: Judge, candidate: Candidate) -> Review:
    """Return what a judge has of a candidate, locked. Raises Review.DoesNotExist."""
    return Review.objects.select_for_update(of=("self",)).get(judge=judge, candidate=candidate)
