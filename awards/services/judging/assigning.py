"""Who judges whom: as evenly as it can be, or by hand; never in conflict."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from awards.balancing import Pair, Plan, balance
from awards.enums import UNDONE, ReviewState, Seat
from awards.models import Candidate, Judge, Review, Round

from .conflicts import conflict_between, find_conflicts, note_conflicts
from .errors import JudgingError
from .locking import candidate_of, lock_judged, note, refuse_after_end
from .panel import tell_judge

# What counts as a judge of a candidate; who declined or is in conflict is none
_HOLDS = (ReviewState.ASSIGNED, ReviewState.READING, ReviewState.SCORED, ReviewState.ABSTAINED)


def plan_balanced(
    round_: Round, *, seats: Iterable[Judge] | None = None, candidates: Sequence[int] | None = None
) -> Plan:
    """Return who would be given whom now: what `assign_balanced` does while nothing else changes.

    `seats` (active, with their users) and `candidates` (keys of those to be decided, by their numbers) are for whoever
    has loaded them already. Chairs are given nobody; they may be given somebody by hand. Writes nothing.
    """
    if seats is None:
        seats = round_.judges.active().with_user()
    judges = sorted((row for row in seats if row.seat == Seat.JUDGE), key=lambda row: row.pk)
    if candidates is None:
        found = Candidate.objects.of_round(round_).to_decide().order_by("number")
        candidates = list(found.values_list("pk", flat=True))
    counted = Q(judge__seat=Seat.JUDGE) | Q(state=ReviewState.SCORED)  # a chair reads all, and scores few
    rows = Review.objects.filter(counted, candidate__in=candidates).values_list("judge", "candidate", "state")
    held: set[Pair] = {(judge, candidate) for judge, candidate, state in rows if state in _HOLDS}
    barred: set[Pair] = {(judge, candidate) for judge, candidate, state in rows if state not in _HOLDS}
    barred |= set(find_conflicts(judges, candidates))
    return balance([judge.pk for judge in judges], candidates, round_.judges_each, held=held, barred=barred)


@transaction.atomic
def assign_balanced(round_pk: int, *, by: Any) -> Plan:
    """Give each candidate as many judges as the round wants, as evenly as it can be, and tell the judges.

    Raises JudgingError where there is nobody to judge, or no time left; and Round.DoesNotExist.
    """
    round_ = lock_judged(round_pk)
    refuse_after_end(round_, timezone.now())
    if not round_.judges.active().filter(seat=Seat.JUDGE).exists():
        raise JudgingError("Nobody is on the panel yet. Add a judge first.")
    note_conflicts(round_)
    plan = plan_balanced(round_)
    Review.objects.bulk_create(Review(judge_id=judge, candidate_id=candidate) for judge, candidate in plan.pairs)
    if plan.pairs:
        note(round_, "balance", by, reviews=len(plan.pairs), short=len(plan.short))
    counts = Counter(judge for judge, _ in plan.pairs)
    for judge in Judge.objects.filter(pk__in=counts).with_user().select_related("round__scheme"):
        tell_judge(judge, "given", counts[judge.pk])
    return plan


@transaction.atomic
def assign_by_hand(round_pk: int, number: int, judge_pk: int, *, by: Any) -> Review:
    """Give a candidate (by number) to a judge, and tell them.

    Raises JudgingError where they are in conflict, have them already or declined; Round.DoesNotExist,
    Candidate.DoesNotExist and Judge.DoesNotExist.
    """
    round_ = lock_judged(round_pk)
    refuse_after_end(round_, timezone.now())
    candidate = candidate_of(round_, number)
    judge = Judge.objects.active().with_user().get(round=round_, pk=judge_pk)
    note_conflicts(round_)
    if conflict_between(judge, candidate) is not None:
        raise JudgingError("They have a conflict of interest with this candidate, and cannot judge them.")
    review, is_new = Review.objects.get_or_create(judge=judge, candidate=candidate)
    if not is_new:
        raise JudgingError(f"They were given this candidate before: {review.get_state_display().lower()}.")
    note(round_, "assign", by, judge=judge.pk, candidate=number)
    tell_judge(judge, "given", 1)
    return review


@transaction.atomic
def take_back(round_pk: int, number: int, judge_pk: int, *, by: Any, reason: str) -> None:
    """Take a candidate (by number) from a judge who has not scored them, and tell the judge. The log has the reason.

    They can be given to the same judge again. Raises JudgingError where they were scored, or nothing is to be taken
    back, or no reason is given; and Round.DoesNotExist.
    """
    if not reason.strip():
        raise JudgingError("Say why: it stands in the log.")
    round_ = lock_judged(round_pk)
    judge = Judge.objects.with_user().select_related("round__scheme").filter(round=round_, pk=judge_pk).first()
    rows = Review.objects.select_for_update(of=("self",))
    review = rows.filter(judge=judge, candidate__number=number).first()
    if judge is None or review is None:
        raise JudgingError("This judge does not have this candidate.")
    if review.state not in UNDONE:
        raise JudgingError(f"It stays as it is: {review.get_state_display().lower()}.")
    review.delete()
    note(round_, "take_back", by, judge=judge_pk, candidate=number, reason=reason.strip())
    tell_judge(judge, "taken")
