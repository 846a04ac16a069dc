"""A communications editor composes the home page in the admin, and the public sees it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.saving import publish, write
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser


def test_an_editor_composes_the_home_page(visit: Visit) -> None:
    public = visit()
    expect(public.get_by_role("heading", name="Open benches")).to_have_count(0)

    page = visit(Viewer.EDITOR, "/admin/")
    page.goto("/admin/pages/")
    edit = page.locator("a[href$='/edit/']").first.get_attribute("href")
    page.goto(str(edit))
    page.locator("#panel-child-content-sections-content").wait_for()
    page.locator("#sections-0-value, [data-streamfield-stream-container] .c-sf-add-button").first.click()
    page.get_by_role("option", name="Text", exact=True).click()
    page.locator("[name='sections-0-value-title']").fill("Open benches")
    write(page, "sections-0-value-text", "Bring something broken.")
    page.locator("[name='heading']").fill("Knock, and ask")
    publish(page)

    public.reload()
    expect(public.get_by_role("heading", name="Open benches")).to_be_visible()
    expect(public.get_by_role("heading", level=1, name="Knock, and ask")).to_be_visible()
    expect(public.get_by_role("search", name="Find expertise")).to_have_count(0)
