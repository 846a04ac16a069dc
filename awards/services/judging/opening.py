"""Judging begins: nominations are brought together by whom they are for, and numbered at random."""

import secrets
from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from awards.candidate_keys import key_of
from awards.enums import RoundState
from awards.models import Candidate, Nomination, Round
from awards.rounds import state_of

from .conflicts import note_conflicts
from .errors import JudgingError
from .locking import lock_round, note

_TOO_EARLY = "Nominations are still coming in. Judging opens when the round has closed."


@transaction.atomic
def open_judging(round_pk: int, *, by: Any = None) -> int:
    """Open the judging of a round that has closed, and return how many candidates were made.

    A round that is being judged takes in what was left out and may be judged now (a nominee who has agreed since);
    nothing is done twice. From now on criteria, questions and categories stay as they are.

    Raises JudgingError where the round has not closed, or has nothing to be scored; and Round.DoesNotExist.
    """
    round_ = lock_round(round_pk)
    state = state_of(round_, timezone.now())
    if state not in (RoundState.CLOSED, RoundState.JUDGING):
        raise JudgingError(_TOO_EARLY if state in (RoundState.COMING, RoundState.OPEN) else "Judging is over.")
    if not round_.criteria.exists():
        raise JudgingError("There is nothing to score yet. Add at least one criterion to the round.")
    made = _bring_together(round_)
    if state == RoundState.CLOSED:
        round_.judging_opened_at = timezone.now()
        round_.save(update_fields=["judging_opened_at"])
        note(round_, "open", by, candidates=made)
    elif made:
        note(round_, "bring_in", by, candidates=made)
    note_conflicts(round_)
    return made


def open_due(now: datetime) -> int:
    """Open the judging of each round that has closed and can be judged; return how many were opened."""
    opened = 0
    for pk in Round.objects.to_be_judged(now).values_list("pk", flat=True):
        try:
            open_judging(pk)
        except JudgingError:  # cancelled or opened by somebody since it was read
            continue
        opened += 1
    return opened


def _bring_together(round_: Round) -> int:
    """Give each nomination that may be judged to its candidate; return how many candidates were made for that."""
    known = {
        (nomination.category_id, key_of(nomination)): nomination.candidate_id
        for nomination in round_.nominations.exclude(candidate=None).prefetch_related("nominees")
    }
    new: dict[tuple[int, str], list[Nomination]] = defaultdict(list)
    for nomination in round_.nominations.judged().filter(candidate=None).prefetch_related("nominees"):
        place = (nomination.category_id or 0, key_of(nomination))
        if place in known:
            Nomination.objects.filter(pk=nomination.pk).update(candidate=known[place])
        else:
            new[place].append(nomination)
    _make_candidates(round_, new)
    return len(new)


def _make_candidates(round_: Round, new: dict[tuple[int, str], list[Nomination]]) -> None:
    """Make a row for each, numbered by category and at random in it, on from the highest number of the round.

    They are written in that order too, so that no key in the database tells who was nominated first.
    """
    order = {pk: place for place, pk in enumerate(round_.categories.values_list("pk", flat=True))}
    places = list(new)
    secrets.SystemRandom().shuffle(places)
    places.sort(key=lambda place: order[place[0]])
    last = Candidate.objects.of_round(round_).aggregate(last=Max("number"))["last"] or 0
    for number, place in enumerate(places, last + 1):
        candidate = Candidate.objects.create(category_id=place[0], key=place[1], number=number)
        Nomination.objects.filter(pk__in=[row.pk for row in new[place]]).update(candidate=candidate)
