"""The checker beside the editor names what readers would stumble over, before anybody presses Publish."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.site import LiveSite
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser


def test_a_draft_with_a_heading_too_deep_shows_a_finding(visit: Visit, site: LiveSite) -> None:
    story = site.world.things["story"]
    site.run("tests.journeys.badly_worded", str(story))
    editor = visit(Viewer.EDITOR, f"/admin/pages/{story}/edit/")
    editor.get_by_role("button", name="Toggle checks").click()
    checks = editor.locator("[data-side-panel=checks]")
    expect(checks).to_contain_text("A heading skips a level", timeout=20_000)
    expect(checks.get_by_role("heading", name="Issues found 1")).to_be_visible()
