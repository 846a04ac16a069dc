"""A section goes from public to only me and is gone from page, search, facets, linked data, card and sitemap."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.site import LiveSite
from tests.outputs.canaries import WORD
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser


def turn(page: Page, section: str, audience: str) -> None:
    """Set who sees a section, as its owner does: the switch, then one save."""
    page.goto("/me/profile/")
    page.locator(f"#{section}").get_by_role("radio", name=audience, exact=True).check()
    page.get_by_role("button", name="Save who sees what").click()
    expect(page.get_by_text("Saved who sees what.")).to_be_visible()


def data(page: Page) -> dict[str, object]:
    """Return the JSON-LD of the page that is open; empty where there is none."""
    block = page.locator("script[type='application/ld+json']")
    return json.loads(block.inner_text()) if block.count() else {}


def text(page: Page, address: str) -> str:
    """Return what an address answers, as a visitor gets it."""
    return page.context.request.get(address).text()


def test_a_section_withdrawn_is_gone(visit: Visit, site: LiveSite) -> None:
    address = f"/technicians/{site.world.slug}/"
    owner = visit(Viewer.OWNER, "/me/")
    public = visit(Viewer.VISITOR, address)
    skills = f"/technicians/?q={WORD['skill']}"

    # all of it is there to begin with
    assert WORD["skill"] in data(public)["knowsAbout"]  # type: ignore[operator]
    expect(public.locator("main")).to_contain_text(WORD["skill"])
    assert address in text(public, skills)
    facets = f"/technicians/?q={WORD['job_title']}"
    assert f"> <span>{WORD['skill']}</span>" in text(public, facets)
    assert WORD["phone"] not in text(public, address) + text(public, f"{address}contact.vcf")
    public.goto(address)
    public.locator(".bio").get_by_role("link", name="Ask").click()
    public.get_by_role("button", name="Show email and phone").click()
    expect(public.locator("main")).to_contain_text(WORD["phone"])
    assert address in text(public, "/sitemap.xml")

    turn(owner, "skills", "Only me")
    public.goto(address)
    assert "knowsAbout" not in data(public)
    expect(public.locator("main")).not_to_contain_text(WORD["skill"])
    assert address not in text(public, skills)
    assert address in text(public, facets)
    assert WORD["skill"] not in text(public, facets)
    assert WORD["family_name"] not in text(public, f"/skills/{site.world.skill_slug}/")

    turn(owner, "contact", "Only me")
    public.goto(address)
    assert public.context.request.get(f"{address}contact/").status == 404
    assert public.context.request.get(f"{address}contact.vcf").status == 404

    turn(owner, "basics", "Only me")
    for gone in (address, f"/technicians/{site.world.old_slug}/", f"/photos/{site.world.photo_token}/800.webp"):
        assert public.context.request.get(gone).status == 404, gone
    assert address not in text(public, "/sitemap.xml")
    assert address not in text(public, f"/technicians/?q={WORD['family_name']}")


def test_hide_everything_now(visit: Visit, site: LiveSite) -> None:
    other = visit(Viewer.OTHER_TECHNICIAN, "/me/profile/")
    public = visit(Viewer.VISITOR, "/technicians/idris-vale/")
    other.get_by_role("button", name="Hide everything now").click()
    expect(other.get_by_role("heading", name="Your profile is hidden")).to_be_visible()
    assert public.context.request.get("/technicians/idris-vale/").status == 404
    assert "idris-vale" not in text(public, "/technicians/?q=idris") + text(public, "/sitemap.xml")
    other.get_by_role("button", name="Show it again").click()
    expect(other.get_by_role("heading", name="Your profile is live")).to_be_visible()
    assert "idris-vale" in text(public, "/technicians/?q=idris")
