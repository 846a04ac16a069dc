"""Reading .xlsx workbooks: cell values only, never formula text, and never more than fits."""

import io
import logging
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any

import openpyxl

from .columns import find_header
from .tables import MOST_COLUMNS, MOST_LINES, Cell, Line, RosterUnreadableError, Table, Unreadable, as_table

logger = logging.getLogger(__name__)

MOST_BLANK_LINES = 1000  # one after another: formatted empty rows may go on to 1,048,576
MOST_PARTS = 2000
_UNREADABLE = (
    "The workbook cannot be read: it may be damaged, or protected by a password. Open it in Excel or LibreOffice, "
    "save it again as .xlsx, or as CSV."
)
_UNCALCULATED = Unreadable(
    "This cell holds a formula whose result is not in the file. Open the workbook, save it, and try again."
)


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
    except RosterUnreadableError:
        raise
    except Exception as error:  # a broken workbook makes the parser raise nearly anything
        logger.info("A workbook could not be read: %r", error)
        raise RosterUnreadableError(_UNREADABLE) from error


def _check_parts(data: bytes, most_unpacked: int) -> None:
    """Refuse what is no workbook, and what would unpack to more than `most_unpacked` bytes, before unpacking it."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise RosterUnreadableError(_UNREADABLE) from error
    names = {part.filename for part in parts}
    if "content.xml" in names:
        raise RosterUnreadableError("This is an OpenDocument file (.ods). Save the list as .xlsx or as CSV.")
    if any(name.endswith(".bin") and "workbook" in name for name in names):
        raise RosterUnreadableError("This is a binary workbook (.xlsb). Save the list as .xlsx or as CSV.")
    if not any(name.startswith("xl/") for name in names):
        raise RosterUnreadableError(
            "This is not an Excel workbook, whatever its name says. Save the list as .xlsx or as CSV."
        )
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most_unpacked:
        raise RosterUnreadableError(
            f"The workbook unpacks to more than {most_unpacked // (1024 * 1024)} MB. Save only the sheet with the "
            "list, without pictures and formatting, or save it as CSV."
        )


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
    cells: list[Cell] = []
    for index, cell in enumerate(row):
        value = cell.value
        if value is None:
            formula = formula_row[index] if index < len(formula_row) else None
            uncalculated = (
                formula is not None and getattr(formula, "data_type", "") == "f" and formula.value is not None
            )
            cells.append(_UNCALCULATED if uncalculated else "")
        else:
            cells.append(_value(cell, value))
    while cells and cells[-1] == "":
        cells.pop()
    return tuple(cells)


def _value(cell: Any, value: Any) -> Cell:
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if getattr(cell, "data_type", "") == "e":
        return Unreadable(f"The spreadsheet shows an error ({value}) in this cell.")
    if isinstance(value, (int, float)):
        return _number(cell, value)
    if isinstance(value, (time, timedelta)):
        return str(value)
    return str(value).replace("\0", "").strip()


def _number(cell: Any, value: int | float) -> str:
    """Return a number as it is shown: whole ones without a point, with the leading zeros of its format."""
    if isinstance(value, float):
        if not value.is_integer() or abs(value) > 1e15:
            return repr(value)
        value = int(value)
    shown = str(value)
    pattern = str(getattr(cell, "number_format", "") or "")
    return shown.zfill(len(pattern)) if pattern and set(pattern) == {"0"} and value >= 0 else shown
