"""An address as a QR code: squares for a telephone's camera, as one path of an SVG that stands in the page itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4  # squares of free ground around it, which the standard asks for


@dataclass(frozen=True)
class AddressCode:
    """A code: how many squares it is wide, with the free ground around it, and its dark ones as an SVG path."""

    size: int
    path: str


def address_code(address: str) -> AddressCode:
    """Draw an address. About a seventh of the squares may be unreadable, as on a sheet that hung for a while.

    Raises `qrcode.exceptions.DataOverflowError` for an address of more than 2331 bytes.
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(address)
    rows: list[list[bool]] = code.get_matrix()
    return AddressCode(len(rows), "".join(_bars(rows)))


def _bars(rows: list[list[bool]]) -> Iterator[str]:
    """Yield each run of dark squares in a row as a bar: no hairlines between squares, and a fifth of the text."""
    for y, row in enumerate(rows):
        x = 0
        for is_dark, run in groupby(row):
            width = len(list(run))
            if is_dark:
                yield f"M{x} {y}h{width}v1h-{width}z"
            x += width
