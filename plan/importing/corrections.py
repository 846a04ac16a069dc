"""What a person typed over what was read of a plan, applied to it before anything is written."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from plan.enums import LONGEST_CODE, ActionStatus, ThemeSlug
from plan.spans import PlanPeriod
from plan.timescales import NO_TIMESCALE, Timescale, read_timescale
from portal.core.numbering import numbered

from .result import ActionAsRead, Continues, PlanAsRead, StepAsRead

Typed = Mapping[str, Any]  # by the names of WORDS and the like, as JSON keeps it
WORDS = ("code", "title", "detail", "success_measure", "notes")
NAMES = ("leads", "stakeholders")


def corrected(read: PlanAsRead, corrections: Mapping[int, Typed]) -> PlanAsRead:
    """Return the plan with what was typed of some actions, by the place of the first row of each.

    Only the fields that were typed are taken; what is corrected of a row that is no action is passed over. Codes stay
    unique: where one that was typed is another's, the other is told apart by a number.
    """
    made = [_corrected(action, corrections.get(action.rows[0], {}), read.period) for action in read.actions]
    typed = {place for place, values in corrections.items() if "code" in values}
    return _with_rows(replace(read, actions=tuple(_told_apart(made, typed))))


def as_typed(action: ActionAsRead) -> dict[str, Any]:
    """Return an action as a form shows it and a correction keeps it."""
    return {
        **{name: getattr(action, name) for name in WORDS},
        **{name: list(getattr(action, name)) for name in NAMES},
        "themes": [theme.value for theme in ThemeSlug if theme in action.themes],
        "timescale": action.timescale.wording,
        "steps": [
            {
                "label": step.label,
                "text": step.text,
                "leads": list(step.leads),
                "timescale": step.timescale.wording if step.timescale else "",
            }
            for step in action.steps
        ],
        "status": action.status.value if action.status else "",
        "continues": [action.continues.code, action.continues.plan] if action.continues else [],
    }


def typed_over(action: ActionAsRead, typed: Typed) -> dict[str, Any]:
    """Return what of a form says something else than what was read."""
    before = as_typed(action)
    return {name: value for name, value in typed.items() if value != before[name]}


def _corrected(action: ActionAsRead, typed: Typed, period: PlanPeriod) -> ActionAsRead:
    values: dict[str, Any] = {name: typed[name] for name in WORDS if name in typed}
    values |= {name: tuple(typed[name]) for name in NAMES if name in typed}
    if "code" in typed:
        values["code_given"] = True
    if "themes" in typed:
        values["themes"] = tuple(ThemeSlug(slug) for slug in typed["themes"])
    if "status" in typed:
        values["status"] = ActionStatus(typed["status"]) if typed["status"] else None
    if "continues" in typed:
        values["continues"] = Continues(*typed["continues"]) if typed["continues"] else None
    if "timescale" in typed:
        values["timescale"] = _dated(typed["timescale"], [action.timescale], period)
    if "steps" in typed:
        values["steps"] = tuple(_step(each, action.steps, period) for each in typed["steps"])
    return replace(action, **values) if values else action


def _step(typed: Typed, read: Sequence[StepAsRead], period: PlanPeriod) -> StepAsRead:
    timescale = _dated(typed["timescale"], [step.timescale for step in read if step.timescale], period)
    return StepAsRead(
        typed["label"], typed["text"], tuple(typed["leads"]), timescale if timescale != NO_TIMESCALE else None
    )


def _dated(wording: str, read: Sequence[Timescale], period: PlanPeriod) -> Timescale:
    """Return what a wording means; one that stands so in the file means what it was found to mean there."""
    return next((each for each in read if each.wording == wording), None) or read_timescale(wording, period)


def _told_apart(actions: Sequence[ActionAsRead], typed: set[int]) -> list[ActionAsRead]:
    given = Counter(action.code for action in actions)
    if len(given) == len(actions):
        return list(actions)
    taken: set[str] = set()
    codes: dict[int, str] = {}
    for action in sorted(actions, key=lambda each: (each.rows[0] not in typed, each.rows[0])):
        code = action.code
        if code in taken:
            code = numbered(code[: LONGEST_CODE - 4], taken | set(given), 2)[0]
        taken.add(code)
        codes[action.rows[0]] = code
    return [
        action if codes[action.rows[0]] == action.code else replace(action, code=codes[action.rows[0]])
        for action in actions
    ]


def _with_rows(read: PlanAsRead) -> PlanAsRead:
    """Return the plan with the codes that its actions have now beside the rows."""
    codes = {place: action.code for action in read.actions for place in action.rows}
    rows = tuple(replace(row, action=codes.get(place, "")) for place, row in enumerate(read.rows))
    return replace(read, rows=rows)
