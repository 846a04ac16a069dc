"""A page is read in a browser, the jobs run, and the public action shows it; who does not want to be counted is not."""

import sqlite3
import time

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.promised import promise
from tests.journeys.site import LiveSite
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser
WITHIN = 10  # seconds until a read has reached the table
REFUSING = {
    "do not track": "Object.defineProperty(navigator, 'doNotTrack', {get: () => '1'})",
    "global privacy control": "Object.defineProperty(navigator, 'globalPrivacyControl', {get: () => true})",
}
HIDDEN = "window.seen = 'hidden'; Object.defineProperty(document, 'visibilityState', {get: () => window.seen})"
SHOW = "window.seen = 'visible'; document.dispatchEvent(new Event('visibilitychange'))"
COME_BACK = "window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"


def counted(site: LiveSite, key: str) -> int:
    """Return how often a page was read today."""
    with sqlite3.connect(site.folder / "portal.sqlite3", timeout=30) as database:
        asked = "SELECT count FROM front_pagereads WHERE key = ? AND day = ?"
        row = database.execute(asked, (key, timezone.localdate().isoformat())).fetchone()
    database.close()
    return row[0] if row else 0


def becomes(site: LiveSite, key: str, number: int) -> bool:
    """Wait for a page to have been read so often, and for a moment longer: no more than that."""
    until = time.monotonic() + WITHIN
    while counted(site, key) < number and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(0.3)
    return counted(site, key) == number


def test_a_page_that_is_read_shows_on_the_public_action(visit: Visit, site: LiveSite) -> None:
    address = promise(site, "front.reads_plan", 500)
    site.run_later("take_readings", days=-1)
    reader = visit(Viewer.VISITOR, address)
    readings = reader.locator("section.target", has_text="500 reads").locator("dl.readings")
    expect(readings).to_contain_text("109 reads")  # what the world begins with
    assert becomes(site, address, 1)
    reader.reload()
    assert becomes(site, address, 2)
    site.run_later("take_readings", days=0)
    reader.reload()
    expect(readings).to_contain_text("111 reads")
    assert reader.context.cookies() == []


def test_it_is_sent_without_cookies_once_a_page_and_with_the_path_alone(visit: Visit, site: LiveSite) -> None:
    page = visit(Viewer.COLLEAGUE, "/")
    with page.expect_request("**/-/seen") as sent:
        page.goto("/skills/?secret=word")
    headers = sent.value.all_headers()
    assert "cookie" not in headers
    assert "secret" not in (sent.value.post_data or "")
    assert becomes(site, "/skills/", 1)


@pytest.mark.parametrize("script", REFUSING.values(), ids=REFUSING)
def test_a_browser_that_asks_not_to_be_tracked_sends_nothing(visit: Visit, site: LiveSite, script: str) -> None:
    page = visit(Viewer.VISITOR, "/account/login/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(script)
    page.goto("/equipment/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/-/seen" in url]
    assert counted(site, "/equipment/") == 0


def test_without_a_script_nothing_is_counted(visit: Visit, site: LiveSite) -> None:
    visit(Viewer.VISITOR, "/technicians/", java_script_enabled=False)
    visit(Viewer.EDITOR, "/technicians/")
    assert becomes(site, "/technicians/", 0)


def test_a_tab_in_the_background_is_not_read_and_a_page_come_back_to_is(visit: Visit, site: LiveSite) -> None:
    page = visit(Viewer.VISITOR, "/account/login/")
    page.add_init_script(HIDDEN)
    page.goto("/search/")
    page.wait_for_load_state("networkidle")
    assert counted(site, "/search/") == 0
    page.evaluate(SHOW)
    assert becomes(site, "/search/", 1)
    page.evaluate(COME_BACK)
    assert becomes(site, "/search/", 2)
