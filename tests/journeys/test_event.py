"""An organiser makes a series with an exception; a technician books, is offered a place, comes, and finds it in CPD."""

import re
import sqlite3
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from portal.core.times import long_day, short_day
from tests.journeys.conftest import Visit
from tests.journeys.site import LiveSite
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser
PLACE = "Glass workshop, bench 2"


def a_tuesday(days: int) -> date:
    """Return the first Tuesday of the month in so many days from the first of this one."""
    first = (timezone.localdate().replace(day=1) + timedelta(days=days)).replace(day=1)
    return first + timedelta(days=(1 - first.weekday()) % 7)


def make_a_series(organiser: Page, event: int, first: date) -> None:
    """Make the first Tuesday of each month, one place each; look at the dates, and leave the second out."""
    organiser.goto(f"/admin/organise/events/{event}/")
    organiser.get_by_role("link", name="Make a series").click()
    organiser.get_by_role("radio", name="Each month on a day of the week").check()
    organiser.locator("[name=which]").select_option(label="The first")
    organiser.get_by_label("Tuesday", exact=True).check()
    said = {
        "first": f"{first:%Y-%m-%d}",
        "count": "3",
        "starts": "10:00",
        "ends": "12:30",
        "place": PLACE,
        "capacity": "1",
    }
    for name, words in said.items():
        organiser.locator(f"[name={name}]").fill(words)
    organiser.get_by_role("button", name="Show the dates").click()
    dates = organiser.locator("[name=date]")
    expect(dates).to_have_count(3)
    expect(organiser.get_by_text(long_day(first)).first).to_be_visible()
    dates.nth(1).uncheck()
    organiser.get_by_role("button", name="Make the ticked dates").click()
    made = organiser.get_by_role("row").filter(has_text=PLACE)
    expect(made.filter(has_text=short_day(first))).to_have_count(1)


def book(page: Page, event: str, first: date, button: str) -> None:
    """Go to the event's page, and book its first date of the series."""
    page.goto(event)
    row = page.locator("li").filter(has_text=PLACE).filter(has_text=long_day(first)).first
    row.get_by_role("link", name=re.compile(f"^{button}")).click()
    page.get_by_role("button", name=button).click()


def it_was(site: LiveSite, occurrence: str, *, days_ago: int) -> None:
    """Move a date into the past, since the server stays in the present."""
    start = timezone.now() - timedelta(days=days_ago)
    times = [f"{moment:%Y-%m-%d %H:%M:%S}" for moment in (start, start + timedelta(hours=2, minutes=30))]
    with sqlite3.connect(site.folder / "portal.sqlite3", timeout=30) as database:
        asked = "UPDATE events_occurrence SET starts_at = ?, ends_at = ? WHERE id = ?"
        assert database.execute(asked, (*times, occurrence)).rowcount == 1
    database.close()


@pytest.mark.parametrize("java_script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_a_series_to_cpd(visit: Visit, site: LiveSite, java_script: bool) -> None:
    first = a_tuesday(70 if java_script else 440)  # of months that the other one does not touch
    world = site.world.things
    organiser = visit(Viewer.EVENT_ORGANISER, "/admin/")  # the admin itself needs JavaScript, which is Wagtail's
    make_a_series(organiser, world["event"], first)
    event = f"/events/{world['event_slug']}/"

    first_there = visit(Viewer.OTHER_TECHNICIAN, "/me/", java_script_enabled=java_script)
    book(first_there, event, first, "Book a place")
    expect(first_there.get_by_text("You have a place").first).to_be_visible()
    late = visit(Viewer.OWNER, "/me/", java_script_enabled=java_script)
    book(late, event, first, "Join the waiting list")
    expect(late.get_by_text("waiting list").first).to_be_visible()

    first_there.get_by_text("I cannot come").click()
    first_there.get_by_role("button", name="Cancel my booking").click()
    assert any(mail.startswith("A place is free for you: Mending evening") for mail in site.mails_to("@"))
    late.goto("/me/")
    offer = late.get_by_role("listitem").filter(has_text="A place is free: Mending evening")
    offer.get_by_role("link", name="Take it or say no").click()
    late.get_by_role("button", name="Take the place").click()
    expect(late.get_by_text("You have a place").first).to_be_visible()

    organiser.goto(f"/admin/organise/events/{world['event']}/")
    row = organiser.get_by_role("row").filter(has_text=PLACE).filter(has_text=short_day(first))
    row.get_by_role("link", name=re.compile("^Who comes")).click()
    occurrence = re.search(r"/dates/(\d+)/", organiser.url)
    assert occurrence is not None
    it_was(site, occurrence[1], days_ago=1)
    organiser.reload()
    organiser.get_by_role("link", name="Who came").first.click()
    organiser.get_by_label("Attended").first.check()
    organiser.get_by_role("button", name="Save who came").click()
    late.goto("/me/cpd/")
    expect(late.get_by_text("Mending evening").first).to_be_visible()
    expect(late.get_by_text("2.5").first).to_be_visible()
