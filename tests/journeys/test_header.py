"""The header with all its entries and a name in it: in one row with the brand, or in the menu; never in two rows."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser

ONE_ROW, MENU = (1280, 1440, 1920), (360, 768, 1088, 1180, 1279)
LOWEST = 92  # pixels: the height of a header whose entries or brand do not wrap
whoever = pytest.mark.parametrize("viewer", [Viewer.VISITOR, Viewer.OWNER, Viewer.SITE_MANAGER])


def height(page: Page, selector: str) -> float:
    """Return the height of what is there once, in pixels."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["height"]


@whoever
def test_where_there_is_room_all_stands_in_one_row(visit: Visit, viewer: Viewer) -> None:
    page = visit(viewer, "/skills/")
    entries = page.locator(".site nav li a")
    for width in ONE_ROW:
        page.set_viewport_size({"width": width, "height": 800})
        assert entries.count() >= 7
        tops = [entry.bounding_box()["y"] for entry in entries.all()]  # type: ignore[index]
        brand = page.locator(".brand").bounding_box()
        assert brand is not None
        assert max(tops) - min(tops) < 12, width
        assert abs(brand["y"] + brand["height"] / 2 - tops[0] - 22) < 30, width
        assert height(page, ".brand b") < 30, width
        expect(page.get_by_role("button", name="Menu")).to_be_hidden()


@whoever
def test_where_there_is_not_all_is_in_the_menu(visit: Visit, viewer: Viewer) -> None:
    page = visit(viewer, "/skills/", java_script_enabled=False)
    last = page.get_by_role("link", name="Sign in" if viewer is Viewer.VISITOR else "Sign out")
    for width in MENU:
        page.set_viewport_size({"width": width, "height": 800})
        assert height(page, ".site") <= LOWEST, width
        expect(last).to_be_hidden()
        page.get_by_role("button", name="Menu").press("Enter")
        expect(last).to_be_visible()
        page.get_by_role("button", name="Close").press("Enter")
