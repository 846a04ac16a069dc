"""The order of a plan's actions: saved as a whole, so that two people do not undo each other's."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from plan.models import Action, Plan

from .editing import EditRefusedError


class OrderChangedError(Exception):
    """The order, or what is in it, is not the one that was seen."""


def order_seen(actions: Sequence[int]) -> str:
    """Return a mark of an order of actions (primary keys), to be sent back with a new one."""
    return sha256(",".join(map(str, actions)).encode()).hexdigest()[:16]


def put_in_order(plan: Plan, wanted: Sequence[int], seen: str, user: Any) -> str:
    """Put all actions of a plan in this order, and return the mark of it.

    Raises OrderChangedError where `seen` is not the mark of the order that stands.
    """
    with transaction.atomic():
        held = _held(plan, seen)
        if sorted(wanted) != sorted(held):
            raise OrderChangedError
        _write(plan, held, wanted, user)
    return order_seen(wanted)


def move(plan: Plan, action: int, place: int, seen: str, user: Any) -> str:
    """Move an action to a place of the plan, counted from 1, and return the mark of the order then.

    Raises OrderChangedError as `put_in_order`, EditRefusedError where there is no such place.
    """
    with transaction.atomic():
        held = _held(plan, seen)
        if action not in held:
            raise OrderChangedError
        if not 1 <= place <= len(held):
            raise EditRefusedError(f"Choose a place from 1 to {len(held)}.")
        wanted = [pk for pk in held if pk != action]
        wanted.insert(place - 1, action)
        _write(plan, held, wanted, user)
    return order_seen(wanted)


def place_of(plan: Plan, action: int) -> int:
    """Return the place of an action in its plan, counted from 1; 0 where it is not there."""
    held = list(plan.actions.values_list("pk", flat=True))
    return held.index(action) + 1 if action in held else 0


def _held(plan: Plan, seen: str) -> list[int]:
    Plan.objects.select_for_update().get(pk=plan.pk)
    held = list(plan.actions.values_list("pk", flat=True))
    if order_seen(held) != seen:
        raise OrderChangedError
    return held


def _write(plan: Plan, held: Sequence[int], wanted: Sequence[int], user: Any) -> None:
    if list(held) == list(wanted):
        return
    places = {pk: place for place, pk in enumerate(wanted, 1)}
    rows = list(plan.actions.only("pk", "order"))
    for row in rows:
        row.order = places[row.pk]
    Action.objects.bulk_update(rows, ["order"], batch_size=500)
    log(plan, "plan.order", user=user)
