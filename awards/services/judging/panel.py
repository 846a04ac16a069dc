"""Who sits on a panel."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from awards.enums import UNDONE, RoundState, Seat
from awards.models import Judge, Review, Round
from awards.rounds import state_of
from portal.core.mail import queue_mail
from portal.core.times import moment_words

from .conflicts import note_conflicts
from .errors import JudgingError
from .locking import lock_round, note

_SUBJECTS = {"seat": "You are on a panel", "given": "To be judged", "taken": "One candidate less to judge"}


def _lock(round_pk: int) -> Round:
    """Return the round, locked, while its panel may change. Raises JudgingError and Round.DoesNotExist."""
    round_ = lock_round(round_pk)
    if state_of(round_, timezone.now()) in (RoundState.DECIDED, RoundState.ANNOUNCED, RoundState.CANCELLED):
        raise JudgingError("Judging is over: the panel stays as it was.")
    return round_


@transaction.atomic
def add_judge(round_pk: int, email: str, seat: Seat, *, by: Any) -> Judge:
    """Give somebody with an account a seat, by their address; one who left comes back. They are told by mail.

    Raises JudgingError where nobody has that address or they sit already, and Round.DoesNotExist.
    """
    round_ = _lock(round_pk)
    user = get_user_model().objects.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        raise JudgingError("Nobody has an account with this address. Ask them to sign in once, then add them.")
    judge, is_new = Judge.objects.get_or_create(round=round_, user=user, defaults={"seat": seat})
    if not is_new and judge.is_active:
        raise JudgingError("They are on this panel already.")
    judge.seat, judge.is_active = seat, True
    judge.save(update_fields=["seat", "is_active"])
    note(round_, "seat", by, judge=judge.pk, seat=str(seat))
    note_conflicts(round_)
    tell_judge(judge, "seat")
    return judge


@transaction.atomic
def change_seat(round_pk: int, pk: int, seat: Seat, *, by: Any) -> Judge:
    """Make a judge the chair, or the chair a judge. Raises JudgingError, Round.DoesNotExist and Judge.DoesNotExist."""
    round_ = _lock(round_pk)
    judge = Judge.objects.active().get(round=round_, pk=pk)
    if judge.seat != seat:
        judge.seat = seat
        judge.save(update_fields=["seat"])
        note(round_, "seat", by, judge=judge.pk, seat=str(seat))
    return judge


@transaction.atomic
def remove_judge(round_pk: int, pk: int, *, by: Any) -> int:
    """Take somebody off a panel, and return how many candidates are free again.

    What they scored, and where they were in conflict, stays. Raises JudgingError, Round.DoesNotExist and
    Judge.DoesNotExist.
    """
    round_ = _lock(round_pk)
    judge = Judge.objects.active().get(round=round_, pk=pk)
    undone = Review.objects.filter(judge=judge, state__in=UNDONE)
    freed = undone.count()
    undone.delete()
    judge.is_active = False
    judge.save(update_fields=["is_active"])
    note(round_, "leave", by, judge=judge.pk, freed=freed)
    return freed


def tell_judge(judge: Judge, what: str, count: int = 0) -> None:
    """Write to a judge what is new; the mail says how many, and never whom."""
    if judge.user is None or not judge.user.email:
        return
    round_ = judge.round
    queue_mail(
        key=f"judging:{judge.pk}:{what}:{timezone.now():%Y%m%d%H%M%S%f}",
        to=judge.user.email,
        subject=f"{_SUBJECTS[what]}: {round_.scheme.title}, {round_.name}",
        template="awards/email/judging.txt",
        context={
            "what": what,
            "round": round_,
            "is_chair": judge.is_chair,
            "count": count,
            "until": moment_words(round_.judging_ends_at),
            "path": reverse("me_judging_round", args=[round_.pk]),
        },
    )
