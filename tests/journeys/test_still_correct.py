"""A profile that nobody touched for a year: one mail and one more, an answer at one click, or a steward's list."""

import re
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.site import LiveSite
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser
SUBJECT = "Is your profile still correct?"


def untouched_for_a_year(site: LiveSite, *slugs: str) -> list[str]:
    """Say of these profiles that they were last changed 366 days ago; return their owners' addresses."""
    long_ago = datetime.now(UTC) - timedelta(days=366)
    with sqlite3.connect(site.folder / "portal.sqlite3", timeout=30) as database:
        for slug in slugs:
            database.execute(
                "UPDATE profiles_technician SET profile_updated_at = ? WHERE slug = ?",
                (long_ago.strftime("%Y-%m-%d %H:%M:%S.%f"), slug),
            )
        rows = [
            database.execute("SELECT email FROM profiles_technician WHERE slug = ?", (slug,)).fetchone()
            for slug in slugs
        ]
    database.close()
    return [row[0] for row in rows]


def asked(site: LiveSite, address: str) -> list[str]:
    """Return the mails that asked this person."""
    return [mail for mail in site.mails_to(address) if mail.startswith(SUBJECT)]


def test_one_answers_at_a_click_and_one_never_does(visit: Visit, site: LiveSite) -> None:
    answers, silent = untouched_for_a_year(site, "idris-vale", site.world.slug)
    said = site.run_later("ask_still_correct", days=0)
    assert "2 asked whether their profile is still correct" in said
    (mail,) = asked(site, answers)
    assert len(asked(site, silent)) == 1

    link = re.search(rf"{re.escape(site.url)}/still-correct/\S+", mail)
    assert link, mail
    page = visit(Viewer.VISITOR, link.group(), java_script_enabled=False)
    page.get_by_role("button", name="It is still correct").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")

    site.run_later("ask_still_correct", days=29)
    assert (len(asked(site, answers)), len(asked(site, silent))) == (1, 2)
    assert "This is the last mail about it." in asked(site, silent)[-1]

    desk = visit(Viewer.STEWARD, "/admin/technicians/?stale=yes")
    expect(desk.locator("main table tbody tr")).to_have_count(1)
    expect(desk.locator("main table tbody")).to_contain_text(silent)

    site.run_later("ask_still_correct", days=370)  # a year after the answer one is asked anew, the other never again
    assert (len(asked(site, answers)), len(asked(site, silent))) == (2, 2)

    own = visit(Viewer.OWNER, "/me/")
    own.get_by_role("button", name="It is still correct").click()
    expect(own.get_by_text("Your profile counts as correct from today.")).to_be_visible()
    desk.reload()
    expect(desk.get_by_text(silent)).to_have_count(0)
