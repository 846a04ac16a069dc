"""A communications editor is told by mail that consent to a picture ends, and puts another in its place."""

import re
import sqlite3
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.saving import publish, publish_in_vain
from tests.journeys.site import LiveSite
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser
OVER = "/admin/picture-consent/?show=over"


def a_day_goes_by(site: LiveSite) -> None:
    """Move the last day of the consent back by one, since the server stays in the present, and run the night's job."""
    yesterday = timezone.localdate() - timedelta(days=1)
    with sqlite3.connect(site.folder / "portal.sqlite3", timeout=30) as database:
        asked = "UPDATE core_portalimage SET consent_until = ? WHERE title = 'The crowd'"
        assert database.execute(asked, (yesterday.isoformat(),)).rowcount == 1
    database.close()
    site.run_later("draw_pictures", days=0)


def link_in_the_mail(site: LiveSite) -> str:
    """Have the job of the last day run, and return the way to the story from the one mail that the editor got."""
    site.run_later("warn_of_consent", days=0)
    mails = [mail for mail in site.mails_to("communications") if "‘The crowd’" in mail]
    assert len(mails) == 1
    assert "Today is the last day of the consent to the picture ‘The crowd’." in mails[0]
    link = re.search(rf"{re.escape(site.url)}/admin/pages/\d+/edit/", mails[0])
    assert link, mails[0]
    return link.group()


def choose_another(editor: Page) -> None:
    """Take another picture from the library."""
    field = editor.locator("[data-contentpath=picture]")
    field.get_by_role("button", name="Actions").click()
    field.get_by_role("button", name="Change image").click()
    editor.get_by_role("dialog").get_by_role("link", name=re.compile("The lathe")).click()
    expect(field).to_contain_text("The lathe")


def delete_the_old(editor: Page) -> None:
    """See in the list that the picture is used nowhere, and delete it, which leaves that part of the list empty."""
    editor.goto(OVER)
    rows = editor.locator("main table tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Nowhere")
    rows.get_by_role("link", name="The crowd").click()
    editor.locator("header").get_by_role("button", name="Actions").click()
    editor.get_by_role("link", name="Delete").click()
    editor.get_by_role("button", name="Yes, delete").click()
    expect(editor.get_by_text("Image 'The crowd' deleted.")).to_be_visible()
    editor.goto(OVER)
    expect(editor.get_by_text("There is nothing in this part of the list.")).to_be_visible()


def test_consent_runs_out_and_the_picture_is_replaced(visit: Visit, site: LiveSite) -> None:
    site.run("tests.journeys.pictured", str(site.world.things["story"]))
    public = visit(Viewer.VISITOR, f"/stories/{site.world.things['story_slug']}/")
    crowd, lathe = (public.locator("main").get_by_role("img", name=name) for name in ("A crowd", "A lathe"))
    expect(crowd).to_be_visible()
    file = str(crowd.get_attribute("src"))
    assert public.request.get(file).status == 200
    edit = link_in_the_mail(site)

    a_day_goes_by(site)
    public.reload()
    expect(public.get_by_role("heading", level=1)).to_be_visible()
    expect(crowd).to_have_count(0)
    assert public.request.get(file).status == 404

    editor = visit(Viewer.EDITOR, edit)
    said = publish_in_vain(editor)
    expect(said).to_contain_text("The picture ‘The crowd’ cannot be published")
    expect(said).to_contain_text("or choose another")
    choose_another(editor)
    publish(editor)
    public.reload()
    expect(lathe).to_be_visible()
    expect(crowd).to_have_count(0)
    delete_the_old(editor)
