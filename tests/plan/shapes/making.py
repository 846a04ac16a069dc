"""Plans of invented universities, made as people make them: in Word, in Excel, as CSV."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl.styles import PatternFill

from plan.enums import PlanField
from plan.importing.columns import corrected, guess_columns
from plan.importing.reading import read
from plan.importing.result import ActionAsRead, PlanAsRead
from plan.importing.understanding import understand
from plan.spans import PlanPeriod

PERIOD = PlanPeriod.from_months("2023-01", "2025-12")
RED, AMBER, GREEN = "FF0000", "FFC000", "00B050"


def docx_bytes(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word(*tables: Sequence[Sequence[str]], headings: Sequence[str] = ()) -> bytes:
    """Return a document with these tables; a line break in a cell is a new paragraph."""
    document = docx.Document()
    for at, rows in enumerate(tables):
        if at < len(headings) and headings[at]:
            document.add_heading(headings[at], 2)
        add_table(document, rows)
    return docx_bytes(document)


def add_table(document: Any, rows: Sequence[Sequence[str]]) -> Any:
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            fill_cell(cell, text)
    return table


def fill_cell(cell: Any, text: str) -> None:
    first, *rest = text.split("\n")
    cell.paragraphs[0].add_run(first)
    for line in rest:
        cell.add_paragraph(line)


def shade(cell: Any, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{colour}"/>'))


def add_list(document: Any, form: str, text: str) -> str:
    """Define a list in a document and return its number, for `set_list`."""
    numbering = document.part.numbering_part.element
    number = str(900 + len(numbering.findall(qn("w:num"))))
    definition = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
    )
    numbering.insert(0, definition)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
    return number


def set_list(paragraph: Any, number: str, level: int = 0) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def book_bytes(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def excel(*sheets: tuple[str, Sequence[Sequence[Any]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book_bytes(book)


def paint(cell: Any, colour: str) -> None:
    cell.fill = PatternFill("solid", fgColor=colour)


def csv_bytes(rows: Sequence[Sequence[str]], encoding: str = "utf-8", **options: Any) -> bytes:
    text = io.StringIO()
    csv.writer(text, **options).writerows(rows)
    return text.getvalue().encode(encoding)


def plan_of(data: bytes, corrections: dict[tuple[int, int], PlanField] | None = None, **options: Any) -> PlanAsRead:
    """Return the plan in a file, read without a correction unless some are given."""
    tables = read(data)
    matches = corrected(guess_columns(tables), corrections or {})
    return understand(tables, matches, options.get("period", PERIOD), options.get("legend"), "A plan")


def actions_of(data: bytes, **options: Any) -> list[ActionAsRead]:
    return list(plan_of(data, **options).actions)


def themes(action: ActionAsRead) -> str:
    """Return an action's themes by their first letters: 'VC'."""
    return "".join(theme.value[0].upper() for theme in action.themes)


def doubts(plan: PlanAsRead) -> dict[str, list[str]]:
    """Return the doubts by action."""
    found: dict[str, list[str]] = {}
    for row in plan.rows:
        if row.doubts:
            found.setdefault(row.action, []).extend(row.doubts)
    return found


def words_lost(data: bytes, plan: PlanAsRead) -> set[str]:
    """Return the words of the tables that stand nowhere in the plan, its rows of headings and its warnings."""
    kept: list[str] = list(plan.warnings)
    for action in plan.actions:
        kept += [action.code, action.title, action.detail, *action.leads, *action.stakeholders, action.success_measure]
        kept += [action.timescale.wording, action.notes, *action.themes]
        for step in action.steps:
            kept += [step.label, step.text, *step.leads, step.timescale.wording if step.timescale else ""]
    told = {word for text in kept for word in _words(text)}
    rows = [row for row in plan.rows if row.became in {"action", "part of an action"}]
    return {word for row in rows for text in row.cells for word in _words(text)} - told


def _words(text: str) -> set[str]:
    bare = "".join(char if char.isalnum() else " " for char in text.casefold())
    return {word for word in bare.split() if len(word) > 3}
