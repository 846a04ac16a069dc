"""An action made of its rows: each column read for what it holds, steps with leads and dates, the rest as notes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from plan.enums import ActionStatus, PlanField, ThemeSlug
from plan.spans import PlanPeriod
from plan.timescales import NO_TIMESCALE, Timescale, read_start_and_end, read_timescale

from .columns import MARK, ColumnMatch, is_painted, marked_themes
from .dates import date_of_step, read_numbered
from .leads import is_nobody, split_names, without_helpers
from .predecessors import predecessor_cell, predecessor_in
from .result import ActionAsRead, Continues, StepAsRead
from .rows import Draft
from .status import colour_of_fill, colour_of_word, status_of, status_within
from .steps import Split, bare_label, split_steps
from .tables import Cell, Paragraph, Row
from .themes import is_marked, prose_themes, themes_of_cell

F = PlanField
LEADING_CODE = re.compile(
    r"^\(?(?P<code>[A-Z]{1,3}[.\- ]?\d{1,2}(?:\.\d{1,2})*|\d{1,2}(?:\.\d{1,2})+|\d{1,2}(?=[.):]))[.):]*[\s:–-]+(?=\S)"
)
_LONGEST_ROW_OF_ITEMS = 160  # characters: what can still be read as one title
_PLAIN_NOTES = re.compile(r"(?i)\W*(?:comments?|notes?|remarks?)?\W*")


@dataclass(slots=True)
class Context:
    """What is known of the whole plan while its actions are read."""

    period: PlanPeriod
    legend: Mapping[str, ActionStatus]
    known_names: set[str] = field(default_factory=set)
    titles_have_codes: bool = False
    colour_column: int | None = None  # whose cells wear the status, where no column is named for it
    asked: set[str] = field(default_factory=set)  # colours met that no legend explains


def make_action(draft: Draft, context: Context) -> ActionAsRead:
    """Return the action of a draft; its code may be empty, its themes are those that its own row or headings say.

    Doubts are noted with the draft's first row.
    """
    return _Maker(draft, context).action()


class _Maker:
    def __init__(self, draft: Draft, context: Context) -> None:
        self.draft = draft
        self.context = context
        self.layout = draft.layout
        self.notes: list[str] = []
        self.doubts = draft.seen.doubts
        self.steps: list[StepAsRead] = []
        self.helpers: list[str] = []  # whom the cell of the leads names as support

    def action(self) -> ActionAsRead:
        code, title, detail = self._code(), *self._title()
        timescale = self._timescale()
        by_rows = self._steps_by_rows()
        detail = by_rows if by_rows is not None else self._steps(detail, timescale)
        leads = self._leads()
        themes = self._themes()
        success, stakeholders = self._text(F.SUCCESS), [*self._names(F.STAKEHOLDERS), *self.helpers]
        status = self._status()
        self._periods()
        continues = self._take_notes()
        if not title:
            title, detail = self._title_from(detail)
        code, title = self._code_in_title(code, title)
        if self.draft.group:
            self.notes.append(f"Part of: {self.draft.group}")
        self.notes += self.draft.remarks
        return ActionAsRead(
            code, bool(code), title, detail, tuple(themes), tuple(leads), tuple(dict.fromkeys(stakeholders)), success,
            timescale, tuple(self.steps), status, continues, "\n".join(note for note in self.notes if note),
        )  # fmt: skip

    # -- cells ----------------------------------------------------------------------------------------------------

    def _paragraphs(self, *fields: PlanField, rows: Sequence[Row] | None = None) -> list[Paragraph]:
        """Return what stands in the columns of these fields, rows that were broken put together."""
        found: list[Paragraph] = []
        for index in self.layout.of(*fields):
            for at, row in enumerate(rows or self.draft.rows):
                cell = row.cell(index)
                if cell.is_repeat and at:
                    continue
                new = list(cell.paragraphs)
                if at and found and new and _goes_on(found[-1], new[0]):
                    found[-1] = replace(found[-1], text=f"{found[-1].text} {new[0].text}")
                    new = new[1:]
                found += new
        return found

    def _text(self, *fields: PlanField) -> str:
        return "\n".join(paragraph.shown for paragraph in self._paragraphs(*fields))

    def _names(self, field: PlanField) -> list[str]:
        text = self._text(field)
        names = split_names(text, self.context.known_names)
        if text and not names:
            self.notes.append(f"{field.label}: {text}")
        return names

    # -- what is to be done ---------------------------------------------------------------------------------------

    def _code(self) -> str:
        text = " ".join(self._text(F.CODE).split())
        return text.strip(" .:()") or text

    def _title(self) -> tuple[str, str]:
        """Return the title and the detail; lists in the title are steps where no column holds them."""
        paragraphs = self._paragraphs(F.TITLE)
        detail = self._text(F.DETAIL)
        if not self.layout.of(F.CODE) and len(paragraphs) == 1 and paragraphs[0].marker:
            return f"{bare_label(paragraphs[0].marker)}. {paragraphs[0].text}".lstrip(". "), detail
        if not self.layout.of(F.STEPS) and not self.context.titles_have_codes:
            split = split_steps(paragraphs, each_line=False)
            if split.intro or len(split.steps) > 1:
                self._add_steps(split, NO_TIMESCALE)
                paragraphs = [Paragraph(line) for line in (split.intro or _named_by(split)).split("\n")]
        lines = [paragraph.shown for paragraph in paragraphs]
        if len(lines) > 1 and not detail and not lines[1][:1].islower():
            return lines[0], "\n".join(lines[1:])
        return " ".join(lines), detail

    def _title_from(self, detail: str) -> tuple[str, str]:
        """Find a title where its cell is empty: the first line of the detail, or the first step."""
        self.doubts.append("The cell for the action is empty; its title is taken from what stands beside it.")
        if detail:
            first, _, rest = detail.partition("\n")
            return first, rest
        return (self.steps[0].text.split("\n")[0] if self.steps else self.draft.rows[0].texts[0]), ""

    def _code_in_title(self, code: str, title: str) -> tuple[str, str]:
        if code or not (found := LEADING_CODE.match(title)):
            return code, title
        marked = any(paragraph.marker for paragraph in self._paragraphs(F.TITLE))
        if not (self.context.titles_have_codes or marked):
            return code, title
        return found["code"].replace(" ", ""), title[found.end() :]

    # -- steps ----------------------------------------------------------------------------------------------------

    def _steps(self, detail: str, timescale: Timescale) -> str:
        """Read the column of steps, or a list within the detail; return what is left of the detail."""
        paragraphs = self._paragraphs(F.STEPS)
        if paragraphs:
            split = split_steps(paragraphs, each_line=True)
            self._add_steps(split, timescale)
            return "\n".join(text for text in (detail, split.intro) if text)
        if self.steps or self.layout.of(F.STEPS):
            return detail
        split = split_steps(self._paragraphs(F.DETAIL), each_line=False)
        if len(split.steps) < 2:
            return detail
        self._add_steps(split, timescale)
        return split.intro

    def _add_steps(self, split: Split, timescale: Timescale) -> None:
        leads = self._in_step(F.LEADS, split)
        dates = self._in_step(F.TIMESCALE, split)
        if leads and not dates:
            self.doubts.append("The leads were given to the steps in their order.")
        for at, step in enumerate(split.steps):
            names = split_names(leads[at], self.context.known_names) if leads else []
            when = read_timescale(dates[at], self.context.period) if dates else None
            when = when or date_of_step(step, self.context.period)
            self.steps.append(StepAsRead(step.label, step.text, tuple(names), when))
        if not dates and len(split.steps) > 1 and len(self._lines(F.TIMESCALE)) > 1:
            self.doubts.append(
                f"{len(self._lines(F.TIMESCALE))} dates stand beside {len(split.steps)} steps: say which is whose."
            )

    def _lines(self, field: PlanField) -> list[str]:
        return [paragraph.shown for paragraph in self._paragraphs(field)]

    def _in_step(self, field: PlanField, split: Split) -> list[str]:
        """Return the text of a column for each step: by the same letters, a line a step, or line beside line."""
        own = split_steps(self._paragraphs(field), each_line=True)
        if not split.steps or len(own.steps) < 2:
            return []
        labels = {step.label: step.text for step in own.steps if step.label and not step.label.isupper()}
        if labels:
            found = [labels.get(step.label, "") for step in split.steps]
            return found if any(found) else []
        if len(own.steps) == len(split.steps):
            return [step.text for step in own.steps]
        lines = sorted({step.line for step in split.steps})
        if len(own.steps) == len(lines):
            return [own.steps[lines.index(step.line)].text for step in split.steps]
        return []

    def _steps_by_rows(self) -> str | None:
        """Make a step of each row where an action has several, each with a date or lead of its own.

        Return what is left of the detail; None where the rows are no steps.
        """
        held = F.STEPS if self.layout.of(F.STEPS) else F.DETAIL
        parts = [row for row in self.draft.rows[1:] if self._is_step_row(row, held)]
        if not parts:
            return None
        for row in self.draft.rows:
            split = split_steps(self._paragraphs(held, rows=[row]), each_line=True)
            leads = split_names("\n".join(p.shown for p in self._paragraphs(F.LEADS, rows=[row])))
            when = self._timescale_of([row])
            for step in split.steps:
                own = when if when.wording else None
                self.steps.append(StepAsRead(step.label, step.text, tuple(leads), own))
        return self._text(F.DETAIL) if held == F.STEPS else ""

    def _is_step_row(self, row: Row, held: PlanField) -> bool:
        text = self._paragraphs(held, rows=[row])
        beside = self._paragraphs(F.LEADS, F.TIMESCALE, F.START, F.END, rows=[row])
        return bool(text) and bool(beside) and not text[0].text[:1].islower()

    def _periods(self) -> None:
        """Make steps of columns that are headed by a time and say what is done in it."""
        for column in self._columns(F.PERIOD):
            cell = self.draft.rows[0].cell(column.index)
            if cell and not _is_mark(cell):
                when = read_timescale(column.name, self.context.period)
                split = split_steps(self._paragraphs_of(column), each_line=True)
                self.steps += [StepAsRead(step.label, step.text, (), when) for step in split.steps]

    def _columns(self, field: PlanField) -> list[ColumnMatch]:
        return [column for column in self.layout.columns if column.field == field]

    def _paragraphs_of(self, column: ColumnMatch) -> list[Paragraph]:
        return [each for row in self.draft.rows for each in row.cell(column.index).paragraphs]

    # -- when, who, how -------------------------------------------------------------------------------------------

    def _timescale(self) -> Timescale:
        timescale = self._timescale_of(self.draft.rows)
        if not timescale.wording:
            timescale = read_timescale(self._bars(), self.context.period)
        self.doubts += timescale.warnings
        return timescale

    def _bars(self) -> str:
        """Return the times of the columns that are marked or painted; what stands side by side is one bar."""
        columns = self._columns(F.PERIOD)
        bars: list[list[str]] = []
        before = False
        for column in columns:
            marked = self._is_marked(column)
            if marked and before:
                bars[-1].append(column.name)
            elif marked:
                bars.append([column.name])
            before = marked
        return ", ".join(f"{bar[0]} to {bar[-1]}" if len(bar) > 1 else bar[0] for bar in bars)

    def _is_marked(self, column: ColumnMatch) -> bool:
        cells = self.draft.rows[0].cells
        return _is_mark(self.draft.rows[0].cell(column.index)) or is_painted(cells, column.index, self.layout)

    def _timescale_of(self, rows: Sequence[Row]) -> Timescale:
        texts = {
            field: "\n".join(dict.fromkeys(p.shown for p in self._paragraphs(field, rows=rows)))
            for field in (F.START, F.END)
        }
        wording = "\n".join(paragraph.shown for paragraph in self._paragraphs(F.TIMESCALE, rows=rows))
        if texts[F.START] or texts[F.END]:
            when = read_start_and_end(texts[F.START], texts[F.END] or wording, self.context.period)
            if wording and texts[F.END]:
                self.notes.append(f"{F.TIMESCALE.label}: {wording}")
            return when
        return read_numbered(wording, self.context.period)

    def _leads(self) -> list[str]:
        """Return the leads of the action: all in its cell, each once; none where the cell says ‘TBC’."""
        if is_nobody(self._text(F.LEADS)):
            if text := self._text(F.LEADS):
                self.notes.append(f"{F.LEADS.label}: {text}")
                self.doubts.append(f"No lead is named yet (‘{text}’).")
            return []
        text, helpers = without_helpers(self._text(F.LEADS))
        self.helpers = split_names(helpers, self.context.known_names)
        is_whole = text == self._text(F.LEADS)
        paragraphs = self._paragraphs(F.LEADS) if is_whole else [Paragraph(line) for line in text.split("\n")]
        split = split_steps(paragraphs, each_line=True)
        is_list = not any(step.label.isupper() for step in split.steps) and not split.intro  # 'A. Silva' is a name
        lines = [step.text for step in split.steps] if is_list else [text]
        return list(dict.fromkeys(name for line in lines for name in split_names(line, self.context.known_names)))

    def _status(self) -> ActionStatus | None:
        lines = list(dict.fromkeys(self._lines(F.STATUS)))
        text = "\n".join(lines)
        state = status_of(text)
        if text and (state is None or text.casefold().replace("-", " ") != state.label.casefold()):
            self.notes.append(f"{self._columns(F.STATUS)[0].name or F.STATUS.label}: {text}")
        if state := state or self._status_of_lines(lines):
            return state
        colour = colour_of_word(text) or self._colour_worn()
        if colour:
            if not text:
                self.notes.append(f"Colour: {colour}")
            return self._by_legend(colour)
        if text:
            self.doubts.append(f"‘{text[:60]}’ was not understood as a status.")
        return None

    def _status_of_lines(self, lines: Sequence[str]) -> ActionStatus | None:
        """Return the status that longer words begin with, or ‘yes’ (as in ‘Completed’); none where rows differ."""
        if len(lines) == 1 and lines[0].casefold() in {"yes", "y", "✓", "✔"}:
            return ActionStatus.DONE
        states = {status_of(line) for line in lines}
        if len(states) > 1 and None not in states:
            return None
        return status_within("\n".join(lines)) if lines else None

    def _colour_worn(self) -> str:
        cells = [row.cell(index) for row in self.draft.rows for index in self.layout.of(F.STATUS)]
        if self.context.colour_column is not None:
            cells = [self.draft.rows[0].cell(self.context.colour_column)]
        return next((name for cell in cells if (name := colour_of_fill(cell.fill))), "")

    def _by_legend(self, colour: str) -> ActionStatus | None:
        state = self.context.legend.get(colour)
        if state is None:
            self.context.asked.add(colour)
            self.doubts.append(f"The plan does not say what {colour} means.")
        return state

    # -- themes and the rest --------------------------------------------------------------------------------------

    def _themes(self) -> list[ThemeSlug]:
        marked = [ThemeSlug(theme) for theme in marked_themes(self.draft.rows[0].cells, self.layout)]
        own = self._text(F.THEME)
        if own:
            themes, is_all = themes_of_cell(own)
            if not is_all:
                self.notes.append(own)
            return list(dict.fromkeys([*marked, *themes]))
        if self.draft.column_theme:
            return themes_of_cell(self.draft.column_theme)[0]
        return list(dict.fromkeys([*self.draft.themes, *marked]))

    def prose(self) -> list[ThemeSlug]:
        """Return the themes that the running text of the action names."""
        return prose_themes(self._text(F.DETAIL, F.NOTES, F.TITLE, F.SUCCESS))

    def _take_notes(self) -> Continues | None:
        """Put what fits no field into the notes, and find the older action that it names."""
        found = predecessor_cell(self._text(F.CONTINUES))
        for bracketed in re.findall(r"\(([^()]+)\)", self._text(F.TITLE, F.DETAIL)):
            found = found or predecessor_in(bracketed)
        if text := self._text(F.CONTINUES):
            self.notes.append(f"{self._columns(F.CONTINUES)[0].name}: {text}")
        for column in self._columns(F.NOTES):
            paragraphs = self._paragraphs_of(column)
            text = "\n".join(paragraph.shown for paragraph in paragraphs)
            if not text:
                continue
            found = found or predecessor_in(text)
            self.notes.append(text if _PLAIN_NOTES.fullmatch(column.name) else f"{column.name}: {text}")
        for column in self.layout.columns:  # marks for themes may be words that say more
            cell = self.draft.rows[0].cell(column.index)
            if column.field.theme and is_marked(cell) and len(cell.line) > 4:
                self.notes.append(f"{column.name}: {cell.text}")
        return found


def themes_in_prose(draft: Draft, context: Context) -> list[ThemeSlug]:
    """Return the themes that an action's running text says it belongs to."""
    return _Maker(draft, context).prose()


def _named_by(split: Split) -> str:
    """Return a title for an action that is nothing but a list: its items in a row, or the first where that is long."""
    items = [step.text.split("\n")[0].rstrip(" .;") for step in split.steps]
    whole = "; ".join(items)
    return whole if len(whole) <= _LONGEST_ROW_OF_ITEMS else items[0]


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Say whether a text that was broken over the end of a page goes on in the row below."""
    return not after.marker and after.text[:1].islower()


def _is_mark(cell: Cell) -> bool:
    return MARK.fullmatch(cell.line) is not None and is_marked(cell)
