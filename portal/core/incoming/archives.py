"""Office files are archives: what may be unpacked of them is settled before anything is."""

import io
import zipfile

from .refusal import FileRefusedError, Wanted

MOST_PARTS = 2000
DAMAGED = "The file cannot be read: it may be damaged, or protected by a password. Open it, save it again as {}."


def parts_of(data: bytes, wanted: Wanted, most_unpacked: int) -> dict[str, int]:
    """Return the names of the parts, and how many bytes each unpacks to.

    Raises FileRefusedError for what is no archive, what would unpack to more than `most_unpacked` bytes, and
    OpenDocument and binary workbooks.
    """
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise FileRefusedError(DAMAGED.format(wanted.forms)) from error
    sizes = {part.filename: part.file_size for part in parts}
    if "content.xml" in sizes:
        raise FileRefusedError(f"This is an OpenDocument file (.ods or .odt). {wanted.save}")
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefusedError(f"This file is protected by a password. Save it without one, as {wanted.forms}.")
    if any(name.endswith(".bin") and "workbook" in name for name in sizes):
        raise FileRefusedError(f"This is a binary workbook (.xlsb). {wanted.save}")
    if len(parts) > MOST_PARTS or sum(sizes.values()) > most_unpacked:
        raise FileRefusedError(
            f"The file unpacks to more than {most_unpacked // (1024 * 1024)} MB. Save only the part with the table, "
            "without pictures and formatting, or save the table as CSV."
        )
    return sizes


def has_macros(parts: dict[str, int]) -> bool:
    """Say whether programs are packed into an Office file."""
    return any(name.rpartition("/")[2].casefold() == "vbaproject.bin" for name in parts)
