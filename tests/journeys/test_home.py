"""A communications editor composes the home page in the admin, and the public sees it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.saving import publish, write
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser


def _open(page: Page) -> None:
    """Open the home page's screen."""
    page.goto("/admin/pages/")
    edit = page.locator("a[href$='/edit/']").first.get_attribute("href")
    page.goto(str(edit))


def _insert(page: Page, name: str) -> None:
    """Insert a section above all others."""
    page.locator("#panel-child-content-sections-content").get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name=name, exact=True).click()


def test_an_editor_composes_the_home_page(visit: Visit) -> None:
    public = visit()
    expect(public.get_by_role("heading", name="Open benches")).to_have_count(0)

    page = visit(Viewer.EDITOR, "/admin/")
    _open(page)
    _insert(page, "Text")
    page.locator("[name='sections-0-value-title']").fill("Open benches")
    write(page, "sections-0-value-text", "Bring something broken.")
    page.locator("[name='heading']").fill("Knock, and ask")
    publish(page)

    public.reload()
    expect(public.get_by_role("heading", name="Open benches")).to_be_visible()
    expect(public.get_by_role("heading", level=1, name="Knock, and ask")).to_be_visible()
    expect(public.get_by_role("search", name="Find expertise")).to_have_count(0)


def _lead(page: Page) -> Locator:
    """Return the section of the lead story on the editor's screen."""
    return page.get_by_role("region", name=re.compile("^Lead story"))


def test_an_editor_chooses_the_lead_story_and_takes_that_back(visit: Visit) -> None:
    latest, other = "How the kiln was mended, part 2", "How the kiln was mended, part 1"
    public = visit()
    lead = public.locator(".lead h1, .lead h2")
    page = visit(Viewer.EDITOR, "/admin/")
    _open(page)
    _insert(page, "Lead story")
    publish(page)
    public.reload()
    expect(lead).to_have_text(latest)

    _open(page)
    _lead(page).get_by_role("button", name=re.compile("^Choose a page")).click()
    page.get_by_role("dialog").get_by_role("link", name=other).click()
    expect(_lead(page)).to_contain_text(other)
    _lead(page).get_by_label("Title").fill("Nine cold days")
    publish(page)
    public.reload()
    expect(lead).to_have_text("Nine cold days")
    lead.get_by_role("link").click()
    expect(public.get_by_role("heading", level=1)).to_have_text(other)

    _open(page)
    _lead(page).get_by_role("button", name="Actions").click()
    _lead(page).get_by_role("button", name="Clear choice").click()
    _lead(page).get_by_label("Title").fill("")
    publish(page)
    public.goto("/")
    expect(lead).to_have_text(latest)
