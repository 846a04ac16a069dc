"""A technician suggests a skill that is missing, an editor agrees to it, and merges the next one into it."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser


def suggest(page: Page, name: str) -> None:
    """Type a name that is not on the list, and suggest it."""
    page.get_by_label("Add a skill", exact=False).first.fill(name)
    page.get_by_role("button", name="Add this skill").click()
    page.get_by_label("What kind of work it is").select_option(label="Canary keeping")
    page.get_by_role("button", name=f"Suggest ‘{name}’ as a new skill").click()
    expect(page.locator("#rows li", has_text=name)).to_contain_text("Waiting for the editors")


def decide(page: Page, name: str) -> None:
    """Open a suggestion from the queue."""
    page.goto("/admin/suggestions/")
    page.get_by_role("link", name=name, exact=True).click()


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_a_skill_is_suggested_agreed_to_and_another_merged_into_it(visit: Visit, script: bool) -> None:
    wanted, twin = ("Weaving of wire", "Wire weaving") if script else ("Gilding of frames", "Frame gilding")
    page = visit(
        Viewer.OTHER_TECHNICIAN, "/me/profile/" if script else "/me/profile/skills/", java_script_enabled=script
    )
    if script:
        page.locator("#skills .edit").click()
    suggest(page, wanted)
    suggest(page, twin)

    desk = visit(Viewer.EDITOR, "/admin/suggestions/", java_script_enabled=script)
    decide(desk, wanted)
    desk.get_by_role("button", name="Agree to it").click()
    expect(desk.get_by_text(f"‘{wanted}’ is on the list.")).to_be_visible()
    decide(desk, twin)
    desk.get_by_label("Merge into").select_option(label=wanted)
    desk.get_by_role("button", name="Merge", exact=True).click()
    expect(desk.get_by_text(f"‘{twin}’ was merged into ‘{wanted}’.")).to_be_visible()

    seen = visit(Viewer.VISITOR, f"/skills/{twin.lower().replace(' ', '-')}/", java_script_enabled=script)
    expect(seen.get_by_role("heading", level=1)).to_have_text(wanted)
    expect(seen.get_by_text(f"Also found as {twin}")).to_be_visible()
    page.goto("/me/profile/skills/")
    row = page.locator("#rows li", has_text=wanted)
    expect(row).to_have_count(1)
    expect(row).not_to_contain_text("Waiting")
    expect(page.locator("#rows li", has_text=twin)).to_have_count(0)
