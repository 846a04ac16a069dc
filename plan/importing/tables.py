"""What a file comes down to: tables of rows of cells, with what counts for a plan beside their text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.core.incoming.refusal import FileRefusedError, Wanted

WANTED = Wanted("plan", ".docx, .xlsx or CSV")
MOST_ROWS = 5_000  # with something in them, in one file
MOST_CHARACTERS = 20_000  # in one cell


class ImportRefusedError(FileRefusedError):
    """The file cannot be read as a plan; the message says why and what to do next, in plain words."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of a cell. `marker` is the number or bullet that Word sets before it, which is not in its text."""

    text: str
    marker: str = ""
    level: int = 0

    @property
    def shown(self) -> str:
        """Return the line as it is seen."""
        return f"{self.marker} {self.text}".strip() if self.marker else self.text


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `fill` is its colour as six hexadecimal digits, `across` how many columns it covers.

    `is_repeat` says that it is one with the cell above and only repeats what stands there; `problem` why its value
    cannot be known.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    fill: str = ""
    across: int = 1
    is_repeat: bool = False
    problem: str = ""

    @property
    def text(self) -> str:
        """Return the lines as they are seen."""
        return "\n".join(paragraph.shown for paragraph in self.paragraphs)

    @property
    def line(self) -> str:
        """Return the text in one line."""
        return " ".join(self.text.split())

    def __bool__(self) -> bool:
        return bool(self.paragraphs)


NO_CELL = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` is its place in the table, the sheet or the file, from 1."""

    number: int
    cells: tuple[Cell, ...]
    is_hidden: bool = False

    @property
    def is_blank(self) -> bool:
        """Say whether no text stands in it."""
        return not any(self.cells)

    @property
    def texts(self) -> list[str]:
        """Return what stands in it, repeats of the row above left out."""
        return [cell.line for cell in self.cells if cell and not cell.is_repeat]

    def cell(self, index: int) -> Cell:
        """Return a cell; an empty one beyond the row's end."""
        return self.cells[index] if index < len(self.cells) else NO_CELL


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a document or a sheet of a workbook; `above` are the lines of text between it and the one before."""

    name: str
    rows: tuple[Row, ...]
    above: tuple[str, ...] = ()
    is_sheet: bool = False

    @property
    def width(self) -> int:
        """Return how many columns it has."""
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Tables:
    """A whole file. `loose` is the text outside its tables, `notes` are sentences about what was not read."""

    tables: tuple[Table, ...]
    loose: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def cell_of(text: str, fill: str = "", problem: str = "") -> Cell:
    """Return a cell with the lines of a text."""
    lines = (" ".join(line.split()) for line in text[:MOST_CHARACTERS].split("\n"))
    return Cell(tuple(Paragraph(line) for line in lines if line), fill, problem=problem)


def without_blank(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows in which something stands.

    Raises ImportRefusedError where there are more of them than any plan has.
    """
    kept = tuple(_trimmed(row) for row in rows if not row.is_blank)
    if len(kept) > MOST_ROWS:
        raise too_many_rows()
    return kept


def _trimmed(row: Row) -> Row:
    """Return a row without the empty cells after its last text or colour; those that a text covers stay."""
    width = max((index + cell.across for index, cell in enumerate(row.cells) if cell or cell.fill), default=0)
    return replace(row, cells=row.cells[:width])


def too_many_rows() -> ImportRefusedError:
    """Return the refusal of a file that is too long."""
    return ImportRefusedError(
        f"The file holds more than {MOST_ROWS:,} rows, which no plan has. Keep only the table with the actions, "
        "and bring that."
    )


def merged(rows: Sequence[Sequence[Cell]], areas: Sequence[tuple[int, int, int, int]]) -> list[list[Cell]]:
    """Return rows in which merged areas are told: (first row, first column, last row, last column), from 0.

    The text stands in the first column of each row of an area; in those after the first as a repeat.
    """
    grid = [list(row) for row in rows]
    for top, left, bottom, right in areas:
        if top >= len(grid) or left >= len(grid[top]):
            continue
        origin = replace(grid[top][left], across=right - left + 1)
        grid[top][left] = origin
        for index in range(top + 1, min(bottom + 1, len(grid))):
            row = grid[index]
            row += [NO_CELL] * (left + 1 - len(row))
            row[left] = replace(origin, is_repeat=True)
    return grid
