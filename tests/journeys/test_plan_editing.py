"""The plan owner works on one screen: picks out, changes many, puts in order; two tabs do not undo each other."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.site import LiveSite
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser


@pytest.fixture
def plan(site: LiveSite) -> str:
    """Return the address of the plan's screen."""
    return f"/admin/plans/{site.world.things['plan']}/"


def rows(page: Page) -> Locator:
    return page.get_by_role("region", name="Actions", exact=True).locator("tbody tr")


def test_picked_out_and_changed_at_once(visit: Visit, plan: str) -> None:
    page = visit(Viewer.PLAN_OWNER, plan, java_script_enabled=False)
    expect(rows(page)).to_have_count(2)
    page.get_by_label("Search").last.fill("oscilloscopes")
    page.get_by_role("button", name="Show these").click()
    expect(rows(page)).to_have_count(1)
    assert "q=oscilloscopes" in page.url
    page.get_by_label("Tick V2").check()
    page.get_by_label("Status of the ticked actions").select_option("Stopped")
    page.get_by_label("Who says it").fill("Steering group")
    page.get_by_role("button", name="Change those that are ticked").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why it was stopped.")
    expect(page.get_by_label("Tick V2")).to_be_checked()
    page.get_by_label("Status of the ticked actions").select_option("At risk")
    page.get_by_label("Note, the same for all").fill("No shelf is long enough.")
    page.get_by_role("button", name="Change those that are ticked").click()
    expect(page.get_by_text("1 action: at risk.")).to_be_visible()
    assert "q=oscilloscopes" in page.url
    expect(rows(page)).to_contain_text("At risk")


def test_put_in_order_by_keyboard_and_by_dragging(visit: Visit, plan: str) -> None:
    page = visit(Viewer.PLAN_OWNER, plan, viewport={"width": 1280, "height": 1800})
    expect(rows(page).first).to_contain_text("V1")
    page.get_by_role("button", name="Move V2 up").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="V2 is now at place 1 of 2.")).to_be_visible()
    expect(page.get_by_role("button", name="Move V2 down")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="V2 is now at place 2 of 2.")).to_be_visible()
    page.reload()
    expect(rows(page).first).to_contain_text("V1")
    below = rows(page).last.bounding_box()
    assert below is not None
    lower_half = {"x": below["width"] / 2, "y": below["height"] - 8}
    rows(page).first.locator("[data-handle]").drag_to(rows(page).last, target_position=lower_half)
    expect(page.get_by_role("status").filter(has_text="V1 is now at place 2 of 2.")).to_be_visible()
    page.reload()
    expect(rows(page).first).to_contain_text("V2")


@pytest.mark.slow
def test_put_in_order_without_a_script(visit: Visit, plan: str) -> None:
    page = visit(Viewer.PLAN_OWNER, plan, java_script_enabled=False)
    first = rows(page).first.get_by_role("checkbox").get_attribute("aria-label")
    code = str(first).removeprefix("Tick ")
    page.get_by_role("button", name=f"Move {code} down").click()
    expect(page.get_by_text("The order is saved.")).to_be_visible()
    expect(rows(page).last).to_contain_text(code)


@pytest.mark.slow
def test_two_tabs(visit: Visit, site: LiveSite) -> None:
    address = f"/admin/plans/actions/{site.world.things['action']}/edit/"
    first, second = visit(Viewer.PLAN_OWNER, address), visit(Viewer.SITE_MANAGER, address)
    first.locator("[name=title]").fill("Open the workshop on Fridays")
    first.get_by_label("Date, in words").first.fill("Annually")
    first.get_by_label("By its words, read again when they change").first.check()
    first.get_by_role("button", name="Show what the dates mean").click()
    expect(first.get_by_text("Understood as: Several times;").first).to_be_visible()
    first.get_by_role("button", name="Save the action").last.click()
    expect(first.get_by_text("The action is saved.")).to_be_visible()
    second.locator("[name=title]").fill("Open the workshop on Mondays")
    second.get_by_role("button", name="Save the action").last.click()
    both = second.get_by_role("region", name="What differs")
    expect(both).to_contain_text("Open the workshop on Fridays")
    expect(both).to_contain_text("Open the workshop on Mondays")
    second.get_by_role("button", name="Save the action").last.click()
    expect(second.get_by_role("heading", name="Open the workshop on Mondays")).to_be_visible()
    second.get_by_role("link", name="History").click()
    expect(second.get_by_text("Action edited").first).to_be_visible()
