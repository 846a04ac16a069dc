"""The log of professional development as a Word document, as registration bodies and appraisals ask for it."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO

from docx import Document
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from profiles.models import CpdRow

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HEADER = ("Date", "What", "How", "Hours", "What it changed")


def log_document(name: str, on: date, totals: Sequence[tuple[int, Decimal]], rows: Iterable[CpdRow]) -> bytes:
    """Return the document: whose log it is, the hours of each year, then a table of all rows, the latest first."""
    document = Document()
    document.core_properties.author = _plain(name)
    document.core_properties.title = "CPD log"
    document.add_heading("CPD log", 0)
    document.add_paragraph(_plain(f"{name}, {on:%-d %B %Y}"))
    for year, hours in totals:
        document.add_paragraph(f"{year}: {_hours(hours)} hours", style="List Bullet")
    table = document.add_table(rows=1, cols=len(_HEADER), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, _HEADER, strict=True):
        cell.text = words
    for row in rows:
        values = (f"{row.date:%-d %B %Y}", row.title, row.get_kind_display(), _hours(row.hours), row.reflection)
        for cell, value in zip(table.add_row().cells, values, strict=True):
            cell.text = _plain(value)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _hours(hours: Decimal) -> str:
    return f"{hours.normalize():f}"


def _plain(text: str) -> str:
    """Return a text without the characters that no document may hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)
