"""Reading a staff list from the bytes of a file; what the file is, its bytes say and not its name."""

from portal.core.incoming.kinds import is_archive, refuse_other_kinds, too_large
from portal.core.incoming.refusal import FileRefusedError

from .delimited import read_delimited
from .tables import WANTED, RosterUnreadableError, Table
from .workbooks import read_workbook

__all__ = ["read_roster", "too_large"]

UNPACKED_TIMES = 8  # a workbook may unpack to this many times the size allowed for the file


def read_roster(data: bytes, most_bytes: int) -> Table:
    """Return the table in a CSV or XLSX file.

    Raises RosterUnreadableError, whose message says in plain words what is wrong and what to do.
    """
    try:
        refuse_other_kinds(data, WANTED, most_bytes)
        if is_archive(data):
            return read_workbook(data, most_bytes * UNPACKED_TIMES)
        return read_delimited(data)
    except RosterUnreadableError:
        raise
    except FileRefusedError as error:
        raise RosterUnreadableError(str(error)) from error
