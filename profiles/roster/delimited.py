"""Reading a staff list from a text file of separated values."""

from collections.abc import Iterable

from portal.core.incoming.text import SEPARATORS, Record, decode, records, sample_records, told_separator

from .columns import find_header
from .tables import WANTED, Line, RosterUnreadableError, Table, as_table


def read_delimited(data: bytes) -> Table:
    """Return the table of a text file.

    Raises FileRefusedError with a plain reason where there is none.
    """
    text = decode(data, WANTED)
    separator, text, offset = told_separator(text) or (_separator(text), text, 0)
    lines = _lines(records(text, separator, offset))
    found = find_header(lines)
    if found is None:
        raise RosterUnreadableError(
            "No header was found. The first lines must hold one with the names of the columns, such as "
            "‘Staff number’, ‘Family name’ and ‘Email’."
        )
    return as_table(lines, found[0])


def _lines(found: Iterable[Record]) -> list[Line]:
    return [Line(number, cells) for number, cells in found]


def _separator(text: str) -> str:
    """Return the separator with which the header has the most known words, then the most columns."""
    scores = []
    for rank, separator in enumerate(SEPARATORS):
        lines = _lines(sample_records(text, separator))
        found = find_header(lines)
        known = found[1] if found else -1
        width = len(lines[found[0]].cells) if found else 0
        scores.append((known, width, -rank, separator))
    return max(scores)[3]
