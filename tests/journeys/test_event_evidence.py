"""Technicians book training and come; the jobs run; the public action shows how many, once they are not too few.

In the prepared site one technician and one guest have come to training: too few to be told, and the guest is none.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from portal.core.times import short_day
from tests.journeys.conftest import Visit
from tests.journeys.promised import promise
from tests.journeys.site import LiveSite
from tests.journeys.test_event import it_was
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser
PLACE, EVENT = "Instrument store, long table", "Mending evening"
BOOKED_BEFORE, GOAL = 4, 6  # with the one who came before and the one who books in the browser: the goal
FEW = "fewer than five, or too few to tell apart"


def add_a_date(organiser: Page, event: int) -> str:
    """Add a date, and open the list of who comes; return the key of the date."""
    day = timezone.localdate() + timedelta(days=50)
    organiser.goto(f"/admin/organise/events/{event}/")
    organiser.get_by_role("link", name="Add a date").click()
    said = {"day": f"{day:%Y-%m-%d}", "starts": "14:00", "ends": "16:00", "place": PLACE}
    for name, words in said.items():
        organiser.locator(f"[name={name}]").fill(words)
    organiser.get_by_role("button", name="Add the date").click()
    row = organiser.get_by_role("row").filter(has_text=PLACE).filter(has_text=short_day(day))
    row.get_by_role("link", name=re.compile("^Who comes")).click()
    found = re.search(r"/dates/(\d+)/", organiser.url)
    assert found is not None
    return found[1]


def mark(organiser: Page, names: list[str]) -> None:
    """Mark these people as having come, and save the list."""
    for name in names:
        organiser.get_by_role("row").filter(has_text=name).get_by_label("Attended").check()
    organiser.get_by_role("button", name="Save who came").click()
    expect(organiser.get_by_text(f"Noted for {len(names)} people.")).to_be_visible()


def latest(target: Locator) -> Locator:
    """Return where the section of a target says the latest number."""
    return target.locator("dl.readings > div").filter(has_text="Latest number")


def test_who_comes_to_training_counts_for_the_plan(visit: Visit, site: LiveSite) -> None:
    things = site.world.things
    address = promise(site, "technicians_at_training", GOAL)
    organiser = visit(Viewer.EVENT_ORGANISER, "/admin/")
    occurrence = add_a_date(organiser, things["event"])
    booked_before = site.run("tests.journeys.booked", occurrence, str(BOOKED_BEFORE)).splitlines()
    technician = visit(Viewer.OTHER_TECHNICIAN, f"/events/{things['event_slug']}/")
    technician.get_by_role("listitem").filter(has_text=PLACE).get_by_role("link", name=re.compile("^Book")).click()
    technician.get_by_role("button", name="Book a place").click()
    expect(technician.get_by_text("You have a place").first).to_be_visible()

    it_was(site, occurrence, days_ago=4)
    assert "2 readings taken" in site.run_later("take_readings", days=-2)
    public = visit(Viewer.VISITOR, address, java_script_enabled=False)
    target = public.locator("section.target").filter(has_text="Technicians who came to training")
    expect(latest(target)).to_contain_text("–")
    expect(target.locator("tbody")).to_contain_text(FEW)
    expect(target.get_by_role("link", name=EVENT)).to_have_count(0)

    organiser.reload()
    organiser.get_by_role("link", name="Who came").first.click()
    expect(organiser.locator(".event-came tbody tr")).to_have_count(BOOKED_BEFORE + 1)
    mark(organiser, booked_before)
    public.reload()
    expect(latest(target)).to_contain_text("–")  # pages show readings, never a live count
    assert "2 readings taken" in site.run_later("take_readings", days=-1)
    public.reload()
    expect(latest(target)).to_contain_text("5 technicians")
    measured = target.locator("tbody tr").filter(has_text="Measured")
    expect(measured.locator("td").first).to_have_text("5")

    organiser.get_by_role("button", name=re.compile("^Everybody who is not marked came")).click()
    expect(organiser.get_by_text("Noted for 1 person.")).to_be_visible()
    assert "2 readings taken" in site.run_later("take_readings", days=0)
    public.reload()
    expect(latest(target)).to_contain_text("6 technicians")
    expect(measured).to_have_count(2)
    expect(target.get_by_text(FEW)).to_have_count(1)  # what was not told then is not told now
    target.get_by_role("link", name=EVENT).click()
    expect(public).to_have_url(f"{site.url}/events/{things['event_slug']}/")
