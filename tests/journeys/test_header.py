"""The header with all its entries and a name in it: in one row, with the brand on two lines."""

import pytest

from tests.journeys.conftest import Visit
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser

WIDTHS = (1280, 1440, 1920)


@pytest.mark.parametrize("width", WIDTHS)
def test_all_stands_in_one_row_for_somebody_signed_in(visit: Visit, width: int) -> None:
    page = visit(Viewer.OWNER, "/skills/", viewport={"width": width, "height": 800})
    entries = page.locator(".site nav li a")
    assert entries.count() >= 8
    tops = [entry.bounding_box()["y"] for entry in entries.all()]  # type: ignore[index]
    brand = page.locator(".brand").bounding_box()
    assert brand is not None
    assert max(tops) - min(tops) < 12
    assert abs(brand["y"] + brand["height"] / 2 - tops[0] - 22) < 30
    assert page.locator(".brand b").bounding_box()["height"] < 30  # type: ignore[index]
