"""An editor asks for a copy of a photo; its owner agrees without JavaScript, and takes it back as easily."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser


def test_agreed_and_taken_back(visit: Visit) -> None:
    owner = visit(Viewer.OWNER, "/me/", java_script_enabled=False)
    owner.get_by_role("link", name="Agree or say no").first.click()
    expect(owner.get_by_role("heading", name="May your photo be used?")).to_be_visible()
    owner.get_by_label("How it is credited").fill("Kit Moss")
    owner.get_by_label("What the photo shows").fill("")
    owner.get_by_role("button", name="I agree").click()
    expect(owner.get_by_text("Say what it shows, for people who cannot see it.").first).to_be_visible()
    expect(owner.get_by_label("How it is credited")).to_have_value("Kit Moss")
    owner.get_by_label("What the photo shows").fill("Somebody at the magnet")
    owner.get_by_role("button", name="I agree").click()
    expect(owner.get_by_text("Credited as Kit Moss.")).to_be_visible()

    editor = visit(Viewer.EDITOR, "/admin/photo-uses/?show=agreed")
    copy = editor.get_by_role("link", name=re.compile("Agreed photo .*usepurpose"))
    expect(copy).to_be_visible()

    running = owner.get_by_role("list", name="Agreed, and in use").get_by_role("listitem")
    expect(running).to_have_count(2)
    running.filter(has_text="usepurpose").get_by_role("button", name="Take it back").click()
    expect(owner.get_by_text("is deleted, and whoever asked is told.")).to_be_visible()
    expect(running).to_have_count(1)
    editor.reload()
    expect(copy).to_have_count(0)


def test_asking_for_one(visit: Visit) -> None:
    editor = visit(Viewer.SITE_MANAGER, "/admin/photo-uses/find/")
    editor.get_by_label("Name").fill("familyname")
    editor.get_by_role("button", name="Find").click()
    editor.get_by_role("link", name=re.compile("familyname")).click()
    editor.get_by_label("What for").fill("Prospectus 2027")
    editor.get_by_label("Until when").fill("2020-01-01")
    editor.get_by_role("button", name="Ask the owner").click()
    expect(editor.get_by_text("Choose a day after today.")).to_be_visible()
