"""Finishing a round: what was decided becomes honours, which nobody sees before the minute of the announcement.

That minute is set beforehand by finishing, which is agreeing to it; from then on the clock alone makes them public.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from awards.enums import HONOURED, NominationState, RoundState
from awards.models import Candidate, Honour, HonouredPerson, Nomination, Nominee, Round
from awards.rounds import state_of
from portal.core.times import moment_words

_NOT_NOW = {
    RoundState.COMING: "This round is not open yet.",
    RoundState.OPEN: "This round still takes nominations.",
    RoundState.CLOSED: "Judging was not opened yet.",
    RoundState.DECIDED: "This round is finished already.",
    RoundState.ANNOUNCED: "This round is announced already.",
    RoundState.CANCELLED: "This round was cancelled.",
}


class HonourError(Exception):
    """A step that cannot be taken as things stand; the message says why and what to do."""


def lock_round(pk: int) -> Round:
    """Return a round with its scheme, locked until the transaction ends. Raises Round.DoesNotExist."""
    return Round.objects.select_for_update(of=("self",)).select_related("scheme").get(pk=pk)


def not_decided(round_pk: int) -> list[Candidate]:
    """Return the candidates of a round without whom it cannot be finished."""
    rows = Candidate.objects.filter(category__round=round_pk).to_decide().select_related("category")
    return list(rows.order_by("category__order", "category", "number"))


@transaction.atomic
def finish_round(pk: int, *, by: Any) -> Round:
    """Make honours of what was decided; letters and the announcement follow at their times.

    Raises HonourError where candidates are not decided (they are named by category and number), where the round is not
    being judged, and where the announcement was set for a moment that is over. Raises Round.DoesNotExist.
    """
    round_ = lock_round(pk)
    now = timezone.now()
    state = state_of(round_, now)
    if state in _NOT_NOW:
        raise HonourError(_NOT_NOW[state])
    if left := not_decided(pk):
        which = ", ".join(f"{row.category.name} {row.number}" for row in left)
        raise HonourError(f"Not decided yet: {which}. Decide on each; the shortlist is no decision.")
    if round_.announce_at <= now:
        raise HonourError(
            f"The announcement was set for {moment_words(round_.announce_at)}, which is over. Set a later time first."
        )
    won = Candidate.objects.filter(category__round=pk, outcome__in=HONOURED).standing().select_related("category")
    for candidate in won:
        _honour(candidate, round_, by)
    round_.finished_at = now
    round_.save(update_fields=["finished_at"])
    log(instance=round_.scheme, action="awards.round.finish", user=by, data={"round": pk})
    return round_


def _honour(candidate: Candidate, round_: Round, by: Any) -> Honour:
    """Make an honour of a candidate, and of each who is nominated a person to be asked."""
    nominations = list(Nomination.objects.filter(candidate=candidate, state=NominationState.SENT))
    honour = Honour.objects.create(
        scheme=round_.scheme, candidate=candidate, year=round_.year, category_name=candidate.category.name,
        kind=candidate.outcome, team_name=next((row.team_name for row in nominations if row.team_name), ""),
        citation=next((row.title for row in nominations if row.title), ""), made_by=by,
        announced_at=round_.announce_at,
    )  # fmt: skip
    nominees = Nominee.objects.filter(nomination__in=nominations).order_by("nomination", "order", "pk")
    HonouredPerson.objects.bulk_create(
        HonouredPerson(
            honour=honour, technician_id=row.technician_id, name="" if row.technician_id else row.name,
            email=row.email, department_name=row.department_name, order=order,
        )
        for order, row in enumerate(_each_once(nominees))
    )  # fmt: skip
    return honour


def _each_once(nominees: Iterable[Nominee]) -> list[Nominee]:
    """Return each person once, who may have been nominated by several; somebody whom a name alone says, by that."""
    found: dict[int | str, Nominee] = {}
    for row in nominees:
        if row.technician_id or row.name.strip():
            found.setdefault(row.technician_id or " ".join(row.name.casefold().split()), row)
    return list(found.values())


@transaction.atomic
def take_back_finish(pk: int, *, by: Any) -> Round:
    """Let a round be judged again: its honours go. Raises HonourError once letters are out, and Round.DoesNotExist."""
    round_ = lock_round(pk)
    if state_of(round_, timezone.now()) != RoundState.DECIDED:
        raise HonourError("This round is not finished, or is announced already.")
    if round_.letters_sent_at is not None:
        raise HonourError("The letters are out: people know the result. It cannot be taken back any more.")
    Honour.objects.filter(candidate__category__round=pk).delete()
    round_.finished_at = None
    round_.save(update_fields=["finished_at"])
    log(instance=round_.scheme, action="awards.round.reopen", user=by, data={"round": pk})
    return round_
