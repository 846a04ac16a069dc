"""Reading a staff list from the bytes of a file; what the file is, its bytes say and not its name."""

from .delimited import read_delimited
from .tables import RosterUnreadableError, Table
from .workbooks import read_workbook

UNPACKED_TIMES = 8  # a workbook may unpack to this many times the size allowed for the file

_KINDS: tuple[tuple[bytes, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        "This is an old Excel workbook (.xls) or one protected by a password. "
        "Save it as .xlsx without a password, or as CSV.",
    ),
    (b"%PDF", "This is a PDF. Ask for the list as a spreadsheet (.xlsx) or as CSV."),
    (b"\x89PNG", "This is a picture. Bring the list as .xlsx or as CSV."),
    (b"\xff\xd8\xff", "This is a picture. Bring the list as .xlsx or as CSV."),
    (b"GIF8", "This is a picture. Bring the list as .xlsx or as CSV."),
    (b"RIFF", "This is a picture or a recording. Bring the list as .xlsx or as CSV."),
    (b"\x1f\x8b", "This is a packed file. Unpack it first, and bring the .xlsx or CSV file that is in it."),
    (b"Rar!", "This is a packed file. Unpack it first, and bring the .xlsx or CSV file that is in it."),
    (b"7z\xbc\xaf", "This is a packed file. Unpack it first, and bring the .xlsx or CSV file that is in it."),
    (b"{\\rtf", "This is a text document. Save the list as .xlsx or as CSV."),
)
_MARKUP = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<workbook")


def read_roster(data: bytes, most_bytes: int) -> Table:
    """Return the table in a CSV or XLSX file.

    Raises RosterUnreadableError, whose message says in plain words what is wrong and what to do.
    """
    if len(data) > most_bytes:
        raise RosterUnreadableError(too_large(most_bytes))
    if not data.strip():
        raise RosterUnreadableError("The file is empty.")
    for start, message in _KINDS:
        if data.startswith(start):
            raise RosterUnreadableError(message)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return read_workbook(data, most_bytes * UNPACKED_TIMES)
    if data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        raise RosterUnreadableError(
            "This is a web page or an XML file, whatever its name says. Save the list as .xlsx or as CSV."
        )
    return read_delimited(data)


def too_large(most_bytes: int) -> str:
    """Return the sentence for a file over the limit, given in bytes."""
    return (
        f"The file is larger than {most_bytes / (1024 * 1024):.0f} MB, the most that can be read. "
        "Save only the sheet with the list, or save it as CSV."
    )
