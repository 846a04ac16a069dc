"""/me/actions/: who sees which actions there, and what a lead can say of one."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plan.models import Action, Lead, Milestone, Step, Update
from plan.services.disagreements import note_disagreements
from plan.services.updates import post_update
from portal.accounts.models import User
from portal.accounts.role_sync import sync_roles
from portal.core.roles import Role
from tests.factories.people import UserFactory
from tests.factories.plans import UpdateFactory
from tests.plan.leading import TODAY, differing, keeper, led_action, public_plan
from tests.test_queries_signed_in import assert_same_cost

pytestmark = pytest.mark.django_db
SENT = {"status": "at-risk", "note": "Two of nine.", "on": "2026-11-20", "author_words": "Stores", "version": "0"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def lead() -> User:
    return UserFactory(first_name="Ana", last_name="Kestrel")


@pytest.fixture
def action(lead: User) -> Action:
    return led_action(public_plan(title="Plan 2025 to 2028"), lead, code="V3")


@pytest.fixture
def browser(client: Client, lead: User) -> Client:
    client.force_login(lead)
    return client


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


# --- who gets where -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [None, *Role])
def test_others_are_refused_and_keepers_are_not(client: Client, action: Action, role: Role | None) -> None:
    sync_roles()
    client.force_login(UserFactory(role=role.label) if role else UserFactory())
    keeps = role in {Role.PLAN_OWNER, Role.SITE_MANAGER}
    page = f"/me/actions/{action.pk}/"
    step = Step.objects.create(action=action, text="Count them")
    assert client.get(page).status_code == (200 if keeps else 403)
    assert client.post(f"{page}looked-at/", {"version": "0"}).status_code == (302 if keeps else 403)
    version = {"version": Action.objects.get().version}
    assert client.post(page, SENT | version).status_code == (302 if keeps else 403)
    version = {"version": Action.objects.get().version}
    marked = client.post(f"{page}done/", {"done": f"step-{step.pk}", "on": "2026-11-20", **version})
    assert marked.status_code == (302 if keeps else 403)
    assert (Update.objects.count(), Step.objects.get().done_on is not None) == ((1, True) if keeps else (0, False))


def test_a_plan_that_is_not_published_is_for_those_who_keep_it(browser: Client, action: Action) -> None:
    type(action.plan).objects.update(published_at=None)
    page = f"/me/actions/{action.pk}/"
    assert browser.get(page).status_code == 404
    assert [browser.post(f"{page}{each}", SENT).status_code for each in ("", "done/", "looked-at/")] == [404] * 3
    assert "You lead no action" in text(browser, "/me/actions/")
    browser.force_login(keeper())
    assert "The plan is not published. Only those who keep it see this" in text(browser, page)


def test_visitors_are_led_to_the_log_in_and_get_their_words_back(client: Client, action: Action) -> None:
    page = f"/me/actions/{action.pk}/"
    assert client.get("/me/actions/").headers["Location"] == "/account/login/?next=/me/actions/"
    assert client.get(page).headers["Location"] == f"/account/login/?next={page}"
    answer = client.post(page, SENT)
    assert answer.status_code == 403
    assert "Two of nine." in answer.content.decode()
    assert "How you are named" in answer.content.decode()
    assert client.post(f"{page}done/", {}).status_code == 302
    assert Update.objects.count() == 0


def test_the_way_there_is_shown_to_leads_and_keepers_alone(browser: Client, action: Action) -> None:
    link = '<a href="/me/actions/">Your actions in the plan</a>'
    assert link in text(browser, "/me/")
    browser.force_login(keeper())
    assert link in text(browser, "/me/")
    browser.force_login(UserFactory())
    assert link not in text(browser, "/me/")


# --- the list -------------------------------------------------------------------------------------------------------


def test_the_list_shows_how_ones_actions_stand(browser: Client, action: Action, lead: User) -> None:
    differing(action)
    Milestone.objects.create(action=action, start=date(2026, 7, 31), end=date(2026, 7, 31))
    led_action(action.plan, lead, code="V4", title="Open the glass workshop", timescale_kind="ongoing")
    led_action(action.plan, None, code="V5", title="Somebody else’s")
    page = text(browser, "/me/actions/")
    assert '<span class="st is-on-track">On track</span> <span class="st is-overdue">Overdue</span>' in page
    assert "Was due 31 July 2026. Last update 1 September 2026." in page
    assert "Public profiles: 22 profiles now. Was 20 in August 2025. Target 60 by July 2027." in page
    assert f'<a href="{action.get_absolute_url()}">V3: Lend out oscilloscopes' in page
    assert "Ongoing. No update yet." in page
    assert page.index("V3: Lend out") < page.index("V4: Open the glass workshop")
    assert "Somebody else’s" not in page
    assert "nobody to ask" not in page


def test_those_who_keep_the_plan_see_what_nobody_else_can_answer(client: Client, action: Action) -> None:
    client.force_login(keeper())
    assert "None: every action that waits has a lead who is told." in text(client, "/me/actions/")
    Lead.objects.update(user=UserFactory(is_active=False))
    page = text(client, "/me/actions/")
    assert "V3: Lend out oscilloscopes like library books" in page
    assert "Its lead’s account is closed." in page


def test_a_plan_that_is_over_says_so(browser: Client, action: Action) -> None:
    type(action.plan).objects.update(end=date(2026, 10, 31))
    assert "This plan ended on 31 October 2026." in text(browser, "/me/actions/")


def test_the_list_costs_the_same_for_thirty(client: Client, lead: User) -> None:
    plan = public_plan()
    client.force_login(lead)

    def address(numbers: range) -> str:
        for n in numbers:
            action = led_action(plan, lead, title=f"Title {n}.", order=n)
            Step.objects.create(action=action, text="Begin")
            UpdateFactory(action=action)
        return "/me/actions/"

    assert_same_cost(client, address, "Title {}.")


def test_the_list_of_those_who_keep_the_plan_costs_the_same_for_thirty(client: Client) -> None:
    plan = public_plan()
    client.force_login(keeper())

    def address(numbers: range) -> str:
        for n in numbers:
            led_action(plan, None, title=f"Title {n}.", timescale_kind="ongoing")
        return "/me/actions/"

    assert_same_cost(client, address, "Title {}.")


def test_one_action_costs_the_same_with_thirty_steps_and_updates(browser: Client, action: Action) -> None:
    def address(numbers: range) -> str:
        for n in numbers:
            step = Step.objects.create(action=action, text=f"Step {n}.", order=n)
            for month in (1, 2):
                Milestone.objects.create(
                    action=action, step=step, start=date(2026, month, 1), end=date(2026, month, 28)
                )
            UpdateFactory(action=action, note=f"Note {n}.")
        return f"/me/actions/{action.pk}/"

    assert_same_cost(browser, address, "Step {}.")
    with CaptureQueriesContext(connection) as captured:
        browser.get(f"/me/actions/{action.pk}/")
    assert len(captured) <= 24, "\n".join(query["sql"] for query in captured.captured_queries)


# --- saying how it is going -----------------------------------------------------------------------------------------


def test_the_form_begins_with_the_leads_words(browser: Client, action: Action) -> None:
    page = text(browser, f"/me/actions/{action.pk}/")
    assert 'name="author_words" value="Head of Stores"' in page
    assert 'name="on" value="2026-11-22"' in page
    assert "Public at once." in page


def test_whoever_keeps_the_plan_speaks_for_its_lead(client: Client, action: Action) -> None:
    type(action.plan).objects.update(lead_role="Head of Technical Services")
    client.force_login(keeper())
    assert 'value="Head of Technical Services"' in text(client, f"/me/actions/{action.pk}/")


def test_an_update_is_posted(browser: Client, action: Action, lead: User) -> None:
    answer = browser.post(f"/me/actions/{action.pk}/", SENT)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/me/actions/{action.pk}/")
    update = Update.objects.get()
    assert (update.status, update.note, update.on, update.author_words, update.author) == (
        "at-risk", "Two of nine.", date(2026, 11, 20), "Stores", lead,
    )  # fmt: skip
    page = text(browser, f"/me/actions/{action.pk}/")
    assert "Posted. It is how the action stands from now on." in page
    assert "20 November 2026</time>, <bdi>Stores</bdi>" in page


def test_a_bad_update_is_handed_back_with_words(browser: Client, action: Action) -> None:
    answer = browser.post(f"/me/actions/{action.pk}/", SENT | {"status": "stopped", "note": "", "on": "2026-11-30"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: " in page
    assert 'href="#id_update_on">Choose today or a day before' in page
    assert 'value="2026-11-30"' in page
    assert Update.objects.count() == 0


def test_a_second_tab_is_told_and_may_post_again(browser: Client, action: Action, lead: User) -> None:
    post_update(action, lead, "delayed", "From the first tab.")
    answer = browser.post(f"/me/actions/{action.pk}/", SENT | {"on": "2026-11-22"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody changed this action after you opened it here." in page
    assert "From the first tab." in page
    assert ">Two of nine.</textarea>" in page.replace("\n", "")
    assert 'name="version" value="1"' in page
    assert browser.post(f"/me/actions/{action.pk}/", SENT | {"on": "2026-11-22", "version": "1"}).status_code == 302
    assert Update.objects.count() == 2


def test_nothing_has_changed(browser: Client, action: Action) -> None:
    page = f"/me/actions/{action.pk}/looked-at/"
    assert browser.get(page).status_code == 405
    assert browser.post(page, {"version": "0"}).status_code == 302
    held = Action.objects.get()
    assert (held.reviewed_on, held.updates.count()) == (TODAY, 0)
    assert "Noted: you looked at it today" in text(browser, f"/me/actions/{action.pk}/")


@pytest.mark.parametrize("version", ["", "x", "7", "9" * 5000], ids=["none", "a word", "another", "a long number"])
def test_nothing_has_changed_is_not_taken_of_what_was_not_seen(browser: Client, action: Action, version: str) -> None:
    browser.post(f"/me/actions/{action.pk}/looked-at/", {"version": version})
    assert Action.objects.get().reviewed_on is None
    assert "Look at what is there now, and say it again." in text(browser, f"/me/actions/{action.pk}/")


def test_a_disagreement_is_told_on_the_page(browser: Client, action: Action) -> None:
    differing(action)
    note_disagreements()
    assert "What was said and what is measured differ." in text(browser, f"/me/actions/{action.pk}/")


# --- steps and dates ------------------------------------------------------------------------------------------------


@pytest.fixture
def parts(action: Action) -> dict[str, str]:
    """Return the keys of a step with one date, a step with two, one of these, and a date of the action."""
    one, two = (Step.objects.create(action=action, text=word, order=n) for n, word in enumerate(("Mend", "Train")))
    own = {"action": action, "start": date(2026, 3, 1), "end": date(2026, 3, 31)}
    Milestone.objects.create(step=one, **own)
    first = Milestone.objects.create(step=two, **own)
    Milestone.objects.create(step=two, action=action, start=date(2027, 1, 1), end=date(2027, 12, 31))
    alone = Milestone.objects.create(action=action, start=date(2028, 7, 31), end=date(2028, 7, 31))
    return {
        "step": f"step-{one.pk}", "several": f"step-{two.pk}", "of step": f"date-{first.pk}",
        "date": f"date-{alone.pk}",
    }  # fmt: skip


def test_each_part_has_a_button(browser: Client, action: Action, parts: dict[str, str]) -> None:
    page = text(browser, f"/me/actions/{action.pk}/")
    assert page.count("Mark as done") == 5
    assert all(f'name="done" value="{key}"' in page for key in parts.values())
    assert "Of the step above. Not done." in page
    assert "<strong>2027</strong>" in page
    assert "<strong>31 July 2028</strong>" in page
    assert '<strong>Mend</strong> <p class="meta">March 2026. Not done.' in page


@pytest.mark.parametrize("which", ["step", "several", "of step", "date"])
def test_a_part_is_done_and_not_done_after_all(
    browser: Client, action: Action, parts: dict[str, str], which: str
) -> None:
    address = f"/me/actions/{action.pk}/done/"
    answer = browser.post(address, {"done": parts[which], "on": "2026-11-03", "version": "0"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/me/actions/{action.pk}/#parts")
    kind, _, pk = parts[which].partition("-")
    model = Step if kind == "step" else Milestone
    assert model.objects.get(pk=pk).done_on == date(2026, 11, 3)
    page = text(browser, f"/me/actions/{action.pk}/")
    assert "Done on 3 November 2026." in page
    assert f'name="undone" value="{parts[which]}"' in page
    browser.post(address, {"undone": parts[which], "on": "", "version": "1"})
    assert model.objects.get(pk=pk).done_on is None


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        ({"on": ""}, 422, "Give the day on which it was done."),
        ({"on": "soon"}, 422, "Give the day as a date, for example 2026-11-22."),
        ({"on": "2026-11-23"}, 422, "Choose today or a day before."),
        ({"done": "step-0"}, 409, "This step or date is no longer there: the action was edited."),
        ({"done": ""}, 409, "This step or date is no longer there: the action was edited."),
        ({"version": "5"}, 409, "Somebody changed this action after you opened it here, so nothing was marked."),
    ],
)
def test_what_cannot_be_marked_is_said(
    browser: Client, action: Action, parts: dict[str, str], sent: dict[str, str], status: int, words: str
) -> None:
    whole = {"done": parts["date"], "on": "2026-11-03", "version": "0", **sent}
    answer = browser.post(f"/me/actions/{action.pk}/done/", whole)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert "<title>Error: " in answer.content.decode()
    assert not Milestone.objects.filter(done_on__isnull=False).exists()


def test_a_part_of_another_action_is_not_marked(browser: Client, action: Action) -> None:
    other = Step.objects.create(action=led_action(action.plan, None), text="Not yours")
    answer = browser.post(
        f"/me/actions/{action.pk}/done/", {"done": f"step-{other.pk}", "on": "2026-11-03", "version": "0"}
    )
    assert answer.status_code == 409
    assert Step.objects.get().done_on is None
