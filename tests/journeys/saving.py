"""Writing and saving a page in the admin as its fields and buttons do it, and waiting until that is done.

The admin saves by itself while somebody types, and holds a button back until that is over: so a click is not yet a
post, and what the screen says before the next one has come is of an earlier save.
"""

import re
from datetime import datetime

from playwright.sync_api import Locator, Page, expect


def write(editor: Page, field: str, words: str) -> None:
    """Type into a field of formatted text, named as in the form, and wait until the form holds the words.

    What is typed goes into the form a moment later, and a post before that leaves it out.
    """
    kept = editor.locator(f"[name='{field}']")
    editor.locator(f"[data-field]:has([name='{field}']) [contenteditable=true]").click()
    editor.keyboard.type(words)
    expect(kept).to_have_value(re.compile(re.escape(words)))


def save_draft(editor: Page) -> None:
    """Save the page that is open as a draft, and wait until it is saved."""
    _press(editor, editor.get_by_role("button", name=re.compile("^Save draft")).first)
    expect(_said(editor)).to_contain_text(re.compile(r" created\.| has been updated\."))


def publish(editor: Page) -> None:
    """Publish the page that is open, and wait until it is published."""
    _press_publish(editor)
    expect(_said(editor)).to_contain_text(re.compile(r"has been published\."))


def schedule(editor: Page, moment: datetime) -> None:
    """Schedule the page that is open in the admin's dialog, and wait until the schedule holds."""
    editor.get_by_role("button", name="Toggle status").first.click()
    editor.get_by_role("button", name="Set schedule").click()
    dialog = editor.locator("#schedule-publishing-dialog")
    dialog.locator("[name=go_live_at]").fill(f"{moment:%Y-%m-%d %H:%M}")
    with editor.expect_event("domcontentloaded"):  # by keyboard: the calendar that opened may lie over the button
        dialog.get_by_role("button", name="Save schedule").press("Enter")
    editor.locator("footer [data-w-dropdown-target=toggle]").first.click()
    _press(editor, editor.get_by_role("button", name="Schedule to publish").first)
    expect(_said(editor)).to_contain_text(re.compile(r"scheduled for publishing"))


def publish_in_vain(editor: Page) -> Locator:
    """Press Publish where something stands in the way; return what the screen says after that."""
    _press_publish(editor)
    return editor.locator(".messages .error")


def _press_publish(editor: Page) -> None:
    editor.locator("footer [data-w-dropdown-target=toggle]").first.click()
    _press(editor, editor.get_by_role("button", name="Publish", exact=True).first)


def _press(editor: Page, button: Locator) -> None:
    """Press a button and wait for the screen that follows, which comes when the post is answered."""
    with editor.expect_event("domcontentloaded"):
        button.click()


def _said(editor: Page) -> Locator:
    return editor.locator(".messages .success")
