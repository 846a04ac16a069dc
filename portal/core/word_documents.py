"""Word documents that people take away: headings, lines and tables in plain styles, in British English.

Whatever people typed is put in as text: python-docx escapes markup, and what no document may hold is left out here.
"""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from .spreadsheets import as_download

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# XML 1.0, production 2 (Char): all else cannot be written, not even escaped
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """Return a text without the characters that no document may hold."""
    return _NOT_IN_XML.sub("", text)


class WordDocument:
    """A document that begins with its title; `author` is told in its properties, never the program's name."""

    def __init__(self, title: str, author: str = "") -> None:
        self._document = Document()
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = plain(title)[:255], plain(author)[:255], ""
        properties.language = "en-GB"
        # What programs that read aloud go by
        for language in self._document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), "en-GB")
        self.heading(title, 0)

    def heading(self, words: str, level: int = 1) -> None:
        """Add a heading; level 0 is the title, 9 the lowest."""
        self._document.add_heading(plain(words), level)

    def line(self, words: str, style: str | None = None) -> None:
        """Add a paragraph; `style`: the name of a style of Word's own ('List Bullet', 'Quote')."""
        self._document.add_paragraph(plain(words), style=style)

    def table(self, header: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> None:
        """Add a table, whose header stands again on each page; `widths` of the columns in centimetres."""
        table = self._document.add_table(rows=1, cols=len(header), style="Table Grid")
        _fill(table.rows[0].cells, header, widths)
        for cell in table.rows[0].cells:
            cell.paragraphs[0].runs[0].bold = True
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row in rows:
            _fill(table.add_row().cells, row, widths)

    def content(self) -> bytes:
        """Return the file."""
        buffer = BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def download(self, name: str) -> HttpResponse:
        """Return the file for download, called `name` and '.docx'."""
        return as_download(HttpResponse(self.content(), content_type=DOCX), f"{name}.docx")


def _fill(cells: Sequence[Any], words: Sequence[str], widths: Sequence[float]) -> None:
    for cell, text, width in zip(cells, words, widths, strict=True):
        cell.text = plain(text)
        cell.width = Cm(width)
