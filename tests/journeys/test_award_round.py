"""A whole round of an award: made, nominated for, supported, judged blind, decided, announced, and purged.

One of the three judges supported a nomination, and is kept from it. The first nomination is made without JavaScript.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.saving import publish, save_draft
from tests.journeys.site import LiveSite
from tests.outputs.canaries import WORD
from tests.outputs.viewers import Viewer

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SCHEME, SLUG = "The Quiet Machine", "the-quiet-machine"
CATEGORY, QUESTION, CRITERION = "Upkeep", "What runs because of them?", "Difference made"
WORDS, OTHER_WORDS = "The furnace has not failed since.", "The lift goes up again."
SUPPORT = "I have seen the log books."
JUDGES = (Viewer.EDITOR, Viewer.STEWARD, Viewer.PLAN_OWNER)
IN_CONFLICT, CHAIR = Viewer.STEWARD, Viewer.SITE_MANAGER


def address_of(viewer: Viewer) -> str:
    """Return somebody's email address."""
    return f"{viewer.replace(' ', '-')}@wexcombe.example"


def make_scheme(organiser: Page) -> None:
    """Write the page of a scheme of our own, and publish it."""
    organiser.goto("/admin/award-rounds/")
    organiser.get_by_role("link", name="Add a scheme").click()
    organiser.locator("#id_title").press_sequentially(SCHEME)
    organiser.keyboard.press("Tab")
    expect(organiser.locator("#id_slug")).to_have_value(SLUG)
    save_draft(organiser)
    publish(organiser)


def make_round(organiser: Page) -> str:
    """Make a blind round that opened yesterday, with all that it needs; return its key."""
    organiser.goto("/admin/award-rounds/")
    row = organiser.get_by_role("row").filter(has_text=SCHEME)
    row.get_by_role("link", name=re.compile("^New round")).click()
    today = timezone.localdate()
    moments = ("opens_at", "closes_at", "judging_ends_at", "letters_at", "announce_at")
    for name, days in zip(moments, (-1, 10, 20, 25, 30), strict=True):
        organiser.locator(f"[name={name}]").fill(f"{today + timedelta(days=days):%Y-%m-%d}T09:00")
    organiser.locator("[name=name]").fill("First")
    organiser.locator("[name=year]").fill(str(today.year))
    organiser.get_by_label("Judges see neither who nominates nor who is nominated").check()
    organiser.get_by_role("button", name="Make the round").click()
    for what, field, words in (
        ("category", "name", CATEGORY), ("question", "text", QUESTION), ("criterion", "name", CRITERION),
    ):  # fmt: skip
        organiser.get_by_role("link", name=f"Add a {what}").click()
        organiser.locator(f"[name={field}]").fill(words)
        organiser.get_by_role("button", name=f"Add the {what}").click()
    expect(organiser.get_by_text("Open for nominations.")).to_be_visible()
    found = re.search(r"/award-rounds/(\d+)/", organiser.url)
    assert found is not None
    return found[1]


def choose_and_tell(page: Page, *, whom: str, title: str, words: str) -> None:
    """Begin a nomination, choose the first who is found, and write what they did."""
    page.goto(f"/awards/{SLUG}/nominate/")
    page.get_by_role("button", name="Begin a nomination").click()
    page.get_by_label("Find them in the directory").fill(whom)
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("button", name=re.compile("^Choose")).first.click()
    page.get_by_role("button", name="Save and go to what they did").click()
    page.get_by_label("Title", exact=False).first.fill(title)
    page.get_by_label(QUESTION).fill(words)


def send(page: Page) -> None:
    """Go to the last step and send the nomination."""
    page.get_by_role("link", name="Go to check and send").click()
    page.get_by_role("button", name="Send the nomination").click()
    expect(page.get_by_text(re.compile("You can change or withdraw it until"))).to_be_visible()


def support(page: Page, site: LiveSite) -> None:
    """Add words by the link in the mail; the link says so when it is opened again."""
    (mail,) = [text for text in site.mails_to(address_of(IN_CONFLICT)) if "/awards/seconding/" in text]
    link = re.search(r"https?://\S+/awards/seconding/\S+", mail)
    assert link is not None
    page.goto(link[0])
    page.get_by_role("textbox").fill(SUPPORT)
    page.get_by_role("button", name="Add my words").click()
    page.goto(link[0])
    expect(page.get_by_text(re.compile("^You added your words on"))).to_be_visible()


def seat(organiser: Page, key: str) -> None:
    """Give the judges and the chair their seats."""
    organiser.goto(f"/admin/award-rounds/{key}/panel/")
    for viewer in (*JUDGES, CHAIR):
        organiser.locator("[name=email]").fill(address_of(viewer))
        organiser.locator("[name=seat]").select_option("chair" if viewer is CHAIR else "judge")
        organiser.get_by_role("button", name="Add to the panel").click()
        expect(organiser.get_by_text("Added, and told by mail.")).to_be_visible()


def declare_no_conflict(page: Page) -> None:
    """Say so, as judges and chairs do before they read anything."""
    page.get_by_role("radio", name=re.compile(r"No\. I have no tie")).check()
    page.get_by_role("button", name="Declare and go on").click()


def judge_all(page: Page, key: str) -> list[str]:
    """Declare on each candidate, read and score them; return what could be read of each."""
    read = []
    page.goto(f"/me/judging/{key}/")
    while page.get_by_role("link", name=re.compile("^Declare")).count():
        page.get_by_role("link", name=re.compile("^Declare")).first.click()
        expect(page.get_by_text(WORDS)).to_have_count(0)
        expect(page.get_by_text(OTHER_WORDS)).to_have_count(0)
        declare_no_conflict(page)
        read.append(page.content())
        score = "5" if page.get_by_text(WORDS).count() else "2"
        page.get_by_role("group", name=CRITERION).get_by_label(score, exact=True).check()
        page.get_by_role("button", name="Save my scores").click()
        page.goto(f"/me/judging/{key}/")
    return read


def decide(chair: Page, key: str) -> None:
    """Decide on both, the first by the scores wins."""
    for place, outcome in (("1", "Winner"), ("2", "Not chosen this time")):
        chair.goto(f"/me/judging/{key}/table/")
        row = chair.get_by_role("row").filter(has=chair.get_by_role("cell", name=place, exact=True))
        row.get_by_role("link").first.click()
        declare_no_conflict(chair)
        chair.get_by_role("link", name="See the scores and decide").click()
        chair.get_by_role("radio", name=outcome, exact=True).check()
        chair.get_by_label("Reason").fill("By the scores, and all agreed.")
        chair.get_by_role("button", name="Save the decision").click()


def test_a_whole_round(visit: Visit, site: LiveSite) -> None:
    organiser = visit(Viewer.AWARD_ORGANISER, "/admin/")
    make_scheme(organiser)
    key = make_round(organiser)

    nominator = visit(Viewer.COLLEAGUE, "/awards/", java_script_enabled=False)
    choose_and_tell(nominator, whom=WORD["family_name"], title="The furnace that stayed lit", words=WORDS)
    nominator.get_by_role("button", name="Save and go to supporters").click()
    nominator.get_by_label("Name", exact=False).first.fill("Sam Harrow")
    nominator.get_by_label(re.compile("mail", re.IGNORECASE)).first.fill(address_of(IN_CONFLICT))
    nominator.get_by_role("button", name="Ask for their support").click()
    send(nominator)
    assert any("/me/nominations/" in mail for mail in site.mails_to(address_of(Viewer.COLLEAGUE)))

    other = visit(Viewer.OTHER_TECHNICIAN, "/awards/")
    choose_and_tell(other, whom="Adab", title="A lift, and what it lifts", words=OTHER_WORDS)
    expect(other.get_by_text(re.compile("^Draft saved"))).to_be_visible()
    other.get_by_role("button", name="Save and go to supporters").click()
    send(other)
    support(visit(), site)

    seat(organiser, key)
    site.run("tests.journeys.award_times", key, "closed")
    site.run_later("open_judging", days=0)
    organiser.reload()
    organiser.get_by_role("button", name="Give out evenly").click()
    late = visit(Viewer.COLLEAGUE, f"/awards/{SLUG}/nominate/")
    expect(late.get_by_text("Nominations are not open at the moment.")).to_be_visible()

    for viewer in JUDGES:
        read = judge_all(visit(viewer, "/me/"), key)
        assert len(read) == (1 if viewer is IN_CONFLICT else 2), viewer
        for text in read:
            assert WORD["family_name"].lower() not in text.lower()
            assert (WORDS in text) == (SUPPORT in text)
        assert viewer is not IN_CONFLICT or not any(WORDS in text for text in read)

    decide(visit(CHAIR, "/me/"), key)
    organiser.goto(f"/admin/award-rounds/{key}/result/")
    organiser.get_by_role("button", name="Finish this round").click()
    expect(organiser.get_by_text(re.compile("^Letters go out on"))).to_be_visible()

    site.run("tests.journeys.award_times", key, "letters")
    site.run_later("send_award_letters", days=0)
    letters = [site.mails_to(address_of(viewer))[-1] for viewer in (Viewer.COLLEAGUE, Viewer.OTHER_TECHNICIAN)]
    assert all(SCHEME in letter for letter in letters)
    winner = visit(Viewer.OWNER, "/me/")
    winner.get_by_role("listitem").filter(has_text=SCHEME).get_by_role("link", name="Read and answer").click()
    winner.get_by_role("checkbox", name=re.compile("Add it to the achievements")).check()
    winner.get_by_role("button", name="I agree to be named").click()
    public = visit(Viewer.VISITOR, "/awards/honours/", java_script_enabled=False)
    expect(public.get_by_text(SCHEME)).to_have_count(0)

    site.run("tests.journeys.award_times", key, "announced")
    site.run_later("announce_awards", days=0)
    public.reload()
    plate = public.get_by_role("listitem").filter(has_text=SCHEME)
    expect(plate).to_contain_text(WORD["family_name"])
    public.goto(f"/technicians/{site.world.slug}/")
    expect(public.get_by_text(re.compile(SCHEME)).first).to_be_visible()
    winner.reload()
    winner.get_by_role("link", name="Your certificate, to print").click()
    expect(winner.get_by_role("link", name="download it as a PDF")).to_be_visible()

    site.run_later("purge_awards", days=400)
    organiser.goto(f"/admin/award-rounds/{key}/purge/")
    expect(organiser.get_by_text(re.compile("^Deleted on"))).to_be_visible()
    public.goto("/awards/honours/")
    expect(public.get_by_role("listitem").filter(has_text=SCHEME)).to_contain_text(WORD["family_name"])
    other.goto("/me/nominations/")
    expect(other.get_by_text("A lift, and what it lifts")).to_have_count(0)
