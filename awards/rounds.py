"""Where a round stands, told from its times."""

from datetime import datetime
from typing import TYPE_CHECKING

from .enums import RoundState

if TYPE_CHECKING:
    from .models import Round


def state_of(round_: "Round", now: datetime) -> RoundState:
    """Return where a round stands at a moment.

    It closes at the minute shown: what arrives at `closes_at` is late. Judging begins when it was opened
    (`judging_opened_at`), and ends when an organiser finished the round on the chair's decisions. What was finished is
    announced at the minute shown (`announce_at`), whether or not the job has run that writes it down
    (`announced_at`); what was not finished never is.
    """
    if round_.cancelled_at is not None:
        return RoundState.CANCELLED
    if round_.announced_at is not None:
        return RoundState.ANNOUNCED
    if round_.finished_at is not None:
        return RoundState.ANNOUNCED if now >= round_.announce_at else RoundState.DECIDED
    if round_.judging_opened_at is not None:
        return RoundState.JUDGING
    if now >= round_.closes_at:
        return RoundState.CLOSED
    return RoundState.OPEN if now >= round_.opens_at else RoundState.COMING


def takes_nominations(round_: "Round", now: datetime) -> bool:
    """Say whether a nomination can be written, sent or changed at a moment."""
    return state_of(round_, now) == RoundState.OPEN
