"""A plan as it is read from a file: what is shown, corrected and then written, and the object that --json prints."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from plan.enums import ActionStatus, RowBecame, ThemeSlug
from plan.spans import PlanPeriod
from plan.timescales import NO_TIMESCALE, Timescale


@dataclass(frozen=True, slots=True)
class StepAsRead:
    """A step of an action. `label` is bare ('a', '2', 'iii'), empty for bullets; no timescale is None."""

    label: str
    text: str
    leads: tuple[str, ...] = ()
    timescale: Timescale | None = None


@dataclass(frozen=True, slots=True)
class Continues:
    """The action of an older plan that this one goes on with; `plan` is how the text names it ('2018/20'), or empty."""

    code: str
    plan: str = ""


@dataclass(frozen=True, slots=True)
class ActionAsRead:
    """One action. `rows` are the places in `PlanAsRead.rows` of the rows that it was read from.

    `code` is unique within the plan; `code_given` says whether it stands so in the original. `status` is None where
    the original says nothing, or nothing that was understood: then its words stand in the notes. Printed it is
    ‘not-started’ then, for every action has one of the six.
    """

    code: str
    code_given: bool
    title: str
    detail: str = ""
    themes: tuple[ThemeSlug, ...] = ()
    leads: tuple[str, ...] = ()
    stakeholders: tuple[str, ...] = ()
    success_measure: str = ""
    timescale: Timescale = NO_TIMESCALE
    steps: tuple[StepAsRead, ...] = ()
    status: ActionStatus | None = None
    continues: Continues | None = None
    notes: str = ""
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RowAsRead:
    """One row of the original: where it stands, its cells, what it was taken for, and what is in doubt."""

    table: str
    number: int
    cells: tuple[str, ...]
    became: RowBecame
    action: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanAsRead:
    """A whole plan.

    `colours_to_ask` are the colours that the file uses without a legend (names such as 'amber'); `outside` is the text
    that belongs to no action, of which the warnings tell as well.
    """

    title: str
    period: PlanPeriod
    actions: tuple[ActionAsRead, ...]
    rows: tuple[RowAsRead, ...]
    warnings: tuple[str, ...] = ()
    colours_to_ask: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the object that `import_plan --json` prints."""
        return {
            "plan": {
                "title": self.title,
                "start": self.period.start.isoformat(),
                "end": self.period.end.isoformat(),
            },
            "actions": [_action(action) for action in self.actions],
            "rows": [_row(row) for row in self.rows],
            "warnings": list(self.warnings),
        }


def _action(action: ActionAsRead) -> dict[str, Any]:
    continues = action.continues
    return {
        "code": action.code,
        "code_given": action.code_given,
        "title": action.title,
        "detail": action.detail,
        "themes": _values(action.themes),
        "leads": list(action.leads),
        "stakeholders": list(action.stakeholders),
        "success_measure": action.success_measure,
        "timescale": _timescale(action.timescale),
        "steps": [
            {
                "label": step.label,
                "text": step.text,
                "leads": list(step.leads),
                "timescale": _timescale(step.timescale) if step.timescale else None,
            }
            for step in action.steps
        ],
        "status": (action.status or ActionStatus.NOT_STARTED).value,
        "continues": {"code": continues.code, "plan": continues.plan} if continues else None,
        "notes": action.notes,
    }


def _timescale(timescale: Timescale) -> dict[str, Any]:
    return {
        "wording": timescale.wording,
        "kind": timescale.kind.value,
        "occurrences": [
            {"start": span.start.isoformat(), "end": span.end.isoformat()} for span in timescale.occurrences
        ],
    }


def _row(row: RowAsRead) -> dict[str, Any]:
    became = f"{row.became.value} {row.action}".strip() if row.became == RowBecame.ACTION else row.became.value
    if row.became == RowBecame.PART:
        became = f"part of action {row.action}"
    return {"source": {"table": row.table, "row": row.number}, "became": became, "doubts": list(row.doubts)}


def _values(themes: Iterable[ThemeSlug]) -> list[str]:
    return [theme.value for theme in themes]
