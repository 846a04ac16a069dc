"""'My year' as a Word document, to bring along to an appraisal and to write in."""

from datetime import date

from portal.core.registries import MOST_YEAR_ROWS, FilledYearPart
from portal.core.word_documents import WordDocument

from .cpd_document import add_cpd_table
from .my_year import CPD_TITLE, CpdYear, MyYear

_HEADER = ("When", "What", "More of it")
_WIDTHS = (3.4, 6.4, 5.4)  # centimetres


def year_document(name: str, made_on: date, year: MyYear) -> WordDocument:
    """Return the document: whose year, which days, when it was made, then each part that holds anything."""
    document = WordDocument("My year", author=name)
    document.line(name)
    document.line(str(year.period))
    document.line(f"Made on {made_on:%-d %B %Y}")
    if year.cpd and year.cpd.rows:
        _add_cpd(document, year.cpd)
    for part in year.parts:
        _add_part(document, part.filled)
    if not year.has_anything:
        document.line("Nothing was recorded in this period.")
    return document


def _add_cpd(document: WordDocument, cpd: CpdYear) -> None:
    document.heading(CPD_TITLE)
    document.line(f"{cpd.total} in all")
    for kind, hours in cpd.kinds:
        document.line(f"{kind}: {hours}", "List Bullet")
    add_cpd_table(document, cpd.rows)


def _add_part(document: WordDocument, part: FilledYearPart) -> None:
    document.heading(part.title)
    document.table(_HEADER, ((row.day, row.title, row.detail) for row in part.rows), _WIDTHS)
    if part.is_cut:
        document.line(f"The latest {MOST_YEAR_ROWS}. There are more: choose fewer days to see them.")
