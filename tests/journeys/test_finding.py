"""A visitor finds somebody: by another name of a skill, by filters, with the keyboard alone, on a telephone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser
MOST_TABS = 120


@pytest.mark.parametrize("scripts", [True, False])
def test_find_by_an_alias_and_open_the_profile(visit: Visit, scripts: bool) -> None:
    page = visit(Viewer.VISITOR, "/", java_script_enabled=scripts)
    page.get_by_role("search").first.locator("input[name=q]").fill("NMR")
    page.get_by_role("search").first.get_by_role("button").click()
    expect(page).to_have_url(re.compile(r"/technicians/\?.*q=NMR"))
    first = page.locator(".results li").first
    expect(first).to_contain_text(re.compile("nuclear magnetic", re.IGNORECASE))
    name = first.get_by_role("link").first.inner_text()
    first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.locator("main")).to_contain_text(re.compile("nuclear magnetic", re.IGNORECASE))


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the element that the selector names has the focus; it must be seen to have it."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            outlined = "getComputedStyle(document.activeElement).outlineStyle != 'none'"
            around = "getComputedStyle(document.activeElement.closest('label') ?? document.body).outlineStyle != 'none'"
            assert page.evaluate(f"{outlined} || {around}"), f"{wanted} does not show that it has the focus"
            return
    pytest.fail(f"Tab does not reach {wanted}")


def test_skip_link(visit: Visit) -> None:
    page = visit(Viewer.VISITOR, "/technicians/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_menu_on_a_telephone_by_keyboard(visit: Visit) -> None:
    page = visit(Viewer.VISITOR, "/", viewport={"width": 320, "height": 640})
    nav = page.locator("#nav")
    expect(nav).to_be_hidden()
    tab_to(page, ".menu-btn")
    page.keyboard.press("Enter")
    expect(nav).to_be_visible()
    page.keyboard.press("Escape")
    expect(nav).to_be_hidden()
    page.keyboard.press("Enter")
    tab_to(page, "#nav a[href='/skills/']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/skills/$"))


def test_filters_by_keyboard(visit: Visit) -> None:
    page = visit(Viewer.VISITOR, "/technicians/?q=magnet")
    before = page.locator("#results-h strong").inner_text()
    tab_to(page, "#filters input[name=skill]")
    page.keyboard.press("Space")
    tab_to(page, "#filters .acts-row button")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"q=magnet.*skill=|skill=.*q=magnet"))
    assert page.locator("#results-h strong").inner_text() != before


def test_filters_on_a_telephone(visit: Visit) -> None:
    page = visit(Viewer.VISITOR, "/technicians/", viewport={"width": 320, "height": 640})
    page.get_by_role("button", name="Filters").click()
    page.locator("#filters input[name=skill]").first.check()
    page.get_by_role("button", name="Show people").click()
    expect(page).to_have_url(re.compile("skill="))
    expect(page.get_by_role("button", name="Filters: 1 in use")).to_be_visible()
