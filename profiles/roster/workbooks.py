"""Reading .xlsx workbooks: cell values only, never formula text, and never more than fits."""

import io
import logging
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import openpyxl

from portal.core.incoming.archives import DAMAGED, parts_of
from portal.core.incoming.cells import value_of
from portal.core.incoming.refusal import FileRefusedError

from .columns import find_header
from .tables import MOST_COLUMNS, MOST_LINES, WANTED, Cell, Line, RosterUnreadableError, Table, as_table

logger = logging.getLogger(__name__)

MOST_BLANK_LINES = 1000  # one after another: formatted empty rows may go on to 1,048,576


def read_workbook(data: bytes, most_unpacked: int) -> Table:
    """Return the table of the first sheet that has a header; `most_unpacked` is in bytes.

    Raises RosterUnreadableError with a plain reason where there is none.
    """
    _check_parts(data, most_unpacked)
    try:
        values = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        try:
            return _first_table(values, formulas)
        finally:
            values.close()
            formulas.close()
    except FileRefusedError:
        raise
    except Exception as error:  # a broken workbook makes the parser raise nearly anything
        logger.info("A workbook could not be read: %r", error)
        raise RosterUnreadableError(DAMAGED.format(WANTED.forms)) from error


def _check_parts(data: bytes, most_unpacked: int) -> None:
    """Refuse what is no workbook, and what would unpack to more than `most_unpacked` bytes, before unpacking it."""
    if not any(name.startswith("xl/") for name in parts_of(data, WANTED, most_unpacked)):
        raise RosterUnreadableError(f"This is not an Excel workbook, whatever its name says. {WANTED.save}")


def _first_table(values: Any, formulas: Any) -> Table:
    """Prefer the first sheet whose header has known words; else take the first with anything like a header."""
    spare: tuple[list[Line], int, list[str]] | None = None
    nothing = True
    for sheet in values.worksheets:
        notes: list[str] = []
        lines = list(_lines(sheet, formulas[sheet.title], notes))
        nothing = nothing and all(line.is_blank for line in lines)
        found = find_header(lines)
        if found is None:
            continue
        if len(values.worksheets) > 1:
            notes.insert(0, f"Read from the sheet ‘{sheet.title}’; the others were not looked at.")
        if found[1]:
            return as_table(lines, found[0], notes)
        spare = spare or (lines, found[0], notes)
    if spare is not None:
        return as_table(*spare)
    raise RosterUnreadableError(
        "The workbook is empty."
        if nothing
        else "No sheet has a header with the names of the columns, such as ‘Staff number’, ‘Family name’ and ‘Email’."
    )


def _lines(sheet: Any, formula_sheet: Any, notes: list[str]) -> Iterator[Line]:
    blank = kept = 0
    sheet.reset_dimensions()  # some programs write wrong ones, and rows would be lost
    formula_sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=MOST_COLUMNS)
    for number, (row, formula_row) in enumerate(
        zip_longest(rows, formula_sheet.iter_rows(max_col=MOST_COLUMNS), fillvalue=()), start=1
    ):
        line = Line(number, _cells(row, formula_row))
        blank = blank + 1 if line.is_blank else 0
        if blank > MOST_BLANK_LINES:
            notes.append(f"Reading stopped at line {number}, after {MOST_BLANK_LINES:,} empty lines.")
            return
        kept += not line.is_blank
        if kept > MOST_LINES + 100:
            raise RosterUnreadableError(
                f"The sheet ‘{sheet.title}’ holds more than {MOST_LINES:,} rows, the most that can be read at once."
            )
        yield line


def _cells(row: Any, formula_row: Any) -> tuple[Cell, ...]:
    cells = [value_of(cell, formula) for cell, formula in zip_longest(row, formula_row[: len(row)])]
    while cells and cells[-1] == "":
        cells.pop()
    return tuple(cells)
