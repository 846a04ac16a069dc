"""With JavaScript a section is edited in its place: by keyboard, nothing lost, and no breach of the policy."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser


def test_a_skill_is_found_by_alias_and_chosen_by_keyboard(visit: Visit) -> None:
    page = visit(Viewer.OTHER_TECHNICIAN, "/me/profile/")
    page.locator("#skills .edit").focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    section = page.locator("#skills.open")
    expect(section.locator("h3")).to_be_focused()
    assert page.evaluate("scrollY") == before, "The place on the page is not kept."
    assert page.url.endswith("/me/profile/"), "A section in its place is no other page."

    section.get_by_label("Skill", exact=False).first.focus()
    page.keyboard.type("canalias", delay=20)
    choice = section.locator(".suggest button").first
    expect(choice).to_contain_text("CANALIAS")
    page.keyboard.press("ArrowDown")
    expect(choice).to_be_focused()
    page.keyboard.press("Enter")
    added = page.locator("#skills .notice.good")
    expect(added).to_have_text(re.compile(r"^Added Qxskillkz\.$"))
    expect(page.locator("#skills h3")).to_be_focused()

    page.get_by_label("Level for Qxskillkz").select_option(label="Expert")
    page.locator("#skills").get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#skills .sum")).to_have_text("Qxskillkz")
    expect(page.locator("#saved-note")).to_have_text("Saved \u2018Skills\u2019.")
    expect(page.locator("#skills .edit")).to_be_focused()
    expect(page.locator("#skills")).to_be_in_viewport()
    page.reload()
    expect(page.locator("#skills .sum")).to_have_text("Qxskillkz")


def test_errors_stand_in_the_place_of_the_form_and_take_the_focus(visit: Visit) -> None:
    page = visit(Viewer.OTHER_TECHNICIAN, "/me/profile/")
    page.locator("#ask-me-about .edit").click()
    section = page.locator("#ask-me-about.open")
    words = "\n".join(f"Topic {number}" for number in range(9))
    section.locator("textarea").fill(words)
    section.get_by_role("button", name="Save", exact=True).click()
    expect(section.locator(".errors").first).to_be_visible()
    expect(section.locator("textarea")).to_have_value(words)
    expect(section.locator(":focus")).to_have_count(1)  # waited for: it moves once the new words stand
    section.locator("textarea").fill("Cold traps")
    section.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#ask-me-about .sum")).to_have_text("Cold traps")


def test_unsaved_words_are_asked_about_and_saved_ones_are_not(visit: Visit) -> None:
    page = visit(Viewer.OTHER_TECHNICIAN, "/me/profile/")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("#introduction .edit").click()
    section = page.locator("#introduction.open")
    section.locator("input[type=text]").first.fill("Keeps lasers honest")
    page.goto("/skills/")
    assert asked == ["beforeunload"]

    page.goto("/me/profile/")
    page.locator("#introduction .edit").click()
    section.locator("input[type=text]").first.fill("Keeps lasers honest")
    section.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#introduction .sum")).to_contain_text("Keeps lasers honest")
    page.goto("/skills/")
    assert asked == ["beforeunload"]
