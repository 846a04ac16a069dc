"""The header with all its entries and a name in it: in one row with the brand, or in the menu; never in two rows."""

import csv

import pytest
from playwright.sync_api import Page, expect

from portal.demo.sample import STAFF_LIST
from tests.journeys.conftest import Visit
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser

ONE_ROW, MENU = (1280, 1440, 1920), (360, 768, 1088, 1180, 1279)
LOWEST = 92  # pixels: the height of a header whose entries or brand do not wrap
USUAL = (1024, 1100, 1200, 1280, 1366, 1440, 1920)
NAME_OF_THE_SITE = "Wexcombe Technicians"
whoever = pytest.mark.parametrize("viewer", [Viewer.VISITOR, Viewer.OWNER, Viewer.SITE_MANAGER])


def longest_name() -> str:
    """Return the longest name by which a technician of the sample university is called."""
    rows = csv.DictReader(STAFF_LIST.read_text(encoding="utf-8").splitlines())
    return max((row["Preferred name"] or row["Given name"] for row in rows), key=len)


def height(page: Page, selector: str) -> float:
    """Return the height of what is there once, in pixels."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["height"]


@whoever
def test_where_there_is_room_all_stands_in_one_row(visit: Visit, viewer: Viewer) -> None:
    page = visit(viewer, "/skills/")
    entries = page.locator(".site nav li:not(.in-menu) a")
    for width in ONE_ROW:
        page.set_viewport_size({"width": width, "height": 800})
        assert entries.count() >= 6
        assert page.locator(".site nav .in-menu a:visible").count() == 0
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_longest_name_of_the_sample_university_leaves_the_header_in_one_row(visit: Visit, scheme: str) -> None:
    page = visit(Viewer.OWNER, "/skills/", color_scheme=scheme)
    say = "(node, words) => { node.textContent = words }"
    page.locator(".brand b").evaluate(say, NAME_OF_THE_SITE)
    page.locator(".site nav .mine bdi").evaluate(say, f"{longest_name()}’s page")
    for width in USUAL:
        page.set_viewport_size({"width": width, "height": 800})
        assert height(page, ".site") <= LOWEST, width
        assert height(page, ".brand b") < 30, width
        assert page.evaluate("document.documentElement.scrollWidth") == width
        shown = [box for entry in page.locator(".site nav li a").all() if (box := entry.bounding_box())]
        middles = [box["y"] + box["height"] / 2 for box in shown]
        assert len(shown) == 0 if width < ONE_ROW[0] else len(shown) >= 6, width
        assert not middles or max(middles) - min(middles) < 2, width
