"""Whatever an address brings becomes a line that can be looked for."""

import pytest

from portal.core.search_box import one_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        ("  mass \n\t spectrometry ", "mass spectrom"),
        ("nm\x00r", "nm r"),
        ("\x00", ""),
        ("thirteen char", "thirteen char"),
        ("x" * 10_000, "x" * 13),
    ],
)
def test_it_is_tidy_short_and_free_of_null(text: str, line: str) -> None:
    assert one_line(text, 13) == line
