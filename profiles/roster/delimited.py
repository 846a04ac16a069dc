"""Reading text files of separated values, however they were written."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from .columns import find_header
from .tables import MOST_COLUMNS, Cell, Line, RosterUnreadableError, Table, as_table

SEPARATORS = (",", ";", "\t", "|")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 40_000  # characters from which separator and header are judged
_STRANGE = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16, Windows-1252 or Latin-1, its line ends made plain, without NULs.

    Raises RosterUnreadableError where it is no text at all.
    """
    text = _decode(data).replace("\0", "")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    sample = text[:_SAMPLE]
    if len(_STRANGE.findall(sample)) > len(sample) / 50:
        raise RosterUnreadableError(
            "This is not a spreadsheet or a text file, whatever its name says. Save the list as CSV or as .xlsx."
        )
    return text


def _decode(data: bytes) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, errors="replace")
    sample = data[:4000]
    if len(sample) >= 4:  # UTF-16 without a mark: every other byte of plain text is zero
        if sample[1::2].count(0) > len(sample) * 0.3:
            return data.decode("utf-16-le", errors="replace")
        if sample[0::2].count(0) > len(sample) * 0.3:
            return data.decode("utf-16-be", errors="replace")
    for name in ("utf-8", "cp1252"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def read_delimited(data: bytes) -> Table:
    """Return the table of a text file.

    Raises RosterUnreadableError with a plain reason where there is none.
    """
    text = decode(data)
    if not text.strip(" \n\t,;|\ufeff"):
        raise RosterUnreadableError("The file is empty.")
    separator, text, offset = _separator(text)
    lines = list(_lines(text, separator, offset))
    found = find_header(lines)
    if found is None:
        raise RosterUnreadableError(
            "No header was found. The first lines must hold one with the names of the columns, such as "
            "‘Staff number’, ‘Family name’ and ‘Email’."
        )
    return as_table(lines, found[0])


def _separator(text: str) -> tuple[str, str, int]:
    """Return the separator, the text it separates, and how many lines of the file stand above that."""
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"\ufeff?sep=(.)\s*", first, flags=re.IGNORECASE)
    if told:  # Excel's own way to say it
        return told[1], rest, 1
    sample = text[:_SAMPLE]
    scores = []
    for rank, separator in enumerate(SEPARATORS):
        lines = list(_sample_lines(sample, separator))
        found = find_header(lines)
        known = found[1] if found else -1
        width = len(lines[found[0]].cells) if found else 0
        scores.append((known, width, -rank, separator))
    return max(scores)[3], text, 0


def _sample_lines(sample: str, separator: str) -> Iterator[Line]:
    try:
        yield from _records(sample, separator, 0)
    except csv.Error:
        return


def _lines(text: str, separator: str, offset: int) -> Iterator[Line]:
    number = offset
    last = (0, 0)
    try:
        for line in _records(text, separator, offset):
            number = line.number
            yield line
            last = (line.number, max((str(cell).count("\n") for cell in line.cells), default=0))
    except csv.Error as error:
        raise RosterUnreadableError(
            f"After line {number} the file cannot be read: a quotation mark may be open there."
        ) from error
    if last[1] and _is_open_at_the_end(text, separator):
        raise RosterUnreadableError(
            f"A quotation mark that opens on line {last[0]} is never closed, so the rows below it run together."
        )


def _records(text: str, separator: str, offset: int) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    before = 0
    for cells in reader:
        kept: list[Cell] = [cell.strip() for cell in cells[:MOST_COLUMNS]]
        yield Line(offset + before + 1, tuple(kept))
        before = reader.line_num


def _is_open_at_the_end(text: str, separator: str) -> bool:
    try:
        for _ in csv.reader(io.StringIO(text), delimiter=separator, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False
