"""An address as a QR code: exactly what the standard's own drawing is, in one path."""

import re

import pytest
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

from portal.core.address_code import QUIET, address_code

BAR = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\3z")


@pytest.mark.parametrize("address", ["https://tech.example.ac.uk/pledge/", "https://t.example/" + "a" * 300])
def test_each_dark_square_is_drawn_once_and_no_other(address: str) -> None:
    code = address_code(address)
    drawn = [
        (int(x) + step, int(y)) for x, y, width in BAR.findall(code.path) for step in range(int(width))
    ]  # fmt: skip
    known = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    known.add_data(address)
    dark = {
        (x + QUIET, y + QUIET) for y, row in enumerate(known.get_matrix()) for x, is_dark in enumerate(row) if is_dark
    }
    assert BAR.sub("", code.path) == ""
    assert len(drawn) == len(set(drawn))
    assert set(drawn) == dark


def test_it_has_the_free_ground_that_a_camera_needs() -> None:
    code = address_code("https://tech.example.ac.uk/pledge/")
    places = [(int(x), int(y), int(x) + int(width)) for x, y, width in BAR.findall(code.path)]
    assert (min(x for x, _, _ in places), min(y for _, y, _ in places)) == (QUIET, QUIET)
    assert (max(end for *_, end in places), max(y for _, y, _ in places) + 1) == (code.size - QUIET, code.size - QUIET)


def test_an_address_that_no_code_can_hold_is_refused() -> None:
    with pytest.raises((DataOverflowError, ValueError)):
        address_code("https://tech.example.ac.uk/" + "a" * 3000)
