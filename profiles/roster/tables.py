"""What a file comes down to: a header and lines of cells, each with its place in the file."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.core.incoming.cells import Unreadable, Value
from portal.core.incoming.refusal import FileRefusedError, Wanted
from portal.core.incoming.text import MOST_COLUMNS

__all__ = [
    "HEADER_WITHIN",
    "MOST_COLUMNS",
    "MOST_LINES",
    "WANTED",
    "Cell",
    "Line",
    "RosterUnreadableError",
    "Table",
    "Unreadable",
    "as_table",
    "column_letters",
]


class RosterUnreadableError(FileRefusedError):
    """The file cannot be read as a staff list; the message says why and what to do, in plain words."""


WANTED = Wanted("list", ".xlsx or as CSV")
Cell = Value


@dataclass(frozen=True, slots=True)
class Line:
    """One row; `number` is its line in the file (where the row begins) or its row in the sheet, from 1."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def is_blank(self) -> bool:
        """Say whether nothing stands in it."""
        return not any(self.cells)


@dataclass(frozen=True)
class Table:
    """A whole staff list as read. `notes` are sentences for the person who brought the file."""

    header: tuple[str, ...]
    header_line: int
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


MOST_LINES = 50_000
HEADER_WITHIN = 30  # lines: titles and remarks may stand above the header


def column_letters(index: int) -> str:
    """Return a column's letters as a spreadsheet shows them: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def as_table(lines: Sequence[Line], header_at: int, notes: Sequence[str] = ()) -> Table:
    """Return the table whose header is `lines[header_at]`; blank lines are dropped.

    Raises RosterUnreadableError where nothing stands below the header, or more than MOST_LINES lines do.
    """
    header_line = lines[header_at]
    below = tuple(line for line in lines[header_at + 1 :] if not line.is_blank)
    if not below:
        raise RosterUnreadableError(
            f"Line {header_line.number} is a header, but nothing stands below it. Add the people, then try again."
        )
    if len(below) > MOST_LINES:
        raise RosterUnreadableError(
            f"The file holds {len(below):,} rows; {MOST_LINES:,} are the most that can be read at once."
        )
    names = [_header_name(cell, index) for index, cell in enumerate(header_line.cells)]
    return Table(tuple(names), header_line.number, below, tuple(notes))


def _header_name(cell: Cell, index: int) -> str:
    text = " ".join(str(cell).split())[:80] if isinstance(cell, str) else ""
    return text or f"Column {column_letters(index)}"
