"""A colleague nominates; the jobs run; the public action shows how many, which it keeps back while they are few.

Before the browser opens four were nominated: too few to be told. The fifth is the goal.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.promised import promise
from tests.journeys.site import LiveSite
from tests.journeys.test_award_round import send
from tests.journeys.test_event_evidence import FEW, latest
from tests.outputs.viewers import Viewer

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BEFORE, GOAL = 4, 5
MEASURED = "Nominations for awards"


def nominate(page: Page, slug: str) -> None:
    """Nominate somebody by name, who is not in the directory, from the award's page to sending it."""
    page.goto(f"/awards/{slug}/nominate/")
    page.get_by_role("button", name="Begin a nomination").click()
    page.get_by_text("They are not in the directory").click()
    page.get_by_label("Their name").fill("Ivo Fifth")
    page.get_by_role("button", name="Add this person").click()
    page.get_by_role("button", name="Save and go to what they did").click()
    page.get_by_label("Title of the nomination").fill("The cold room that stays cold")
    page.get_by_label("What did they do?").fill("They look after it every night.")
    page.get_by_role("button", name="Save and go to supporters").click()
    send(page)


def test_a_nomination_shows_on_the_public_action_once_the_jobs_ran(visit: Visit, site: LiveSite) -> None:
    things = site.world.things
    address = promise(site, "nominations_received", GOAL)
    site.run("tests.journeys.award_nominated", str(things["category"]), str(BEFORE))
    assert "2 readings taken" in site.run_later("take_readings", days=-2)
    public = visit(Viewer.VISITOR, address, java_script_enabled=False)
    target = public.locator("section.target").filter(has_text=MEASURED)
    expect(latest(target)).to_contain_text("–")
    expect(target.locator("tbody")).to_contain_text(FEW)

    colleague = visit(Viewer.EDITOR, "/me/")
    nominate(colleague, things["scheme_slug"])
    public.reload()
    expect(latest(target)).to_contain_text("–")  # pages show readings, never a live count
    assert "2 readings taken" in site.run_later("take_readings", days=0)
    public.reload()
    expect(latest(target)).to_contain_text(f"{GOAL} nominations")
    expect(target.get_by_text(FEW)).to_have_count(1)  # what was not told then is not told now
