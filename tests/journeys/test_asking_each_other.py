"""A certificate looked at by a steward, and sections drafted by a colleague: asked for, answered, and shown only then.

The same by plain client is in `tests/profiles`, which is why the browser goes without JavaScript among the slow tests.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser
PROFILE = "/technicians/idris-vale/"
SEEN = "Certificate seen by the technician office"
BOTH_WAYS = pytest.mark.parametrize(
    "script", [True, pytest.param(False, marks=pytest.mark.slow)], ids=["with a script", "without"]
)
Reader = Callable[[], str]


@pytest.fixture
def shown(visit: Visit) -> Reader:
    """Return a function that gives the profile as a visitor reads it now."""
    public = visit(Viewer.VISITOR, PROFILE)

    def text() -> str:
        public.reload()
        return public.locator("main").inner_text()

    return text


def ask_for_a_look(page: Page, kind: str, how: str) -> None:
    """Add a registration that is held, and ask a steward to look at its certificate."""
    page.goto("/me/profile/registrations/")
    page.get_by_label("Which one").select_option(label=kind)
    page.get_by_label("Through which body").fill("IST")
    page.get_by_label("Awarded on").fill("2021-05-04")
    page.get_by_role("button", name="Add it to the list").click()
    row = page.locator("#rows li", has_text=kind.rsplit(" (", 1)[0])
    row.get_by_role("link", name="Check my certificate").click()
    page.get_by_label("How can a steward see it?").fill(how)
    page.get_by_role("button", name="Ask for it to be checked").click()
    expect(page.get_by_text("Waiting for a steward")).to_be_visible()


def open_request(desk: Page, how: str) -> None:
    """Find a request in the queue."""
    desk.goto("/admin/certificates/")
    desk.locator("tr", has_text=how).get_by_role("link").first.click()


@BOTH_WAYS
def test_one_certificate_is_seen_and_another_is_not(visit: Visit, shown: Reader, script: bool) -> None:
    good, bad = (
        ("Registered Scientist (RSci)", "Chartered Scientist (CSci)")
        if script
        else ("Registered Science Technician (RSciTech)", "Chartered Engineer (CEng)")
    )
    page = visit(Viewer.OTHER_TECHNICIAN, "/me/", java_script_enabled=script)
    ask_for_a_look(page, good, f"{good} on Tuesday")
    ask_for_a_look(page, bad, f"{bad} by post")
    name = good.rsplit(" (", 1)[0]
    before = shown()
    assert name in before

    desk = visit(Viewer.STEWARD, "/admin/certificates/", java_script_enabled=script)
    open_request(desk, f"{good} on Tuesday")
    desk.get_by_role("button", name="I have seen it").click()
    expect(desk.get_by_text("Recorded. Idris Vale is told by mail.")).to_be_visible()
    open_request(desk, f"{bad} by post")
    desk.get_by_label("Words to its owner").fill(f"The copy of {bad} is cut off.")
    desk.get_by_role("button", name="It could not be seen").click()
    expect(desk.get_by_text("Recorded. Idris Vale is told by mail.")).to_be_visible()

    after = shown()
    assert after.count(SEEN) == before.count(SEEN) + 1
    assert "cut off" not in after
    page.goto("/me/")
    expect(page.get_by_text(f"The copy of {bad} is cut off.")).to_be_visible()
    page.goto("/me/profile/registrations/")
    expect(page.locator("#rows li", has_text=name)).to_contain_text("certificate seen")


def draft(page: Page, section: str, label: str, words: str) -> None:
    """Draft a section from the colleague's page."""
    page.goto(PROFILE)
    page.get_by_role("link", name="Draft a section for Idris").click()
    page.get_by_role("link", name=section).click()
    page.get_by_label(label).fill(words)
    page.get_by_role("button", name="Send the draft").click()
    expect(page.get_by_text("Sent to Idris Vale, who alone can publish it.")).to_be_visible()


@BOTH_WAYS
def test_one_draft_is_refused_and_another_changed_and_saved(visit: Visit, shown: Reader, script: bool) -> None:
    line = "Nobody blows glass as Idris does" if script else "Idris never drops a flask"
    topics = "Joints of glass" if script else "Taps of glass"
    author = visit(Viewer.COLLEAGUE, PROFILE, java_script_enabled=script)
    draft(author, "What I do", "In one line", line)
    draft(author, "Ask me about", "Ask me about", topics)
    assert line not in shown()
    assert topics not in shown()

    owner = visit(Viewer.OTHER_TECHNICIAN, "/me/", java_script_enabled=script)
    owner.get_by_role("link", name=re.compile("Look at the draft.*‘What I do’")).click()
    owner.get_by_label("A line to its author").fill("Kind, but no.")
    owner.get_by_role("button", name="No, thank you").click()
    expect(owner.get_by_text("Not taken. Its author is told.")).to_be_visible()
    owner.get_by_role("link", name=re.compile("Look at the draft.*‘Ask me about’")).click()
    expect(owner.get_by_label("Ask me about", exact=False).first).to_have_value(topics)
    assert topics not in shown()
    owner.get_by_label("Ask me about", exact=False).first.fill(f"{topics}, and their keepers")
    owner.get_by_role("button", name="Save it to my profile").click()
    expect(owner.get_by_text("Saved ‘Ask me about’. Its author is told.")).to_be_visible()

    after = shown()
    assert f"{topics}, and their keepers" in after
    assert line not in after
    author.goto("/me/drafts/")
    expect(author.get_by_text("They wrote: Kind, but no.").first).to_be_visible()
    expect(author.get_by_text("Accepted.").first).to_be_visible()
