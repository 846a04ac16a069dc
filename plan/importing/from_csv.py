"""Plans as text files of separated values."""

from itertools import islice

from portal.core.incoming.text import SEPARATORS, Record, decode, records, sample_records, told_separator

from .headers import known_words
from .tables import MOST_ROWS, WANTED, Row, Table, Tables, cell_of, too_many_rows, without_blank


def read_csv(data: bytes) -> Tables:
    """Return the one table of a text file. Raises FileRefusedError where there is none."""
    text = decode(data, WANTED)
    separator, text, offset = told_separator(text) or (_separator(text), text, 0)
    found = list(islice(records(text, separator, offset), MOST_ROWS * 4))
    if len(found) >= MOST_ROWS * 4:
        raise too_many_rows()
    return Tables((Table("file", without_blank([_row(record) for record in found])),))


def _row(record: Record) -> Row:
    number, cells = record
    return Row(number, tuple(cell_of(cell) for cell in cells))


def _separator(text: str) -> str:
    """Return the separator with which a header has the most known words, then the one found in the most rows."""
    scores = []
    for rank, separator in enumerate(SEPARATORS):
        rows = [_row(record) for record in sample_records(text, separator)[:60]]
        known = max((len(known_words(row)) for row in rows), default=0)
        wide = sum(1 for row in rows if len(row.texts) > 1)
        scores.append((known, wide, -rank, separator))
    return max(scores)[3]
