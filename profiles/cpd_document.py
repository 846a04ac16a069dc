"""The log of professional development as a Word document, as registration bodies and appraisals ask for it."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from portal.core.word_documents import WordDocument
from profiles.hours import hours_number, hours_words
from profiles.models import CpdRow

_HEADER = ("Date", "What", "How", "Hours", "What it changed")
_WIDTHS = (2.6, 4.2, 2.9, 1.5, 4.0)  # centimetres


def log_document(name: str, on: date, totals: Sequence[tuple[int, Decimal]], rows: Iterable[CpdRow]) -> WordDocument:
    """Return the document: whose log it is, the hours of each year, then a table of all rows, the latest first."""
    document = WordDocument("CPD log", author=name)
    document.line(f"{name}, {on:%-d %B %Y}")
    for year, hours in totals:
        document.line(f"{year}: {hours_words(hours)}", "List Bullet")
    add_cpd_table(document, rows)
    return document


def add_cpd_table(document: WordDocument, rows: Iterable[CpdRow]) -> None:
    """Add rows of a log as a table, in the order given."""
    document.table(_HEADER, map(_cells, rows), _WIDTHS)


def _cells(row: CpdRow) -> tuple[str, ...]:
    return (f"{row.date:%-d %B %Y}", row.title, row.get_kind_display(), hours_number(row.hours), row.reflection)
