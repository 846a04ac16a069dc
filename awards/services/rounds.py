"""Rounds made, copied, changed and cancelled.

What nominators and judges were promised stands still once judging has opened; a closing time that is moved is kept
with the time it was, and shown.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from awards.enums import BEFORE_JUDGING, RoundState
from awards.models import Category, Criterion, Honour, Nomination, NominationQuestion, Round, SchemePage
from awards.round_rules import FREE, FREE_WHEN_DECIDED, Values, changed, check, fingerprint, values_of
from awards.rounds import state_of, takes_nominations

from .receipts import tell

PARTS: tuple[type[Category | NominationQuestion | Criterion], ...] = (Category, NominationQuestion, Criterion)


class RoundError(Exception):
    """A step that cannot be taken as things stand; the message says why and what to do."""


class RoundChangedError(Exception):
    """Somebody else changed the round since the form was opened."""


def held_round(pk: int) -> Round:
    """Return a round with its scheme, held until the transaction ends. Raises Round.DoesNotExist."""
    return Round.objects.select_for_update(of=("self",)).select_related("scheme").get(pk=pk)


def _check_name(scheme: SchemePage, name: str, besides: int = 0) -> None:
    if Round.objects.filter(scheme=scheme, name=name).exclude(pk=besides).exists():
        raise ValidationError({"name": ["The scheme has a round of this name already. Choose another."]})


@transaction.atomic
def make_round(scheme: SchemePage, values: Values, *, by: Any, like: Round | None = None) -> Round:
    """Make a round of one of our own schemes; `like`: whose categories, questions and criteria it begins with.

    Raises ValidationError with the words at the fields, and RoundError for another body's award.
    """
    if not scheme.is_internal:
        raise RoundError("This award is given by another body, which has rounds of its own.")
    check(values)
    _check_name(scheme, values["name"])
    fields = {name: value for name, value in values.items() if name != "departments"}
    row = Round.objects.create(scheme=scheme, made_by=by, **fields)
    row.departments.set(values["departments"])
    if like is not None:
        _copy_parts(like, row)
    log(instance=scheme, action="awards.round.make", user=by, data={"round": row.pk, "like": like.pk if like else None})
    return row


def _copy_parts(old: Round, new: Round) -> None:
    for model in PARTS:
        rows: list[Any] = list(model._default_manager.filter(round=old).order_by("order", "pk"))
        for place, row in enumerate(rows):
            row.pk, row.round, row.order, row._state.adding = None, new, place, True
        model._default_manager.bulk_create(rows)


@transaction.atomic
def change_round(pk: int, values: Values, *, by: Any, seen: str = "") -> list[str]:
    """Change what is said of a round, and return the names of what is different.

    `seen`: the fingerprint of what the form was opened with. Raises ValidationError, RoundError, RoundChangedError and
    Round.DoesNotExist.
    """
    row = held_round(pk)
    if seen and seen != fingerprint(row):
        raise RoundChangedError
    before = values_of(row)
    names = changed(before, values)
    _check_free(row, names)
    check(values)
    _check_name(row.scheme, values["name"], besides=row.pk)
    if "announce_at" in names:
        _move_announcement(row, values)
    if "closes_at" in names:
        _move_closing(row, values, by)
    for name in names:
        if name != "departments":
            setattr(row, name, values[name])
    row.save()
    if "departments" in names:
        row.departments.set(values["departments"])
    if names:
        log(instance=row.scheme, action="awards.round.change", user=by, data={"round": row.pk, "fields": names})
    if "closes_at" in names and takes_nominations(row, timezone.now()):
        _tell_who_was_late(row)
    return names


def _tell_who_was_late(row: Round) -> None:
    """Tell those who typed something after the closing that it can be taken in now."""
    for nomination in Nomination.objects.sent().filter(round=row).exclude(late_words=None).with_round().with_nominees():
        tell(nomination, "open_again")


def frozen_fields(row: Round) -> tuple[str, ...]:
    """Return the names of what cannot be changed any more of a round as it stands."""
    state = state_of(row, timezone.now())
    if state in BEFORE_JUDGING:
        return ()
    free = {RoundState.JUDGING: FREE, RoundState.DECIDED: FREE_WHEN_DECIDED}.get(state, ())
    return tuple(name for name in values_of(row) if name not in free)


def _check_free(row: Round, names: list[str]) -> None:
    frozen = set(frozen_fields(row)) & set(names)
    if not frozen:
        return
    state = state_of(row, timezone.now())
    if state in (RoundState.ANNOUNCED, RoundState.CANCELLED):
        raise RoundError(f"This round is {state.label.lower()}, and stays as it was.")
    words = "Judging has begun: what nominators and judges were told stays as it was."
    raise ValidationError({name: [words] for name in sorted(frozen)})


def _move_closing(row: Round, values: Values, by: Any) -> None:
    """Keep the time that was told before, once the round has opened; refuse to close what is open in the past."""
    now = timezone.now()
    if row.opens_at > now:
        return
    if values["closes_at"] <= now < row.closes_at:
        raise ValidationError({"closes_at": ["It is open. Choose a time that is still to come."]})
    row.closing_was, row.closing_moved_at = row.closing_was or row.closes_at, now
    data = {"round": row.pk, "from": row.closes_at.isoformat(), "to": values["closes_at"].isoformat()}
    log(instance=row.scheme, action="awards.round.closing", user=by, data=data)


def _move_announcement(row: Round, values: Values) -> None:
    """Move the minute of what is finished, which becomes public by itself; refuse one that is over."""
    if row.finished_at is None:
        return
    if values["announce_at"] <= timezone.now():
        raise ValidationError({"announce_at": ["It is finished, and would be public at once. Choose a later time."]})
    Honour.objects.filter(candidate__category__round=row.pk).update(announced_at=values["announce_at"])


@transaction.atomic
def cancel_round(pk: int, *, by: Any, reason: str) -> Round:
    """Cancel a round that was not announced; the reason stands on the scheme's page.

    Raises RoundError (cancelled or announced already, no reason) and Round.DoesNotExist.
    """
    row = held_round(pk)
    state = state_of(row, timezone.now())
    if state == RoundState.CANCELLED:
        raise RoundError("This round is cancelled already.")
    if state == RoundState.ANNOUNCED:
        raise RoundError("This round is announced, and so it cannot be cancelled any more.")
    if not reason.strip():
        raise RoundError("Say why it is cancelled: it stands on the scheme’s page.")
    row.cancelled_at, row.cancelled_reason = timezone.now(), reason.strip()
    row.save(update_fields=["cancelled_at", "cancelled_reason"])
    Honour.objects.filter(candidate__category__round=row.pk).update(announced_at=None)
    log(instance=row.scheme, action="awards.round.cancel", user=by, data={"round": row.pk})
    return row
