"""Text files of separated values, however they were written."""

import codecs
import contextlib
import csv
import io
import re
from collections.abc import Iterator

from .refusal import FileRefusedError, Wanted

SEPARATORS = (",", ";", "\t", "|")
SAMPLE = 40_000  # characters from which separator and header are judged
MOST_COLUMNS = 120
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STRANGE = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")

Record = tuple[int, tuple[str, ...]]  # the line on which a row begins, from 1, and its cells


def decode(data: bytes, wanted: Wanted) -> str:
    """Return the text of a file in UTF-8, UTF-16, Windows-1252 or Latin-1, its line ends made plain, without NULs.

    Raises FileRefusedError where it is no text at all, or holds none.
    """
    text = _decode(data).replace("\0", "")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    sample = text[:SAMPLE]
    if len(_STRANGE.findall(sample)) > len(sample) / 50:
        raise FileRefusedError(f"This is not a spreadsheet or a text file, whatever its name says. {wanted.save}")
    if not text.strip(" \n\t,;|\ufeff"):
        raise FileRefusedError("The file is empty.")
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


def told_separator(text: str) -> tuple[str, str, int] | None:
    """Return the separator that Excel's own first line ‘sep=;’ names, the text below it, and 1; None without one."""
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"\ufeff?sep=(.)\s*", first, flags=re.IGNORECASE)
    return (told[1], rest, 1) if told else None


def sample_records(text: str, separator: str) -> list[Record]:
    """Return the rows at the beginning of a text, as far as they can be read with a separator."""
    found: list[Record] = []
    with contextlib.suppress(csv.Error):
        found.extend(_records(text[:SAMPLE], separator, 0))
    return found


def records(text: str, separator: str, offset: int) -> Iterator[Record]:
    """Yield the rows; `offset` is how many lines of the file stand above the text.

    Raises FileRefusedError where a quotation mark is opened and never closed.
    """
    number = offset
    last = (0, 0)
    try:
        for number, cells in _records(text, separator, offset):
            yield number, cells
            last = (number, max((cell.count("\n") for cell in cells), default=0))
    except csv.Error as error:
        raise FileRefusedError(
            f"After line {number} the file cannot be read: a quotation mark may be open there."
        ) from error
    if last[1] and _is_open_at_the_end(text, separator):
        raise FileRefusedError(
            f"A quotation mark that opens on line {last[0]} is never closed, so the rows below it run together."
        )


def _records(text: str, separator: str, offset: int) -> Iterator[Record]:
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    before = 0
    for cells in reader:
        yield offset + before + 1, tuple(cell.strip() for cell in cells[:MOST_COLUMNS])
        before = reader.line_num


def _is_open_at_the_end(text: str, separator: str) -> bool:
    try:
        for _ in csv.reader(io.StringIO(text), delimiter=separator, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False
