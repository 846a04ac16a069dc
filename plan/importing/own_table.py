"""The portal's own table of a plan, read again: nothing is guessed where these columns stand."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from plan.enums import ActionStatus, RowBecame, ThemeSlug, TimescaleKind
from plan.spans import PlanPeriod, Span
from plan.timescales import NO_TIMESCALE, Timescale
from portal.core.spreadsheets import typed_in

from .result import ActionAsRead, Continues, PlanAsRead, RowAsRead, StepAsRead
from .tables import Row, Table, Tables

BETWEEN_NAMES = "\n"
BETWEEN_SPANS = "\n"


class Column(StrEnum):
    """The columns of the table, by their headings."""

    CODE = "Code"
    ACTION = "Action"
    LABEL = "Step"
    STEP = "What is done in the step"
    DETAIL = "Detail"
    THEMES = "Themes"
    LEADS = "Leads"
    STAKEHOLDERS = "Stakeholders"
    DATE = "Date, as worded"
    SUCCESS = "Success measure"
    STATUS = "Status"
    CONTINUES = "Goes on with"
    OLDER_PLAN = "Of the older plan"
    NOTES = "Notes"
    CODE_GIVEN = "Code given by the authors"
    KIND = "Kind of date"
    SPANS = "From and to"


COLUMNS = tuple(Column)
_STATUSES = {status.label: status for status in ActionStatus}
_KINDS = {kind.label: kind for kind in TimescaleKind}
_THEMES = {theme.label.casefold(): theme for theme in ThemeSlug}


def own_table(tables: Tables) -> Table | None:
    """Return the table where a file is an export of this portal; None for any other file."""
    for table in tables.tables:
        if table.rows and [cell.line for cell in table.rows[0].cells] == [column.value for column in COLUMNS]:
            return table
    return None


def understand_own(table: Table, title: str, period: PlanPeriod) -> PlanAsRead:
    """Return the plan in an export, as it was exported.

    What somebody changed in it so that it cannot be meant as it stands is kept with a doubt.
    """
    actions: list[ActionAsRead] = []
    rows: list[RowAsRead] = []
    for place, row in enumerate(table.rows):
        doubts: list[str] = []
        became, code = RowBecame.HEADER, _text(row, Column.CODE)
        if place and _text(row, Column.STEP) and actions and actions[-1].code == code:
            became = RowBecame.PART
            last = actions[-1]
            actions[-1] = _with_step(last, _step(row, doubts), len(rows))
        elif place:
            became = RowBecame.ACTION
            actions.append(_action(row, len(rows), doubts))
        texts = tuple(cell.text for cell in row.cells)
        rows.append(RowAsRead(table.name, row.number, texts, became, code if place else "", tuple(doubts)))
    return PlanAsRead(title, period, tuple(actions), tuple(rows))


def _text(row: Row, column: Column) -> str:
    return typed_in(row.cell(COLUMNS.index(column)).text)


def _names(row: Row, column: Column) -> tuple[str, ...]:
    return tuple(name for name in _text(row, column).split(BETWEEN_NAMES) if name)


def _action(row: Row, place: int, doubts: list[str]) -> ActionAsRead:
    status = _STATUSES.get(_text(row, Column.STATUS))
    if status is None and _text(row, Column.STATUS):
        doubts.append(f"‘{_text(row, Column.STATUS)}’ is no status: {', '.join(_STATUSES)}.")
    code, plan_words = _text(row, Column.CONTINUES), _text(row, Column.OLDER_PLAN)
    return ActionAsRead(
        code=_text(row, Column.CODE),
        code_given=_text(row, Column.CODE_GIVEN) != "no",
        title=_text(row, Column.ACTION),
        detail=_text(row, Column.DETAIL),
        themes=_themes(_names(row, Column.THEMES), doubts),
        leads=_names(row, Column.LEADS),
        stakeholders=_names(row, Column.STAKEHOLDERS),
        success_measure=_text(row, Column.SUCCESS),
        timescale=_timescale(row, doubts),
        status=status,
        continues=Continues(code, plan_words) if code or plan_words else None,
        notes=_text(row, Column.NOTES),
        rows=(place,),
    )


def _themes(names: Sequence[str], doubts: list[str]) -> tuple[ThemeSlug, ...]:
    unknown = [name for name in names if name.casefold() not in _THEMES]
    doubts += [f"‘{name}’ is no theme of the Technician Commitment." for name in unknown]
    return tuple(_THEMES[name.casefold()] for name in names if name.casefold() in _THEMES)


def _step(row: Row, doubts: list[str]) -> StepAsRead:
    timescale = _timescale(row, doubts)
    return StepAsRead(
        _text(row, Column.LABEL),
        _text(row, Column.STEP),
        _names(row, Column.LEADS),
        timescale if timescale != NO_TIMESCALE else None,
    )


def _timescale(row: Row, doubts: list[str]) -> Timescale:
    """Return the date with the spans that stand beside it, which say what it was understood to mean."""
    wording, spans = _text(row, Column.DATE), _text(row, Column.SPANS)
    kind = _KINDS.get(_text(row, Column.KIND), TimescaleKind.UNKNOWN)
    try:
        found = tuple(Span.from_line(line) for line in spans.split(BETWEEN_SPANS) if line)
    except ValueError:
        doubts.append(f"‘{spans}’ is not written as 2026-03-01 to 2026-03-31, a span a line.")
        return Timescale(wording, TimescaleKind.UNKNOWN)
    return Timescale(wording, kind, found)


def _with_step(action: ActionAsRead, step: StepAsRead, place: int) -> ActionAsRead:
    return replace(action, steps=(*action.steps, step), rows=(*action.rows, place))
