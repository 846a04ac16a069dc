"""A lead says in the browser how an action is going; everybody reads it under a role, and never the account's name."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.promised import promise_public_profiles
from tests.journeys.site import LiveSite
from tests.outputs.canaries import CANARIES, found_in
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser
NOTE = "The glass came cracked. A new pane is promised for spring."


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_lead_posts_an_update(visit: Visit, site: LiveSite, scripts: bool) -> None:
    address = promise_public_profiles(site) if scripts else f"/plan/{site.world.things['plan_slug']}/v2/"
    lead = visit(Viewer.OWNER, "/me/", java_script_enabled=scripts)
    lead.get_by_role("link", name="Your actions in the plan").click()
    lead.get_by_role("link", name=re.compile(r"Say how it is going\s*: V2")).click()
    lead.get_by_label("Delayed").check()
    lead.get_by_label("What has happened").fill(f"{NOTE} ({scripts})")
    expect(lead.get_by_label("How you are named")).to_have_value("Head of Glass")
    lead.get_by_role("button", name="Post the update").click()
    expect(lead.get_by_text("Posted. It is how the action stands from now on.")).to_be_visible()

    public = visit(Viewer.VISITOR, address, java_script_enabled=scripts)
    expect(public.locator(".wall .st").first).to_have_text("Delayed")
    news = public.locator("main")
    expect(news).to_contain_text(f"{NOTE} ({scripts})")
    expect(news).to_contain_text("Head of Glass")
    names = [canary for canary in CANARIES if canary.field.startswith("user.")]
    assert len(names) == 3
    assert found_in(public.content(), names) == []


@pytest.mark.slow
def test_a_lead_marks_a_step_and_takes_it_back(visit: Visit, site: LiveSite) -> None:
    lead = visit(Viewer.OWNER, f"/me/actions/{site.world.things['other_action']}/")
    lead.get_by_role("button", name=re.compile(r"Mark as done\s*: a\) Mend")).click()
    expect(lead.get_by_text("Marked as done.")).to_be_visible()
    lead.get_by_role("button", name=re.compile(r"Not done after all\s*: a\) Mend")).click()
    expect(lead.get_by_text("No longer marked as done.")).to_be_visible()
    lead.get_by_role("button", name="Nothing has changed").click()
    expect(lead.get_by_text("Noted: you looked at it today, and nothing has changed.")).to_be_visible()


@pytest.mark.slow
def test_a_second_window_is_told(visit: Visit, site: LiveSite) -> None:
    address = f"/me/actions/{site.world.things['other_action']}/"
    first, second = visit(Viewer.OWNER, address), visit(Viewer.OWNER, address)
    first.get_by_role("button", name="Nothing has changed").click()
    expect(first.get_by_text("Noted: you looked at it today, and nothing has changed.")).to_be_visible()
    second.get_by_label("What has happened").fill("From the second window")
    second.get_by_role("button", name="Post the update").click()
    expect(second.get_by_text("What you typed is kept below and is not posted.")).to_be_visible()
    expect(second.get_by_label("What has happened")).to_have_value("From the second window")
    second.get_by_role("button", name="Post the update").click()
    expect(second.get_by_text("Posted. It is how the action stands from now on.")).to_be_visible()
