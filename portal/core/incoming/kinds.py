"""What a file is, its bytes say and not its name."""

from .refusal import FileRefusedError, Wanted

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # also what Office wraps a file with a password in
_PACKED = "This is a packed file. Unpack it first, and bring the file that is in it."
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "This is a PDF."),
    (b"\x89PNG", "This is a picture."),
    (b"\xff\xd8\xff", "This is a picture."),
    (b"GIF8", "This is a picture."),
    (b"RIFF", "This is a picture or a recording."),
    (b"\x1f\x8b", _PACKED),
    (b"Rar!", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"{\\rtf", "This is a rich text document (.rtf)."),
)
_MARKUP = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<workbook")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def is_archive(data: bytes) -> bool:
    """Say whether the bytes are a ZIP archive, which .xlsx and .docx files are."""
    return data.startswith(_ZIP)


def refuse_other_kinds(data: bytes, wanted: Wanted, most_bytes: int) -> None:
    """Let through archives and text of at most `most_bytes`; raise FileRefusedError for all other kinds of file."""
    if len(data) > most_bytes:
        raise FileRefusedError(too_large(most_bytes))
    if not data.strip():
        raise FileRefusedError("The file is empty.")
    if data.startswith(_OLD_OFFICE):
        raise FileRefusedError(_old_office(data, wanted))
    for start, what in _STARTS:
        if data.startswith(start):
            raise FileRefusedError(what if what == _PACKED else f"{what} {wanted.save}")
    if data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        raise FileRefusedError(f"This is a web page or an XML file, whatever its name says. {wanted.save}")


def _old_office(data: bytes, wanted: Wanted) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return f"This file is protected by a password. Save it without one, as {wanted.forms}."
    return (
        "This is an old Excel workbook (.xls) or Word document (.doc), or one protected by a password. "
        f"Save it as {wanted.forms}, without a password."
    )


def too_large(most_bytes: int) -> str:
    """Return the sentence for a file over the limit, given in bytes."""
    return (
        f"The file is larger than {most_bytes / (1024 * 1024):.0f} MB, the most that can be read. "
        "Save only the part with the table, without pictures, or save the table as CSV."
    )
