"""An invited technician goes from the link in the mail to a live profile, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.site import LiveSite
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser
MOST_CLICKS = 15


class Hand:
    """A hand on the mouse that counts: every click counts, whether it follows a link, ticks a box or submits."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1


def invite(visit: Visit, site: LiveSite, name: str) -> str:
    """Have a steward invite somebody; return the link in their mail."""
    page = visit(Viewer.STEWARD, f"/admin/unclaimed/?q={name}")
    page.get_by_label(f"Choose {name} Tallow").check()
    page.get_by_role("button", name="Send to those chosen").click()
    expect(page.get_by_text("1 invitation sent.")).to_be_visible()
    mails = site.mails_to(f"{name.lower()}@wexcombe.example")
    assert len(mails) == 1
    link = re.search(rf"{re.escape(site.url)}/claim/\S+", mails[0])
    assert link, mails[0]
    return link.group()


@pytest.mark.parametrize(("name", "scripts"), [("Wren", True), ("Tarn", False)])
def test_from_mail_to_live_profile(visit: Visit, site: LiveSite, name: str, scripts: bool) -> None:
    page = visit(Viewer.VISITOR, invite(visit, site, name), java_script_enabled=scripts)
    hand = Hand()
    claim(page, hand)
    fill(page, hand)
    go_live(page, hand)
    assert hand.clicks <= MOST_CLICKS

    slug = f"{name.lower()}-tallow"
    public = visit(Viewer.VISITOR, "/technicians/?q=NMR")
    public.get_by_role("link", name=f"{name} Tallow").click()
    expect(public).to_have_url(re.compile(f"/technicians/{slug}/$"))
    expect(public.get_by_role("heading", level=1)).to_contain_text(f"{name} Tallow")
    expect(public.get_by_text("I make magnets quench on purpose")).to_be_visible()


def claim(page: Page, hand: Hand) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this you?")
    hand.click(page.get_by_role("button", name="Yes, claim my profile"))
    expect(page).to_have_url(re.compile("/me/profile/$"))


def fill(page: Page, hand: Hand) -> None:
    """Go through the steps: name, introduction, what to ask about, skills."""
    onwards = page.get_by_role("button", name="Save and go on")
    hand.click(page.get_by_role("link", name="Make your profile, step by step"))
    page.get_by_label("Pronouns").fill("they/them")
    hand.click(onwards)
    page.get_by_label("In one line").fill("I make magnets quench on purpose.")
    page.get_by_role("textbox", name="What I do").fill("I look after the spectrometers.")
    hand.click(onwards)
    page.get_by_role("textbox", name="Ask me about").fill("Helium that is running out\nShimming")
    hand.click(onwards)
    page.get_by_label("Add a skill").fill("NMR")
    hand.click(page.get_by_role("button", name="Add this skill"))
    expect(page.get_by_role("list", name="Your skills")).to_contain_text(re.compile("nuclear magnetic", re.IGNORECASE))
    hand.click(onwards)


def go_live(page: Page, hand: Hand) -> None:
    expect(page).to_have_url(re.compile("/go-live/$"))
    hand.click(page.get_by_text("Show my name, job, skills, ‘What I do’ and ‘Ask me about’ to everyone"))
    hand.click(page.get_by_role("checkbox"))
    hand.click(page.get_by_role("button", name="Go live"))
    expect(page.get_by_role("heading", name="Your profile is live")).to_be_visible()
