"""A technician makes a profile public, the jobs run, and the public action shows the new number and its evidence."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.promised import promise_public_profiles
from tests.journeys.site import LiveSite
from tests.journeys.test_withdrawing import turn
from tests.outputs.canaries import WORD
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser


def target(page: Page, goal: int) -> Locator:
    """Return the section of the target with this goal."""
    return page.locator("section.target").filter(has=page.locator("dd", has_text=f"{goal} profiles by"))


def test_a_profile_made_public_counts(visit: Visit, site: LiveSite) -> None:
    address = promise_public_profiles(site)
    promise_public_profiles(site, department=True)
    owner = visit(Viewer.OWNER, "/me/")
    turn(owner, "basics", "Only me")
    assert "2 readings taken" in site.run_later("take_readings", days=-1)
    public = visit(Viewer.VISITOR, address, java_script_enabled=False)
    whole, department = target(public, 60), target(public, 1)
    expect(whole.locator("dl.readings")).to_contain_text("31 profiles")
    expect(department.locator("dl.readings")).to_contain_text("0 profiles")
    expect(department.get_by_role("link")).to_have_count(0)

    turn(owner, "basics", "Public")
    public.reload()
    expect(whole.locator("dl.readings")).to_contain_text("31 profiles")  # pages show readings, never a live count
    assert "2 readings taken" in site.run_later("take_readings", days=0)
    assert "0 readings taken, 2 were there" in site.run_later("take_readings", days=0)

    public.reload()
    expect(whole.locator("dl.readings")).to_contain_text("32 profiles")
    expect(whole.locator("tbody tr th time")).to_have_count(2 + 1)  # two readings, and the parts' none
    expect(department.locator("dl.readings")).to_contain_text("1 profiles")
    department.get_by_role("link", name=WORD["family_name"]).click()
    expect(public).to_have_url(f"{site.url}/technicians/{site.world.slug}/")
    expect(public.get_by_role("heading", level=1)).to_contain_text(WORD["family_name"])
