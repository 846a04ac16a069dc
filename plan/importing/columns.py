"""Matching columns to fields, by the words of their headings and by what is in them; each match can be corrected."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from plan.enums import PlanField, TimescaleKind
from plan.spans import PlanPeriod
from plan.timescales import read_timescale

from .headers import Section, field_ranks, sections_of, theme_of_name
from .status import status_of, wears_colours
from .tables import NO_CELL, Cell, Tables
from .themes import is_marked, themes_of_cell

F = PlanField
CODE = re.compile(r"[A-Za-z]{0,4}[\s.\-/]?\d{1,3}(?:[.\-/]\d{1,3})*[A-Za-z]?(?:\s?\([a-z]\))?[.):]?")
_LIST = re.compile(r"(?:^|\n)\s*(?:\(?[a-z\d]{1,2}[.)]|[•·●▪‣◦–-])\s|\ba\)\s.*\bb\)\s", re.DOTALL)
MARK = re.compile(r"[yx✓✔√●•*☑☒✗-]|yes|no|n|tick", re.IGNORECASE)
# A word that no date is made of
_NOT_OF_DATES = re.compile(
    r"\b(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|autumn|winter|spring|summer|term|year|quarter|month|"
    r"annual|week|end|mid|early|late|ongoing|going|then|from|until|date)[a-z]*\b)[a-z]{4,}",
    re.IGNORECASE,
)
# Fields that one column each has; of several that may hold one, the surest does, and the rest become notes.
_ONCE = (F.CODE, F.TITLE, F.TIMESCALE, F.START, F.END, F.STATUS, F.THEME, F.DETAIL, F.STEPS, F.LEADS, F.STAKEHOLDERS,
         F.SUCCESS, F.CONTINUES)  # fmt: skip
_ANY_PERIOD = PlanPeriod.from_months("2020-01", "2029-12")
_LEVELS = frozenset({"high", "medium", "low", "h", "m", "l", "1", "2", "3", "short", "long", "essential", "desirable"})
_NO_COLOUR = {"FFFFFF", "AUTO"}
_SAMPLES = 3
MOST_FILLED = 0.8  # of the rows: a column with fewer texts says once what holds for the rows below as well


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """What one column holds. `is_sure` is false where nothing in its name says so; `samples` are for the preview."""

    index: int
    name: str
    field: PlanField
    is_sure: bool
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of all tables with the same header; `where` names the tables."""

    names: tuple[str, ...]
    columns: tuple[ColumnMatch, ...]
    where: tuple[str, ...]

    def field(self, index: int) -> PlanField:
        """Return what a column holds; beyond the last one, notes."""
        return self.columns[index].field if index < len(self.columns) else F.NOTES

    def of(self, *fields: PlanField) -> list[int]:
        """Return the columns that hold any of these fields."""
        return [column.index for column in self.columns if column.field in fields]


Matches = tuple[Layout, ...]


def guess_columns(tables: Tables) -> Matches:
    """Return the layouts of a file, in order, each column matched to a field."""
    grouped: dict[tuple[str, ...], list[Section]] = {}
    for section in sections_of(tables.tables):
        grouped.setdefault(section.names, []).append(section)
    layouts = [_layout(names, sections) for names, sections in grouped.items()]
    if any(_names_actions(layout) for layout in layouts):
        layouts = [layout if _names_actions(layout) else _without_actions(layout) for layout in layouts]
    return tuple(layouts)


def _names_actions(layout: Layout) -> bool:
    return any(column.field == F.TITLE and column.is_sure for column in layout.columns)


def _without_actions(layout: Layout) -> Layout:
    """Return a layout without actions: beside tables that name theirs, one that does not is about other things."""
    return replace(layout, columns=tuple(replace(column, field=F.NOTES, is_sure=False) for column in layout.columns))


def corrected(matches: Matches, corrections: Mapping[tuple[int, int], PlanField]) -> Matches:
    """Return matches with corrections, by place of the layout and of the column in it, both from 0.

    Raises IndexError where there is no such column.
    """
    changed = [list(layout.columns) for layout in matches]
    for (at, index), field in corrections.items():
        changed[at][index] = replace(changed[at][index], field=field, is_sure=True)
    return tuple(replace(layout, columns=tuple(columns)) for layout, columns in zip(matches, changed, strict=True))


def layout_problems(layout: Layout) -> list[str]:
    """Return why a layout cannot be used; empty when it can."""
    problems = [
        f"Two columns are matched to ‘{field.label}’. Match one of them to ‘{F.NOTES.label}’."
        for field in (F.CODE, F.TITLE, F.TIMESCALE, F.START, F.END, F.STATUS)
        if len(layout.of(field)) > 1
    ]
    if not layout.of(F.TITLE, F.STEPS, F.DETAIL):
        problems.append("Say which column holds the actions.")
    return problems


def _layout(names: tuple[str, ...], sections: list[Section]) -> Layout:
    columns = [_Column(index, name, sections) for index, name in enumerate(names)]
    chosen: dict[int, tuple[PlanField, bool]] = {}
    for field in _ONCE:
        able = [column for column in columns if column.index not in chosen and column.rank(field) > 0]
        best = max(able, key=lambda column: (column.rank(field), -column.index), default=None)
        if best is not None and not any(best.rank(other) > best.rank(field) for other in _ONCE if other != F.TITLE):
            chosen[best.index] = (field, True)
    _take_by_content(columns, chosen)
    _settle_title(columns, chosen)
    themed = sum(1 for column in columns if column.theme is not None)
    for column in columns:
        if column.index not in chosen and F.STEPS in column.ranks and column.name[-1:].isdigit():
            chosen[column.index] = (F.STEPS, True)  # 'Milestone 2' beside 'Milestone 1'
        if column.theme is not None and (column.is_marks or themed > 1) and column.index not in chosen:
            chosen[column.index] = (F(f"mark-{column.theme.value}"), True)
        elif column.index not in chosen:
            is_period = column.ranks.get(F.PERIOD, 0) > 0
            known = is_period or F.NOTES in column.ranks or not column.texts
            chosen[column.index] = (F.PERIOD if is_period else F.NOTES, known)
    return Layout(
        names,
        tuple(
            ColumnMatch(each.index, each.name, *chosen[each.index], tuple(each.texts[:_SAMPLES])) for each in columns
        ),
        tuple(dict.fromkeys(section.table.name for section in sections)),
    )


class _Column:
    """One column with what stands in it."""

    def __init__(self, index: int, name: str, sections: list[Section]) -> None:
        self.index = index
        self.name = name
        rows = [row for section in sections for row in section.rows if len(row.texts) > 1]
        self.cells: list[Cell] = [row.cell(index) for row in rows]
        self.texts = [cell.line for cell in self.cells if cell and not cell.is_repeat]
        self.filled = len(self.texts) / len(rows) if rows else 0.0
        self.ranks = field_ranks(name)
        self.theme = theme_of_name(name)
        self.length = median(len(text) for text in self.texts) if self.texts else 0

    def share(self, pattern: re.Pattern[str]) -> float:
        """Return how many of the texts fit a pattern, of 1."""
        if not self.texts:
            return 0.0
        return sum(1 for text in self.texts if pattern.fullmatch(text)) / len(self.texts)

    @property
    def is_marks(self) -> bool:
        """Say whether marks stand in it and no words."""
        return not self.texts or self.length <= 4 or self.share(MARK) > 0.8

    @property
    def is_codes(self) -> bool:
        return self.share(CODE) > 0.7

    @property
    def is_themes(self) -> bool:
        return bool(self.texts) and sum(1 for text in self.texts if themes_of_cell(text)[0]) / len(self.texts) > 0.6

    @property
    def is_dates(self) -> bool:
        known = [t for t in self.texts if len(t) < 80 and read_timescale(t, _ANY_PERIOD).kind != TimescaleKind.UNKNOWN]
        return bool(self.texts) and len(known) / len(self.texts) > 0.6

    @property
    def is_bare_dates(self) -> bool:
        """Say whether dates stand in it and hardly a word besides: then ‘milestones’ are dates and no steps."""
        bare = [text for text in self.texts if len(_NOT_OF_DATES.findall(text)) <= 1]
        return self.is_dates and len(bare) / len(self.texts) > 0.6

    @property
    def is_states(self) -> bool:
        known = [t for t in self.texts if len(t) < 40 and (status_of(t) or wears_colours([t]))]
        return bool(self.texts) and len(known) / len(self.texts) > 0.7

    @property
    def is_lists(self) -> bool:
        """Say whether lettered, numbered or bulleted lists stand in it."""
        lists = sum(1 for cell in self.cells if _LIST.search(cell.text) or any(p.marker for p in cell.paragraphs))
        return bool(self.texts) and lists / len(self.texts) > 0.3

    def rank(self, field: PlanField) -> int:
        """Return how surely it holds a field by its name, where what is in it does not speak against that."""
        rank = self.ranks.get(field, 0)
        if not rank or not self.texts:
            return rank
        against = {
            F.CODE: self.length > 14,
            F.TITLE: all(text.casefold() in _LEVELS for text in self.texts),
            F.THEME: rank < 9 and not self.is_themes,
            F.STEPS: F.TIMESCALE in self.ranks and self.is_bare_dates,
            F.TIMESCALE: rank < 9 and not (self.is_bare_dates if F.STEPS in self.ranks else self.is_dates),
            F.STATUS: self.length > 60,
            F.START: not self.is_dates and self.length > 30,
            F.END: not self.is_dates and self.length > 30,
        }
        return 0 if against.get(field, False) else rank


def _take_by_content(columns: Sequence[_Column], chosen: dict[int, tuple[PlanField, bool]]) -> None:
    """Match columns whose names say nothing by what stands in them."""
    taken = {field for field, _ in chosen.values()}
    for column in columns:
        if column.index in chosen or not column.texts or column.ranks.keys() - {F.SUCCESS, F.NOTES, F.THEME}:
            continue
        named = bool(column.name)
        ways = (
            (F.STATUS, column.is_states and not (named and F.NOTES not in column.ranks)),
            (F.CODE, column.is_codes and not named),
            (F.THEME, column.is_themes and (not named or F.THEME in column.ranks) and column.length < 60),
            (F.TIMESCALE, column.is_dates and not named),
        )
        for field, fits in ways:
            if fits and field not in taken:
                chosen[column.index] = (field, named)
                taken.add(field)
                break


def _settle_title(columns: Sequence[_Column], chosen: dict[int, tuple[PlanField, bool]]) -> None:
    """Decide which column says what is to be done: one row is one action, and its title the first that says what.

    'Aim' beside 'Actions' is the title and those are its steps; 'Objective' that stands once for several rows is
    the group of the actions beside it; without a name for any, the first column of longer text is the title.
    """
    able = [column for column in columns if column.rank(F.TITLE) > 0 and column.texts]
    able = [column for column in able if chosen.get(column.index, (F.TITLE, True))[0] in {F.TITLE, F.STEPS, F.DETAIL}]
    for column in able:
        chosen.pop(column.index, None)
    able = _without_themes(able, chosen)
    if not able:
        _title_without_name(columns, chosen)
        return
    codes = next((column for column in columns if chosen.get(column.index, (None, True))[0] == F.CODE), None)
    title, *others = _in_order_of_saying(able, codes)
    chosen[title.index] = (F.TITLE, True)
    for other in others:
        taken = {field for field, _ in chosen.values()}
        if other.index < title.index and _is_group(other, codes):
            chosen[other.index] = (F.GROUP, True)
        elif other.ranks.get(F.STEPS, 0) > 0 or other.index > title.index:
            chosen[other.index] = (F.STEPS, True) if F.STEPS not in taken else (F.NOTES, False)
        else:
            chosen[other.index] = (F.DETAIL, False) if F.DETAIL not in taken else (F.NOTES, False)


def _without_themes(able: list[_Column], chosen: dict[int, tuple[PlanField, bool]]) -> list[_Column]:
    """Return the columns without one that names nothing but themes (‘Strategic priority’), where others are left."""
    naming = [column for column in able if all(themes_of_cell(text)[1] for text in column.texts)]
    if len(naming) == len(able):
        return able
    for column in naming[:1]:
        if F.THEME not in {field for field, _ in chosen.values()}:
            chosen[column.index] = (F.THEME, True)
    return [column for column in able if column not in naming]


def _in_order_of_saying(able: Sequence[_Column], codes: _Column | None) -> list[_Column]:
    """Return the columns that may be the title, that which is first."""
    first = able[0]
    for other in able[1:]:
        is_group = _is_group(first, codes)
        is_surer = other.ranks[F.TITLE] > first.ranks[F.TITLE] and not other.is_lists and F.STEPS not in other.ranks
        is_one = other.ranks[F.TITLE] > first.ranks[F.TITLE] and not other.is_lists and not _is_plural(other.name)
        if is_group or is_surer or is_one:
            first = other
    return [first, *(column for column in able if column is not first)]


def _is_group(column: _Column, codes: _Column | None) -> bool:
    """Say whether a column stands once for several rows that have codes of their own, or no codes at all."""
    if column.filled >= MOST_FILLED and not _repeats(column):
        return False
    if codes is None:
        return True
    pairs = zip(column.cells, codes.cells, strict=True)
    below = [code for cell, code in pairs if cell.is_repeat or not cell]
    return not below or sum(1 for code in below if code and not code.is_repeat) * 2 > len(below)


def _repeats(column: _Column) -> bool:
    """Say whether the same texts stand in several rows, written out or as one merged cell."""
    merged = sum(1 for cell in column.cells if cell.is_repeat)
    return merged > 0 or (len(column.texts) >= 4 and len(set(column.texts)) < len(column.texts) * 0.7)


def _is_plural(name: str) -> bool:
    return name.casefold().rstrip(" .:").endswith("s")


def _title_without_name(columns: Sequence[_Column], chosen: dict[int, tuple[PlanField, bool]]) -> None:
    """Take the first column of some length; what steps or details were matched may be it as well."""
    fields = {field: index for index, (field, _) in chosen.items()}
    free = [column for column in columns if column.index not in chosen and column.length > 12 and not column.ranks]
    if free:
        chosen[free[0].index] = (F.TITLE, False)
        return
    for field in (F.STEPS, F.DETAIL, F.SUCCESS):
        if field in fields:
            chosen[fields[field]] = (F.TITLE, field == F.STEPS)
            return


def marked_themes(cells: Sequence[Cell], layout: Layout) -> list[str]:
    """Return the themes for which a mark stands in a row's cells; where there is none, those whose cells are painted.

    Cells that are all painted only wear the table's colours.
    """
    columns = [(column.field.theme, column.index) for column in layout.columns if column.index < len(cells)]
    themes = [(theme.value, index) for theme, index in columns if theme]
    marked = [theme for theme, index in themes if is_marked(cells[index])]
    if marked or any(cells[index] for _, index in themes):
        return marked
    painted = [theme for theme, index in themes if is_painted(cells, index, layout)]
    return painted if len(painted) < len(themes) else []


def is_painted(cells: Sequence[Cell], index: int, layout: Layout) -> bool:
    """Say whether an empty cell wears a colour that the action's own cell does not.

    A row that is all of one colour is only shaded for the eye.
    """
    cell = cells[index] if index < len(cells) else NO_CELL
    fills = {cells[at].fill for at in layout.of(F.TITLE) if at < len(cells)}
    return not cell and bool(cell.fill) and cell.fill.upper() not in _NO_COLOUR and cell.fill not in fills
