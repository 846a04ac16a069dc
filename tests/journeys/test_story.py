"""A story of two people: written, agreed to, published by the job when it is due, and left by one of them."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.saving import save_draft, schedule
from tests.journeys.site import LiveSite
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser
TITLE, NAME, QUOTE = "The week the pump sang", "Petra Quillfeather", "It sang, and then I knew which bearing."


def _write(editor: Page, site: LiveSite) -> str:
    """Save a draft, and return the address of its screen."""
    editor.goto(f"/admin/pages/add/stories/storypage/{site.world.things['story_index']}/")
    expect(editor.get_by_text("Save the draft first.").first).to_be_visible()
    editor.locator("#id_title").press_sequentially(TITLE)
    editor.keyboard.press("Tab")
    expect(editor.locator("#id_slug")).to_have_value("the-week-the-pump-sang")
    save_draft(editor)
    expect(editor).to_have_url(re.compile(r"/admin/pages/\d+/edit/"))
    return editor.url


def _add_people(editor: Page) -> None:
    """Add somebody from outside and a technician, and ask both."""
    editor.get_by_role("link", name="Add people").click()
    editor.get_by_role("link", name="Add somebody else").click()
    editor.get_by_label("Name").fill(NAME)
    editor.get_by_label("Job").fill("Pump fitter")
    editor.get_by_label("Email address").fill("petra@elsewhere.example")
    editor.get_by_label("Quote").fill(QUOTE)
    editor.get_by_role("button", name="Add", exact=True).click()
    editor.get_by_role("link", name="Add a technician").click()
    editor.get_by_role("button", name="Choose a technician").click()
    editor.locator("[role=dialog] input[name=q]").fill("Idris")
    editor.get_by_role("link", name=re.compile("Idris Vale")).click()
    editor.get_by_role("button", name="Add", exact=True).click()
    editor.get_by_label("Quote").fill("I held the torch.")
    editor.get_by_role("button", name="Save the words").click()
    editor.get_by_role("button", name="Ask all who were not asked yet").click()
    expect(editor.get_by_text("2 people are asked by mail.")).to_be_visible()


def _place(editor: Page, name: str) -> None:
    """Put a block of one of the people into the text."""
    editor.get_by_role("button", name="Insert a block").last.click()
    editor.get_by_role("option", name="Subject").click()
    editor.get_by_label("Person").last.select_option(label=name)


def _asked(site: LiveSite) -> tuple[str, str]:
    """Return the links in the two mails that ask: that of her from outside, and that of the technician."""
    mails = [mail for mail in site.mails_to("@") if mail.startswith("May this be published about you?")]
    links = [re.search(rf"{re.escape(site.url)}/stories/agreement/\S+", mail) for mail in mails]
    first, second = [link[0] for link in links if link]
    (hers,) = [mail for mail in site.mails_to("petra@elsewhere.example") if "/stories/agreement/" in mail]
    return (first, second) if first in hers else (second, first)


def _agree(page: Page) -> None:
    page.get_by_role("button", name="I agree to this").click()
    expect(page.get_by_text("You agreed. You can take that back here at any time.").first).to_be_visible()


def test_written_agreed_scheduled_published_withdrawn(visit: Visit, site: LiveSite) -> None:
    editor = visit(Viewer.EDITOR, "/admin/")
    edit = _write(editor, site)
    _add_people(editor)
    editor.goto(edit)
    for name in (NAME, "Idris Vale"):
        _place(editor, name)
    save_draft(editor)

    petra, idris = _asked(site)
    asked = visit(Viewer.VISITOR, petra, java_script_enabled=False)
    expect(asked.get_by_text(QUOTE).first).to_be_visible()
    _agree(asked)
    own = visit(Viewer.OTHER_TECHNICIAN, "/me/")
    expect(own.get_by_role("link", name="Read and answer")).to_be_visible()
    own.goto(idris)
    expect(own.get_by_text("I held the torch.").first).to_be_visible()
    _agree(own)
    assert "Somebody agreed to a story" in site.mails_to(f"{Viewer.EDITOR}".split()[0])[-1]
    _published_and_left(visit, site, editor, edit, asked)


def _published_and_left(visit: Visit, site: LiveSite, editor: Page, edit: str, petra: Page) -> None:
    """Schedule it for a minute that has passed when the job runs, see it in public, and take one of the two out."""
    editor.goto(edit)
    schedule(editor, timezone.localtime() + timedelta(hours=1))
    assert visit(Viewer.VISITOR, "/stories/").get_by_text(TITLE).count() == 0
    assert "1 versions were due" in site.run_later("publish_scheduled", 1)
    public = visit(Viewer.VISITOR, "/stories/the-week-the-pump-sang/")
    expect(public.get_by_text(QUOTE)).to_be_visible()
    expect(public.get_by_text("I held the torch.")).to_be_visible()
    petra.get_by_role("link", name="Take my agreement back").click()
    petra.get_by_role("button", name="Take it back now").click()
    expect(petra.get_by_role("heading", name="You took your agreement back")).to_be_visible()
    public.reload()
    expect(public.get_by_text("I held the torch.")).to_be_visible()
    expect(public.get_by_text(QUOTE)).to_have_count(0)
    expect(public.get_by_text(NAME)).to_have_count(0)
    assert NAME not in public.request.get("/stories/feed/").text()
    assert any("took" in mail.partition("\n")[0] for mail in site.mails_to(f"{Viewer.EDITOR}".split()[0]))
