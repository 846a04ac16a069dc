"""A plan as a table: for readers, and for bringing it in again without a change.

Each action has a row, and below it each of its steps. The last columns say exactly what the wordings were understood
to mean, so that reading the table again guesses nothing (`plan.importing.own_table`).
"""

from collections.abc import Iterator
from typing import Any

from plan.enums import ActionStatus, TimescaleKind
from plan.facts import ActionFacts, When, facts_of
from plan.importing.own_table import BETWEEN_NAMES, BETWEEN_SPANS, COLUMNS, Column
from plan.models import Plan
from plan.spans import SPAN
from portal.core.models import Theme

C = Column


def plan_rows(plan: Plan, *, with_notes: bool) -> Iterator[list[Any]]:
    """Yield the rows of a plan's table, in the order of COLUMNS.

    `with_notes`: for those who keep the plan; the public gets none.
    """
    themes = dict(Theme.objects.values_list("slug", "name"))
    for action in plan.actions.with_facts().with_status():
        facts = facts_of(action)
        first = _action_row(facts, themes) | {
            C.CODE: action.code,
            C.STATUS: ActionStatus(action.status).label,
            C.CODE_GIVEN: "" if action.code_given else "no",
            C.NOTES: facts.notes if with_notes else "",
        }
        yield _in_order(first)
        for step in facts.steps:
            row = {C.CODE: action.code, C.LABEL: step.label, C.STEP: step.text, C.LEADS: BETWEEN_NAMES.join(step.leads)}
            yield _in_order(row | _when(step.timescale))


def _action_row(facts: ActionFacts, themes: dict[str, str]) -> dict[Column, str]:
    code, plan_words = facts.continues or ("", "")
    return {
        C.ACTION: facts.title,
        C.DETAIL: facts.detail,
        C.THEMES: BETWEEN_NAMES.join(themes[slug] for slug in facts.themes),
        C.LEADS: BETWEEN_NAMES.join(facts.leads),
        C.STAKEHOLDERS: BETWEEN_NAMES.join(facts.stakeholders),
        C.SUCCESS: facts.success_measure,
        C.CONTINUES: code,
        C.OLDER_PLAN: plan_words,
        **_when(facts.timescale),
    }


def _when(when: When) -> dict[Column, str]:
    return {
        C.DATE: when.wording,
        C.KIND: TimescaleKind(when.kind).label if when.wording or when.spans else "",
        C.SPANS: BETWEEN_SPANS.join(SPAN.join(span) for span in when.spans),
    }


def _in_order(row: dict[Column, str]) -> list[Any]:
    return [row.get(column, "") for column in COLUMNS]
