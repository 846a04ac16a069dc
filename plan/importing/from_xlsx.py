"""Plans as workbooks: what is shown in the cells, their colours, merged areas and hidden rows."""

import io
import logging
import re
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import Any
from zipfile import ZipFile

import openpyxl
from defusedxml.ElementTree import iterparse
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.utils.cell import range_boundaries

from portal.core.incoming.archives import DAMAGED
from portal.core.incoming.cells import Unreadable, value_of
from portal.core.incoming.refusal import FileRefusedError
from portal.core.incoming.text import MOST_COLUMNS

from .tables import MOST_ROWS, WANTED, Cell, Row, Table, Tables, cell_of, merged, too_many_rows, without_blank

logger = logging.getLogger(__name__)

MOST_BLANK_ROWS = 1000  # one after another: formatted empty rows may go on to 1,048,576
_MOST_MERGED = 5_000
_THEME_COLOUR = re.compile(r"<a:(lt1|dk1|lt2|dk2|accent\d)>.*?(?:lastClr|srgbClr val)=\"([0-9A-Fa-f]{6})\"", re.DOTALL)
_PALETTE = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
_NO_RESULT = "(formula without a result)"


def read_xlsx(data: bytes) -> Tables:
    """Return the sheets of a workbook that are not hidden. Raises FileRefusedError where it cannot be read."""
    try:
        values = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        try:
            return _read(values, formulas, ZipFile(io.BytesIO(data)))
        finally:
            values.close()
            formulas.close()
    except FileRefusedError:
        raise
    except Exception as error:  # a broken workbook makes the parser raise nearly anything
        logger.info("A workbook could not be read: %r", error)
        raise FileRefusedError(DAMAGED.format(WANTED.forms)) from error


def _read(values: Any, formulas: Any, archive: ZipFile) -> Tables:
    tables, notes = [], []
    palette = _palette(values)
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            notes.append(f"The hidden sheet ‘{sheet.title}’ was not read.")
            continue
        rows = list(_rows(sheet, formulas[sheet.title], palette))
        areas, hidden = _geometry(archive, sheet)
        grid = merged([row.cells for row in rows], areas)
        tables.append(
            Table(
                sheet.title,
                without_blank([Row(row.number, tuple(cells), row.number in hidden)
                               for row, cells in zip(rows, grid, strict=True)]),
                is_sheet=True,
            )
        )  # fmt: skip
    return Tables(tuple(table for table in tables if table.rows), (), tuple(notes))


def _rows(sheet: Any, formula_sheet: Any, palette: list[str]) -> Iterator[Row]:
    blank = kept = 0
    sheet.reset_dimensions()  # some programs write wrong ones, and rows would be lost
    formula_sheet.reset_dimensions()
    both = zip_longest(
        sheet.iter_rows(max_col=MOST_COLUMNS), formula_sheet.iter_rows(max_col=MOST_COLUMNS), fillvalue=()
    )
    for number, (row, formula_row) in enumerate(both, start=1):
        cells = tuple(_cell(*pair, palette) for pair in zip_longest(row, formula_row[: len(row)]))
        is_blank = not any(cells)
        blank = blank + 1 if is_blank else 0
        kept += not is_blank
        if kept > MOST_ROWS:
            raise too_many_rows()
        if blank > MOST_BLANK_ROWS:
            return
        yield Row(number, cells)


def _cell(cell: Any, formula: Any, palette: list[str]) -> Cell:
    value = value_of(cell, formula)
    fill = _fill(cell, palette)
    if isinstance(value, Unreadable):
        return cell_of(str(cell.value or _NO_RESULT), fill, value.reason)
    if isinstance(value, date):
        pattern = str(cell.number_format).casefold().replace("mmm", "m")
        return cell_of(f"{value:%d/%m/%Y}" if "d" in pattern or "m" not in pattern else f"{value:%B %Y}", fill)
    return cell_of(value, fill)


def _fill(cell: Any, palette: list[str]) -> str:
    if not getattr(cell, "has_style", False) or cell.fill is None or cell.fill.fill_type != "solid":
        return ""
    colour = cell.fill.fgColor
    if colour.type == "rgb":
        return str(colour.rgb)[-6:].upper()
    if colour.type == "indexed":
        return COLOR_INDEX[colour.indexed][-6:] if colour.indexed < len(COLOR_INDEX) else ""
    if colour.type == "theme" and colour.theme < len(palette) and palette[colour.theme]:
        return _tinted(palette[colour.theme], colour.tint)
    return ""


def _palette(book: Any) -> list[str]:
    theme = book.loaded_theme or b""
    colours = dict(_THEME_COLOUR.findall(theme.decode("utf-8", errors="replace")))
    return [colours.get(name, "").upper() for name in _PALETTE]


def _tinted(colour: str, tint: float) -> str:
    """Return a colour of the theme made lighter (tint above 0) or darker."""
    parts = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    made = (part + (255 - part) * tint if tint > 0 else part * (1 + tint) for part in parts)
    return "".join(f"{max(0, min(255, round(part))):02X}" for part in made)


def _geometry(archive: ZipFile, sheet: Any) -> tuple[list[tuple[int, int, int, int]], set[int]]:
    """Return merged areas (rows and columns from 0) and hidden rows (from 1), which reading by rows leaves out."""
    areas: list[tuple[int, int, int, int]] = []
    hidden: set[int] = set()
    with archive.open(sheet._worksheet_path) as part:
        for _, element in iterparse(part):
            name = element.tag.rpartition("}")[2]
            if name == "row":
                if element.get("hidden") in {"1", "true"} and (element.get("r") or "").isdigit():
                    hidden.add(int(element.get("r")))
                element.clear()
            elif name == "mergeCell" and len(areas) < _MOST_MERGED:
                left, top, right, bottom = range_boundaries(element.get("ref"))
                areas.append((int(top or 1) - 1, int(left or 1) - 1, int(bottom or 1) - 1, int(right or 1) - 1))
    return areas, hidden
