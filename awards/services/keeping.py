"""What every write to a nomination begins and ends with: held, checked against its round, counted."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from awards.enums import RoundState
from awards.live_keys import live_key
from awards.models import Nomination, Nominee, Round
from awards.rounds import state_of, takes_nominations
from portal.core.times import moment_words

from .refusals import AlreadyNominatedError, ClosedError, NominatingError

_TWICE = (
    "There is a nomination of this person in this category already, by the same nominator. Go on with that one, or "
    "choose another category."
)
_NOT_NOW = {
    RoundState.CANCELLED: "This round was cancelled.",
    RoundState.COMING: "Nominations are not open yet.",
}


def lock(pk: int) -> Nomination:
    """Return a nomination as it is now, held until the transaction ends. Raises Nomination.DoesNotExist."""
    rows = Nomination.objects.select_for_update(of=("self",)).with_round()
    return rows.get(pk=pk)


def require_open(round_: Round, now: datetime) -> None:
    """Let through while a round takes nominations. Raises ClosedError, with words."""
    if not takes_nominations(round_, now):
        raise ClosedError(why_not_open(round_, now))


def why_not_open(round_: Round, now: datetime) -> str:
    """Return why a round takes no nominations, in words; nothing while it does."""
    if takes_nominations(round_, now):
        return ""
    state = state_of(round_, now)
    if state == RoundState.COMING:
        return f"Nominations open on {moment_words(round_.opens_at)}."
    return _NOT_NOW.get(state, f"Nominations closed on {moment_words(round_.closes_at)}.")


def require_live(nomination: Nomination) -> None:
    """Let through drafts and what was sent. Raises NominatingError."""
    if not nomination.is_live:
        raise NominatingError(f"This nomination is no longer open: {nomination.get_state_display().lower()}.")


def require_changeable(nomination: Nomination, now: datetime) -> None:
    """Let through what its nominator may change: a draft at any time, what was sent until the closing.

    A draft can be written on after the closing, so that nothing is lost that somebody typed; it is not sent then.
    Raises NominatingError and ClosedError.
    """
    require_live(nomination)
    if nomination.sent_at is not None:
        require_open(nomination.round, now)


def keep(nomination: Nomination) -> None:
    """Save a nomination that is held, as changed now, and what tells it apart from others."""
    nomination.changed_at = timezone.now()
    nomination.version += 1
    nomination.save()
    set_keys(nomination)


def set_keys(nomination: Nomination) -> None:
    """Write what makes a live nomination the only one of its kind. Raises AlreadyNominatedError."""
    try:
        with transaction.atomic():
            for nominee in nomination.nominees.all():
                key = live_key(nomination, nominee)
                if nominee.live_key != key:
                    nominee.live_key = key
                    nominee.save(update_fields=["live_key"])
    except IntegrityError as error:
        raise AlreadyNominatedError(_TWICE) from error


def only_nominee(nomination: Nomination, pk: int) -> Nominee:
    """Return one of those whom a nomination is for. Raises NominatingError."""
    found = nomination.nominees.filter(pk=pk).first()
    if found is None:
        raise NominatingError("This person is not in the nomination any more.")
    return found
