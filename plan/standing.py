"""How actions stand on a day: what was said last, what is due next, and whether that and the numbers agree."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from plan.enums import BEHIND, ENDED, ActionStatus, TimescaleKind
from plan.evidence import MeasuredHow, TargetStanding, target_standings
from plan.models import Action, Milestone, Target
from plan.querysets import ActionQuerySet
from portal.core.quantities import day_in_words, in_unit


@dataclass(frozen=True)
class Standing:
    """An action on a day. `said_on` is the day of the latest update, `due` the last day of what is to be done next."""

    action: Action
    status: ActionStatus
    said_on: date | None
    due: date | None
    is_overdue: bool
    targets: tuple[TargetStanding, ...] = ()

    @property
    def is_measured(self) -> bool:
        """Say whether anything of it is counted, by the portal or by hand."""
        return any(target.words.how != MeasuredHow.GONE for target in self.targets)

    @property
    def has_evidence(self) -> bool:
        """Say whether there is a number to show."""
        return any(target.value is not None for target in self.targets)


def standings(actions: ActionQuerySet, on: date) -> list[Standing]:
    """Return how actions stand on a day, in their order; eleven queries at most, however many there are.

    The actions come with their plan, themes, leads, steps and dates, as lists and pages show them.
    """
    found = list(actions.with_status().with_facts().select_related("plan", "continues"))
    targets = list(Target.objects.filter(action__in=found).with_scope())
    by_action: dict[int, list[TargetStanding]] = {}
    for standing in target_standings(targets, on):
        by_action.setdefault(standing.target.action_id, []).append(standing)
    return [standing_of(action, tuple(by_action.get(action.pk, ())), on) for action in found]


def standing_of(action: Any, targets: tuple[TargetStanding, ...], on: date) -> Standing:
    """Return how one action stands that comes with its status, steps and dates; asks the database nothing."""
    status = ActionStatus(action.status)
    open_dates = [] if status in ENDED or action.is_ongoing else _open(action)
    ends = sorted(date.end for date in open_dates)
    is_overdue = bool(ends) and ends[0] < on
    return Standing(action, status, action.status_on, ends[0] if ends else None, is_overdue, targets)


def _open(action: Any) -> list[Milestone]:
    """Return the dates that are not done; the same rule as `MilestoneQuerySet.late`, on what is read already."""
    steps = {step.pk: step for step in action.steps.all()}
    return [each for each in action.milestones.all() if each.done_on is None and not _is_settled(steps, each)]


def _is_settled(steps: dict[int, Any], milestone: Milestone) -> bool:
    step = steps.get(milestone.step_id or 0)
    return step is not None and (step.done_on is not None or step.timescale_kind == TimescaleKind.ONGOING)


def disagreement(standing: Standing) -> str:
    """Return in a sentence how the status that somebody typed and the measured values disagree; empty where they agree.

    Nothing is overwritten: whoever answers for the action is told.
    """
    told = [target for target in standing.targets if target.value is not None]
    if not told or standing.status == ActionStatus.STOPPED:
        return ""
    label = standing.status.label.lower()
    behind = [target for target in told if target.is_behind]
    unmet = [target for target in told if not target.is_met]
    if standing.status == ActionStatus.DONE and unmet:
        return f"The action is {label}, but {_value(unmet[0])}."
    if standing.status == ActionStatus.ON_TRACK and behind:
        return f"The action is {label}, but {_value(behind[0])}{_expected(behind[0])}."
    if not unmet and standing.status in {*BEHIND, ActionStatus.NOT_STARTED}:
        return f"The action is {label}, but every goal is reached: {_value(told[0])}."
    return ""


def _value(target: TargetStanding) -> str:
    unit = target.words.unit
    value, goal = in_unit(target.value or 0.0, unit), in_unit(target.target.goal, unit)
    return f"‘{target.words.label}’ is at {value}, and the goal is {goal}"


def _expected(target: TargetStanding) -> str:
    if target.on > target.target.by:
        return f" by {day_in_words(target.target.by)}"
    return f"; by now {target.expected:.0f} were to be expected" if target.expected is not None else ""
