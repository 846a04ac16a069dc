"""Lists as files: no cell of ours is ever taken for a formula by the program that opens the file."""

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # full-width forms too
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def safe_cell(value: Any) -> Any:
    """Return a value as it may stand in a cell: numbers and dates as they are, text never as a formula.

    Text that a spreadsheet would take for a formula gets an apostrophe in front, and so is shown as it was typed.
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    if isinstance(value, (int, float, date)):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def typed_in(text: str) -> str:
    """Return the text of a cell without the apostrophe that `safe_cell` sets before what looks like a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_STARTS_FORMULA) else text


def csv_file(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Return a CSV file (UTF-8 with a mark, so that Excel reads accents) for download."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(header)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return as_download(response, f"{name}.csv")


def xlsx_file(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Return an Excel file for download."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("List")
    sheet.append(list(header))
    for row in rows:
        sheet.append([safe_cell(value) for value in row])
    buffer = BytesIO()
    book.save(buffer)
    return as_download(HttpResponse(buffer.getvalue(), content_type=XLSX), f"{name}.xlsx")


def as_download(response: HttpResponse, file_name: str) -> HttpResponse:
    """Return the answer as a file that is saved under this name, and kept in no cache."""
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response["Cache-Control"] = "no-store"
    return response


# What makes a file of each kind, by the word with which an address asks for it
FILES: dict[str, Callable[[str, Sequence[str], Iterable[Sequence[Any]]], HttpResponse]] = {
    "csv": csv_file,
    "xlsx": xlsx_file,
}
