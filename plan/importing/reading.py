"""Reading a plan from the bytes of a file; what the file is, its bytes say and not its name."""

from portal.core.incoming.archives import has_macros, parts_of
from portal.core.incoming.kinds import is_archive, refuse_other_kinds
from portal.core.incoming.refusal import FileRefusedError

from .blocks import an_action_a_row
from .from_csv import read_csv
from .from_docx import read_docx
from .from_xlsx import read_xlsx
from .tables import WANTED, ImportRefusedError, Tables

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024  # with pictures
MOST_TEXT = 16 * 1024 * 1024  # in a part that is read as a whole
MOST_SHEET = 40 * 1024 * 1024  # in a sheet, which is read row by row


def read(data: bytes) -> Tables:
    """Return the tables of a DOCX, XLSX or CSV file.

    Raises ImportRefusedError, whose message says in plain words what is wrong and what to do next.
    """
    try:
        refuse_other_kinds(data, WANTED, MOST_BYTES)
        tables = _read_archive(data) if is_archive(data) else read_csv(data)
    except ImportRefusedError:
        raise
    except FileRefusedError as error:
        raise ImportRefusedError(str(error)) from error
    if not any(table.rows for table in tables.tables):
        raise ImportRefusedError(
            "There is no table in this file. A plan is read from tables: put the actions into one, a row each."
        )
    return an_action_a_row(tables)


def _read_archive(data: bytes) -> Tables:
    parts = parts_of(data, WANTED, MOST_UNPACKED)
    if has_macros(parts):
        raise ImportRefusedError(
            "This file holds macros, which are programs. Save it without them, as .docx or .xlsx, and bring that."
        )
    if any(size > _most(name) for name, size in parts.items()):
        raise ImportRefusedError(
            "The file is far longer than a plan. Copy the table with the actions into a new one, and bring that."
        )
    if "word/document.xml" in parts:
        return read_docx(data)
    if any(name.startswith("xl/") for name in parts):
        return read_xlsx(data)
    raise ImportRefusedError(
        f"This is neither a Word document nor an Excel workbook, whatever its name says. {WANTED.save}"
    )


def _most(name: str) -> int:
    """Return how many bytes a part may unpack to."""
    if name.startswith("xl/worksheets/"):
        return MOST_SHEET
    return MOST_TEXT if name.endswith((".xml", ".rels")) else MOST_UNPACKED
