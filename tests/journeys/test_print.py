"""What is printed to be hung up: on how many sheets, and with everything on them."""

import re
from typing import Any

import pytest

from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser

SHEET = re.compile(rb"/Type\s*/Page\b")
HIDDEN = "[...document.querySelectorAll('{}')].filter((one) => !one.checkVisibility()).length"


def sheets(page: Any, *, landscape: bool) -> int:
    """Return on how many A4 sheets Chromium prints what is shown."""
    return len(SHEET.findall(page.pdf(format="A4", landscape=landscape)))


@pytest.mark.parametrize("landscape", [False, True], ids=["upright", "lying"])
@pytest.mark.parametrize(("address", "wanted"), [("/about/chart/", ".values li"), ("/pledge/?display", ".qr")])
def test_what_hangs_on_a_wall_is_one_sheet(visit: Visit, address: str, wanted: str, landscape: bool) -> None:
    page = visit(address=address)
    assert sheets(page, landscape=landscape) == 1
    page.emulate_media(media="print")
    assert page.locator(wanted).count() > 0
    assert page.evaluate(HIDDEN.format(wanted)) == 0


def test_the_pledge_is_printed_on_few_sheets(visit: Visit) -> None:
    assert 1 <= sheets(visit(address="/pledge/"), landscape=False) <= 4
