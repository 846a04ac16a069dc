"""What each row of a plan is: an action, a part of the one above, a heading, a legend, or text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from plan.enums import PlanField, RowBecame, ThemeSlug

from .columns import CODE, MOST_FILLED, Layout, Matches
from .headers import Section
from .status import colour_of_fill, colour_of_word, legend_in, meaning_of, status_of
from .tables import NO_CELL, Row, Table
from .themes import heading_theme, named_themes, themes_of_cell

F = PlanField
LONGEST_HEADING = 250  # characters
_BARE_ACTION = "Nothing but this stands in the row: it was taken for an action, but may be a heading."
_TEXT_STARTS = ("*", "rag rating", "note:", "notes:", "key:", "n.b.", "nb:")


@dataclass(slots=True)
class Seen:
    """A row as it was gone past; `draft` is the action that it is or belongs to."""

    table: str
    row: Row
    became: RowBecame
    draft: "Draft | None" = None
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """The rows of one action, with what the headings above say of it."""

    layout: Layout
    rows: list[Row]
    seen: Seen
    themes: list[ThemeSlug] = field(default_factory=list)
    column_theme: str = ""
    group: str = ""
    remarks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Heads:
    """The headings in force."""

    themes: list[ThemeSlug] = field(default_factory=list)
    column_theme: str = ""
    group: str = ""
    groups: dict[int, str] = field(default_factory=dict)  # by the column in which it stands
    remarks: list[str] = field(default_factory=list)  # what a heading says besides its theme, for its first action

    @property
    def whole_group(self) -> str:
        """Return the heading of the group, and the groups that columns name, the widest first."""
        return " – ".join(filter(None, (self.group, *(text for _, text in sorted(self.groups.items())))))


Told = Mapping[int, RowBecame]  # what a person said that rows are, by their places among all rows
TELLABLE = (RowBecame.ACTION, RowBecame.PART, RowBecame.GROUP, RowBecame.TEXT)


def walk(sections: Sequence[Section], matches: Matches, told: Told) -> tuple[list[Draft], list[Seen]]:
    """Return the actions of all sections in order, and all rows with what they were taken for."""
    layouts = {layout.names: layout for layout in matches}
    walker = _Walker(told)
    for section in sections:
        walker.take(section, layouts[section.names])
    return walker.drafts, walker.seen


class _Walker:
    def __init__(self, told: Told) -> None:
        self.told = told
        self.drafts: list[Draft] = []
        self.seen: list[Seen] = []
        self.heads = _Heads()
        self.table: Table | None = None
        self.names: tuple[str, ...] = ()

    def take(self, section: Section, layout: Layout) -> None:
        """Go through one section."""
        first = len(self.seen)
        self._begin(section)
        numbers = sorted(row.number for row in (*section.before, *section.headers, *section.rows))
        told = {number: self.told[at] for at, number in enumerate(numbers, start=first) if at in self.told}
        sparse = {index for index in layout.of(F.THEME, F.GROUP) if _share(section, index) < MOST_FILLED}
        for row in section.before:
            is_theme = len(row.texts) == 1 and heading_theme(row.texts[0]) is not None
            if row.number in told:
                self._as_told(section, layout, row, told[row.number], sparse)
            else:
                self._note(section, row, RowBecame.THEME if is_theme else _outside(row))
        for row in section.headers:
            self._note(section, row, RowBecame.HEADER)
        kinds = bare_kinds(section, layout) if layout.of(F.TITLE) else {}
        for place, row in enumerate(section.rows):
            if row.number in told:
                self._as_told(section, layout, row, told[row.number], sparse)
            elif layout.of(F.TITLE):
                self._row(section, layout, row, kinds.get(place), sparse)
            else:
                self._note(section, row, _outside(row))
        self.seen[first:] = sorted(self.seen[first:], key=lambda each: each.row.number)

    def _begin(self, section: Section) -> None:
        """Take the heading above a table, or a sheet's name, where it names a theme; else the last one stays."""
        is_first, self.table = section.table is not self.table, section.table
        if section.headers and section.names != self.names:  # other columns: what they said once holds no longer
            self.heads.column_theme = self.heads.group = ""
            self.heads.groups = {}
        self.names = section.names
        if not is_first:
            return
        lines = [section.table.name] if section.table.is_sheet else list(section.table.above)
        lines += [row.texts[0] for row in section.before if len(row.texts) == 1]
        found = [heading for line in lines if (heading := heading_theme(line))]
        if found:
            theme, rest = found[-1]
            self.heads = _Heads([theme], remarks=[rest] if rest else [])
        elif section.headers and (lines or section.table.is_sheet):
            self.heads = _Heads()

    def _row(self, section: Section, layout: Layout, row: Row, bare: RowBecame | None, sparse: set[int]) -> None:
        heading = theme_heading(row, layout)
        if is_legend(row):
            self._note(section, row, RowBecame.LEGEND)
        elif heading is not None:
            theme, rest = heading
            self.heads = _Heads([theme], remarks=[rest] if rest else [])
            self._note(section, row, RowBecame.THEME)
        elif bare == RowBecame.GROUP:
            self.heads.group = row.texts[0]
            self._note(section, row, RowBecame.GROUP)
        elif bare == RowBecame.TEXT:
            self._note(section, row, RowBecame.TEXT)
        elif self.drafts and self.drafts[-1].layout is layout and is_part(row, layout, self.drafts[-1].rows[0]):
            self.drafts[-1].rows.append(row)
            self._note(section, row, RowBecame.PART, self.drafts[-1])
        else:
            self._action(section, layout, row, sparse, is_bare=bare == RowBecame.ACTION)

    def _as_told(self, section: Section, layout: Layout, row: Row, became: RowBecame, sparse: set[int]) -> None:
        if became == RowBecame.ACTION:
            self._action(section, layout, row, sparse, is_bare=False)
            self.drafts[-1].rows[0] = _with_title(row, layout)
        elif became == RowBecame.PART and self.drafts:
            self.drafts[-1].rows.append(row)
            self._note(section, row, RowBecame.PART, self.drafts[-1])
        elif became == RowBecame.GROUP:
            self.heads.group = " – ".join(row.texts)
            self._note(section, row, RowBecame.GROUP)
        else:
            self._note(section, row, RowBecame.TEXT)

    def _action(self, section: Section, layout: Layout, row: Row, sparse: set[int], *, is_bare: bool) -> None:
        for index in layout.of(F.THEME):
            text = row.cell(index).text
            if text:
                self.heads.column_theme = text
            elif index not in sparse:
                self.heads.column_theme = ""
        for index in layout.of(F.GROUP):
            if row.cell(index) or index not in sparse:
                self.heads.groups[index] = row.cell(index).line
        seen = self._note(section, row, RowBecame.ACTION)
        draft = Draft(
            layout,
            [row],
            seen,
            list(self.heads.themes),
            self.heads.column_theme,
            self.heads.whole_group,
            self.heads.remarks,
        )
        self.heads.remarks = []
        seen.draft = draft
        if is_bare:
            seen.doubts.append(_BARE_ACTION)
        self.drafts.append(draft)

    def _note(self, section: Section, row: Row, became: RowBecame, draft: Draft | None = None) -> Seen:
        seen = Seen(section.table.name, row, became, draft)
        if row.is_hidden:
            seen.doubts.append("This row is hidden in the original.")
        seen.doubts += [cell.problem for cell in row.cells if cell.problem]
        self.seen.append(seen)
        return seen


def _with_title(row: Row, layout: Layout) -> Row:
    """Return a row that heads others as one that is an action: its one text, wherever it stands, is the title."""
    own = own_cells(row)
    if len(own) != 1 or not (titles := layout.of(F.TITLE)) or own[0] == titles[0]:
        return row
    cells = [NO_CELL] * max(len(row.cells), titles[0] + 1)
    cells[titles[0]] = row.cells[own[0]]
    return replace(row, cells=tuple(cells))


def _outside(row: Row) -> RowBecame:
    return RowBecame.LEGEND if is_legend(row) else RowBecame.TEXT


def _share(section: Section, index: int) -> float:
    rows = [row for row in section.rows if len(row.texts) > 1]
    return sum(1 for row in rows if row.cell(index)) / len(rows) if rows else 0.0


def own_cells(row: Row) -> list[int]:
    """Return the places of the cells with a text of their own; a text repeated in every cell counts once."""
    own = [index for index, cell in enumerate(row.cells) if cell and not cell.is_repeat]
    if len(own) > 2 and len({row.cells[index].line for index in own}) == 1:
        return own[:1]
    return own


def is_legend(row: Row) -> bool:
    """Say whether a row explains colours: in words, or with a coloured cell beside a meaning."""
    text = " ".join(row.texts)
    if len(legend_in(text)) >= 2 or (len(row.texts) == 1 and legend_in(text)):
        return True
    return bool(legend_of_row(row)) and len(row.texts) <= 2


def legend_of_row(row: Row) -> dict[str, str]:
    """Return colours named or worn by cells, with the words that stand beside or on them."""
    found: dict[str, str] = {}
    for index, cell in enumerate(row.cells):
        beside = row.cell(index + 1)
        named = colour_of_word(cell.line) or ("" if cell else colour_of_fill(cell.fill))
        if named and beside and meaning_of(beside.line):
            found[named] = beside.line
        elif colour_of_fill(cell.fill) and status_of(cell.line) and len(row.texts) == 1:
            found[colour_of_fill(cell.fill)] = cell.line
    return found


def theme_heading(row: Row, layout: Layout) -> tuple[ThemeSlug, str] | None:
    """Return the theme of a row that holds nothing but the heading of a theme (or that and its number)."""
    own = own_cells(row)
    codes, says = layout.of(F.CODE), [*layout.of(F.TITLE, F.GROUP, F.THEME), 0]
    if len(own) == 2 and own[0] in codes and own[1] in says:
        found = heading_theme(row.cells[own[1]].line)
        return found if found and not found[1] else None
    if len(own) != 1:
        return None
    text = row.cells[own[0]].line
    if own[0] in layout.of(F.THEME) and len(text) <= LONGEST_HEADING:
        themes, _ = themes_of_cell(text)
        return (themes[0], text) if len(themes) == 1 else heading_theme(text)
    is_across = row.cells[own[0]].across > 1
    if own[0] not in (*says, *codes) and not is_across:
        return None
    found = heading_theme(text)
    if found is None and is_across and len(text.split()) <= 10 and len(named_themes(text)) == 1:
        return named_themes(text)[0], text
    return found


def is_part(row: Row, layout: Layout, first: Row) -> bool:
    """Say whether a row goes on with the action above it, whose first row is given."""
    codes, titles = layout.of(F.CODE), layout.of(F.TITLE)
    code = next((row.cell(index) for index in codes if row.cell(index)), None)
    title = next((row.cell(index) for index in titles if row.cell(index)), None)
    if code is not None and not code.is_repeat:
        return False
    if title is None or title.is_repeat:
        return title is not None or not layout.of(F.GROUP) or not any(row.cell(i) for i in layout.of(F.GROUP))
    goes_on = title.line[:1].islower() or title.line[:1] in ",;)–"
    if codes:
        return goes_on and any(first.cell(index) for index in codes)
    own = own_cells(row)
    is_marked = any(layout.field(index).theme for index in own)
    return goes_on and not is_marked and all(not row.cells[index].line[:1].isupper() for index in own)


def bare_kinds(section: Section, layout: Layout) -> dict[int, RowBecame]:
    """Return what the rows with a single text are, by their place in the section.

    In a plan with codes they are headings. Without codes, the first of several that follow each other is a heading
    and the others are actions of which nothing more is said, and so is the last row of all, which heads nothing.
    Where most rows hold a single text, that is how this plan writes its actions.
    """
    says = {*layout.of(F.TITLE, F.CODE, F.GROUP), 0}
    bare = [place for place, row in enumerate(section.rows) if _is_bare(row, layout, says)]
    data = [place for place, row in enumerate(section.rows) if len(own_cells(row)) > 1]
    coded = [
        place for place in data if any(CODE.fullmatch(section.rows[place].cell(i).line) for i in layout.of(F.CODE))
    ]
    has_codes = len(coded) * 2 > len(data)
    kinds: dict[int, RowBecame] = {}
    for place in bare:
        row = section.rows[place]
        index = own_cells(row)[0]
        last = place == len(section.rows) - 1
        is_across = row.cells[index].across >= max(2, len(layout.columns) * 0.6)
        if _is_remark(row.texts[0]):
            kinds[place] = RowBecame.TEXT
        elif has_codes or is_across:
            kinds[place] = RowBecame.TEXT if last else RowBecame.GROUP
        elif len(bare) > len(data) or last or kinds.get(place - 1) in {RowBecame.GROUP, RowBecame.ACTION}:
            kinds[place] = RowBecame.ACTION
        else:
            kinds[place] = RowBecame.GROUP
    return kinds


def _is_remark(text: str) -> bool:
    """Say whether a text is neither a heading nor an action, but a note to the reader."""
    bare = text.casefold()
    return (
        bare.startswith(_TEXT_STARTS)
        or bare.strip(" :.") in {"key", "legend", "rag", "notes"}
        or len(text) > LONGEST_HEADING
    )


def _is_bare(row: Row, layout: Layout, says: set[int]) -> bool:
    own = own_cells(row)
    if len(own) != 1 or is_legend(row) or theme_heading(row, layout) is not None:
        return False
    cell = row.cells[own[0]]
    if own[0] in layout.of(F.CODE) and CODE.fullmatch(cell.line):
        return False
    repeats = any(each.is_repeat for index, each in enumerate(row.cells) if index in layout.of(F.TITLE, F.CODE))
    return (own[0] in says or cell.across > 1) and not repeats and not cell.line[:1].islower()
