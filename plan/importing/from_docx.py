"""Plans as Word documents: the text with tracked changes accepted, lists counted, tables taken apart."""

import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
from docx.oxml.ns import qn

from portal.core.incoming.archives import DAMAGED
from portal.core.incoming.refusal import FileRefusedError
from portal.core.incoming.text import MOST_COLUMNS

from .numbering import Numbering
from .tables import MOST_ROWS, NO_CELL, WANTED, Cell, Paragraph, Row, Table, Tables, too_many_rows, without_blank

logger = logging.getLogger(__name__)

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DEEPEST = 4  # tables within tables
_GONE = {qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"), _FALLBACK, qn("w:pPr"), qn("w:rPr")}
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}
_TICKS = {"F0FC": "✓", "F0FE": "✓", "F050": "✓", "F052": "✓", "F0FB": "✗", "F0FD": "✗", "F04F": "✗", "F054": "✗"}
_TICK_LETTERS = {"ü": "✓", "þ": "✓", "P": "✓", "R": "✓", "û": "✗", "ý": "✗", "O": "✗", "T": "✗"}


def read_docx(data: bytes) -> Tables:
    """Return the tables of a document. Raises FileRefusedError where it cannot be read."""
    try:
        document = docx.Document(io.BytesIO(data))
        return _Reader(document).tables()
    except FileRefusedError:
        raise
    except Exception as error:  # a broken document makes the parser raise nearly anything
        logger.info("A document could not be read: %r", error)
        raise FileRefusedError(DAMAGED.format(WANTED.forms)) from error


class _Reader:
    """Goes through a document once, in its order, for the lists are counted on the way."""

    def __init__(self, document: Any) -> None:
        self.body = document.element.body
        self.numbering = Numbering(document)
        self.found: list[Table] = []
        self.loose: list[str] = []
        self.above: list[str] = []
        self.rows_read = 0

    def tables(self) -> Tables:
        self._blocks(self.body)
        return Tables(tuple(table for table in self.found if table.rows), tuple(self.loose))

    def _blocks(self, parent: Any) -> None:
        for element in parent:
            if element.tag == qn("w:p"):
                self._take_text([self._paragraph(element)])
                for box in _text_boxes(element):
                    self._blocks(box)
            elif element.tag == qn("w:tbl"):
                self._take_table(element)
            elif element.tag in {qn("w:sdt"), qn("w:ins"), qn("w:moveTo"), qn("w:sdtContent"), qn("w:customXml")}:
                self._blocks(element)

    def _take_text(self, paragraphs: list[Paragraph | None]) -> None:
        lines = [line for each in paragraphs if each for line in each.shown.split("\n") if line.strip()]
        self.loose += lines
        self.above += lines

    def _take_table(self, element: Any) -> None:
        rows = list(_rows_of(element))
        if _is_frame(rows):  # a table that only holds others in their place
            for row in rows:
                for cell in _cells_of(row):
                    self._blocks(cell)
            return
        above, self.above = tuple(self.above), []
        name = f"table {len(self.found) + 1}"
        self.found.append(Table(name, ()))
        read = [self._row(number, row) for number, row in enumerate(rows, start=1)]
        self.found[int(name.split()[1]) - 1] = Table(name, without_blank(_with_repeats(read)), above)

    def _row(self, number: int, element: Any) -> tuple[Row, list[bool]]:
        self.rows_read += 1
        if self.rows_read > MOST_ROWS:
            raise too_many_rows()
        cells: list[Cell] = [NO_CELL] * min(_offset(element), MOST_COLUMNS)
        goes_on = [False] * len(cells)
        for each in _cells_of(element):
            across, is_continued = _spans(each)
            cell = Cell(tuple(self._paragraphs(each)), _fill(each), across)
            cells += [cell, *[NO_CELL] * (across - 1)]
            goes_on += [is_continued] * across
        return Row(number, tuple(cells[:MOST_COLUMNS])), goes_on

    def _paragraphs(self, parent: Any, depth: int = 0) -> Iterator[Paragraph]:
        for element in parent:
            if element.tag == qn("w:p"):
                yield from self._lines(element)
                for box in _text_boxes(element):
                    yield from self._paragraphs(box, depth)
            elif element.tag == qn("w:tbl") and depth < _DEEPEST:
                for row in _rows_of(element):
                    texts = [
                        " ".join(line.shown for line in self._paragraphs(cell, depth + 1)) for cell in _cells_of(row)
                    ]
                    if joined := " – ".join(text for text in texts if text):
                        yield Paragraph(joined)
            elif element.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml")}:
                yield from self._paragraphs(element, depth)

    def _lines(self, element: Any) -> Iterator[Paragraph]:
        """Yield the lines of a paragraph; those after a line break carry no number of their own."""
        paragraph = self._paragraph(element)
        if paragraph is None:
            return
        first, *rest = paragraph.text.split("\n")
        yield replace(paragraph, text=first.strip())
        yield from (Paragraph(line.strip()) for line in rest if line.strip())

    def _paragraph(self, element: Any) -> Paragraph | None:
        text = "\n".join(" ".join(line.split()) for line in "".join(_text(element)).split("\n")).strip()
        is_gone = element.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None
        if is_gone and not text:
            return None
        marker, level = self.numbering.marker(element)
        return Paragraph(text, marker, level) if text or (marker and marker != "•") else None


def _text(element: Any) -> Iterator[str]:
    """Yield the text of a paragraph as it reads with tracked changes accepted; text boxes are left to others."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _GONE or child.tag == qn("w:txbxContent"):
            continue
        if child.tag == qn("w:r") and child.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is not None:
            continue
        if child.tag == qn("w:t"):
            yield _letters(child)
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag == qn("w:sym"):
            yield _TICKS.get((child.get(qn("w:char")) or "").upper(), "•")
        elif child.tag not in {qn("w:drawing"), qn("w:pict"), qn("w:object")}:
            yield from _text(child)


def _letters(element: Any) -> str:
    """Return the text of a run; letters of Word's picture fonts are the ticks and crosses that they show."""
    text = element.text or ""
    fonts = element.getparent().find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    if fonts is not None and (fonts.get(qn("w:ascii")) or "").startswith("Wingdings"):
        return "".join(_TICK_LETTERS.get(letter, letter) for letter in text)
    return text


def _text_boxes(paragraph: Any) -> list[Any]:
    """Return the boxes anchored in a paragraph, each once: older Word's copy stands in a Fallback beside it."""
    return [
        box
        for box in paragraph.iter(qn("w:txbxContent"))
        if not any(above.tag == _FALLBACK for above in box.iterancestors())
        and next(box.iterancestors(qn("w:p")), None) is paragraph
    ]


def _rows_of(table: Any) -> Iterator[Any]:
    for element in table:
        if element.tag == qn("w:tr"):
            if element.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
                yield element
        elif element.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")}:
            yield from _rows_of(element)


def _cells_of(row: Any) -> Iterator[Any]:
    for element in row:
        if element.tag == qn("w:tc"):
            yield element
        elif element.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml")}:
            yield from _cells_of(element)


def _is_frame(rows: list[Any]) -> bool:
    """Say whether a table of one or two cells a row is only there to place the tables in it."""
    inner = [cell.find(qn("w:tbl")) is not None for row in rows for cell in _cells_of(row)]
    return 0 < len(inner) <= 4 and any(inner)


def _offset(row: Any) -> int:
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return int(before.get(qn("w:val")) or 0) if before is not None else 0


def _spans(cell: Any) -> tuple[int, bool]:
    """Return how many columns a cell covers, and whether it goes on from the row above."""
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    across = int(span.get(qn("w:val")) or 1) if span is not None else 1
    return max(1, min(across, MOST_COLUMNS)), merge is not None and merge.get(qn("w:val")) != "restart"


def _fill(cell: Any) -> str:
    shade = cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    fill = (shade.get(qn("w:fill")) or "") if shade is not None else ""
    return fill.upper() if len(fill) == 6 else ""


def _with_repeats(read: list[tuple[Row, list[bool]]]) -> list[Row]:
    """Let cells that go on from above repeat what stands there."""
    rows: list[Row] = []
    for row, goes_on in read:
        cells = list(row.cells)
        for index, is_continued in enumerate(goes_on[: len(cells)]):
            if is_continued and rows and not cells[index]:
                above = rows[-1].cell(index)
                cells[index] = replace(above, is_repeat=True) if above else NO_CELL
        rows.append(replace(row, cells=tuple(cells)))
    return rows
