"""axe finds nothing on any page, for anybody who may see it, in light, dark and at 320 pixels (WCAG 2.0 to 2.2, A, AA).

A page that is the same for two viewers, byte for byte save tokens and names, is looked at once; so is a screen of the
Wagtail admin.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.journeys.axe import looks
from tests.journeys.complaints import WATCH, Complaints
from tests.journeys.site import LiveSite
from tests.outputs.listing import OUTPUTS
from tests.outputs.output import Kind, Output
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser
PAGES = [entry for entry in OUTPUTS if entry.is_html and not entry.same_as]
# What differs from one viewer to the next and changes nothing for axe: tokens and keys, the name on the way to one's
# own page, the address of one's account
DIFFERS = re.compile(
    r'data:image[^"]*|\b[A-Z2-7](?: ?[A-Z2-7]){31,}\b|'  # the key of an authenticator app, drawn and written
    r'name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": ?"[^"]*"|<bdi>[^<]*</bdi>|[\w.-]+@wexcombe\.example'
)


@pytest.fixture(scope="module")
def contexts(browser: Browser, site: LiveSite) -> Iterator[dict[Viewer, BrowserContext]]:
    """Return a context for each viewer, signed in."""
    made = {}
    for viewer in Viewer:
        context = browser.new_context(base_url=site.url, reduced_motion="reduce", locale="en-GB")
        context.set_default_timeout(20_000)
        context.add_init_script(WATCH)
        if viewer is not Viewer.VISITOR:
            context.add_cookies([site.cookie(viewer)])  # type: ignore[list-item]
        made[viewer] = context
    yield made
    for context in made.values():
        context.close()


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
def test_page(contexts: dict[Viewer, BrowserContext], site: LiveSite, entry: Output) -> None:
    address = entry.address(site.world)
    seen: set[str] = set()
    wrong = []
    for viewer in Viewer:
        context = contexts[viewer]
        answer = context.request.get(address, max_redirects=0)
        body = DIFFERS.sub("", answer.text())
        assert answer.status == entry.statuses[viewer], f"{address} as {viewer} gave {answer.status}"
        if "text/html" not in answer.headers.get("content-type", "") or answer.status // 100 == 3 or body in seen:
            continue
        if entry.kind is Kind.ADMIN_PAGE and seen:
            continue  # Wagtail's menu differs by role, the screen does not
        seen.add(body)
        wrong += [f"As {viewer}: {fault}" for fault in faults(context, site, entry)]
    assert not wrong, f"{address}\n" + "\n".join(wrong)


def faults(context: BrowserContext, site: LiveSite, entry: Output) -> Iterator[str]:
    """Yield what axe and the browser itself have against a page."""
    page = context.new_page()
    complaints = Complaints(page, site.url)
    page.goto(entry.address(site.world))
    yield from looks(page, WAGTAILS_OWN if entry.kind is Kind.ADMIN_PAGE else ())
    yield from complaints.lines
    page.close()


# Parts that Wagtail itself draws in its admin, with the faults that axe finds in Wagtail 7.4
WAGTAILS_OWN = (
    ".w-minimap__collapse-all",  # the button that folds all panels: contrast in the dark
    "#w-minimap-toggle",  # and the one beside it: too small on a narrow screen
    "a.button[role='tab'][href='#tab-roles']",  # 'next: roles' on a new user's form: a tab outside a list of tabs
)


def test_a_fault_is_noticed(contexts: dict[Viewer, BrowserContext], site: LiveSite) -> None:
    """The test can fail: a grey text, a field without a label and a wide box are found."""
    page = contexts[Viewer.VISITOR].new_page()
    page.set_content(
        '<html lang="en"><title>t</title><main style="background:#fff"><h1>x</h1>'
        '<p style="color:#bbb">pale</p><input><div style="width:2000px">wide</div></main>'
    )
    found = "\n".join(looks(page))
    page.close()
    assert "color-contrast" in found
    assert "label" in found
    assert "scrolls sideways" in found
