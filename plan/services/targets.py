"""Targets of actions, and the measures that are kept by hand."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from wagtail.log_actions import log

from plan.enums import REPORTED
from plan.evidence import measure_words
from plan.models import Action, Reading, ReportedMeasure, Target
from portal.core.registries import measures

from .editing import ActionGoneError, EditRefusedError, lock_action
from .plans import PlanChangedError, digest, set_fields

TARGET = ("measure", "theme", "department", "baseline", "baseline_on", "goal", "by", "better")
MEASURE = ("label", "unit", "better", "meaning")


def add_target(action: int, version: int, values: Mapping[str, Any], user: Any, *, from_oldest: bool = False) -> Target:
    """Give an action a target; `values` are those of TARGET. `from_oldest`: it begins where the oldest reading is.

    Raises EditRefusedError, ValidationError where there is such a target already, ActionsChangedError and
    ActionGoneError.
    """
    with transaction.atomic():
        target = Target(action=lock_action(action, version), **values)
        _keep(target, from_oldest, None)
        log(target.action, "plan.add_target", user=user, data={"target": target_words(target)})
    return target


def edit_target(pk: int, version: int, values: Mapping[str, Any], user: Any, *, from_oldest: bool = False) -> Target:
    """Change a target; `version` is its action's. Raises as `add_target`."""
    with transaction.atomic():
        target = _held(pk, version)
        known = target.measure
        changes = set_fields(target, values, TARGET)
        _keep(target, from_oldest, known)
        if changes or from_oldest:
            data = {"target": target_words(target), "changes": changes}
            log(target.action, "plan.edit_target", user=user, data=data)
    return target


def remove_target(pk: int, version: int, user: Any) -> Action:
    """Remove a target, and return its action; the readings of its measure stay. Raises as `edit_target`."""
    with transaction.atomic():
        target = _held(pk, version)
        action = target.action
        log(action, "plan.remove_target", user=user, data={"target": target_words(target)})
        target.delete()
        _count_up(action)
    return action


def _held(pk: int, version: int) -> Target:
    target = Target.objects.filter(pk=pk).first()
    if target is None:
        raise ActionGoneError
    target.action = lock_action(target.action_id, version)
    return target


def _keep(target: Target, from_oldest: bool, known: str | None) -> None:
    """Check and save a target. `known` is the measure it had before: one that is gone may stay."""
    if target.measure != known and not is_measure(target.measure):
        raise EditRefusedError("Choose a measure of the list.", "measure")
    if target.is_reported and (target.theme or target.department):
        raise EditRefusedError("A measure kept by hand is of everybody: choose no theme and no department.", "theme")
    if target.theme and target.department:
        raise EditRefusedError("Choose a theme or a department, not both.", "department")
    if from_oldest:
        reading = oldest_reading(target)
        if reading is None:
            raise EditRefusedError("There is no reading of this yet: leave the baseline empty, or type it.", "baseline")
        target.baseline, target.baseline_on = reading.value, reading.on
    if target.baseline is None and target.baseline_on:
        raise EditRefusedError("Give the value of that day, or take the day away.", "baseline")
    if target.baseline_on and target.by <= target.baseline_on:
        raise EditRefusedError("The day of the goal comes after the day of the baseline.", "by")
    target.full_clean()
    target.save()
    _count_up(target.action)


def _count_up(action: Action) -> None:
    Action.objects.filter(pk=action.pk).update(version=F("version") + 1)


def is_measure(key: str) -> bool:
    """Say whether there is a measure of this key, counted or kept by hand."""
    number = key.removeprefix(REPORTED)
    if number != key:
        return number.isdecimal() and len(number) < 12 and ReportedMeasure.objects.filter(pk=number).exists()
    return key in measures


def oldest_reading(target: Target) -> Reading | None:
    """Return the first reading with a number of what a target is about: counted in its plan, or kept by hand."""
    readings = Reading.objects.of(target.measure, target.theme_id, target.department_id).filter(value__isnull=False)
    if not target.is_reported:
        readings = readings.filter(start=target.action.plan.start)
    found: Reading | None = readings.first()
    return found


def target_words(target: Target) -> str:
    """Return a target in a few words, for the log."""
    words = measure_words([target.measure])[target.measure]
    scope = "".join(f", {each}" for each in (target.theme, target.department) if each)
    return f"{words.label}{scope}: {target.goal:g} {words.unit}".rstrip() + f" by {target.by:%-d %B %Y}"


def measure_seen(measure: ReportedMeasure) -> str:
    """Return a mark of what is said of a measure, to be sent back with a change of it."""
    return digest([getattr(measure, name) for name in MEASURE])


def add_measure(values: Mapping[str, Any], user: Any) -> ReportedMeasure:
    """Add a measure that is kept by hand; `values` are those of MEASURE. Raises ValidationError."""
    measure = ReportedMeasure(**values)
    with transaction.atomic():
        measure.full_clean()
        measure.save()
        log(measure, "plan.add_measure", user=user)
    return measure


def edit_measure(pk: int, seen: str, values: Mapping[str, Any], user: Any) -> ReportedMeasure:
    """Say something else of a measure that is kept by hand; its readings stay as they are.

    Raises PlanChangedError where it does not say what was `seen`, and ValidationError.
    """
    with transaction.atomic():
        measure = ReportedMeasure.objects.select_for_update().get(pk=pk)
        if measure_seen(measure) != seen:
            raise PlanChangedError
        changes = set_fields(measure, values, MEASURE)
        measure.full_clean()
        measure.save()
        if changes:
            log(measure, "plan.edit_measure", user=user, data={"changes": changes})
    return measure
