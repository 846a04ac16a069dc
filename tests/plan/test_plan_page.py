"""/plan/ and /plan/<plan>/: what they show to whom."""

from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.utils import timezone

from plan.enums import ActionStatus, UpdateSource
from plan.models import Endorsement, Lead, Milestone, Plan
from portal.accounts.role_sync import sync_roles
from portal.core.models import Theme
from portal.core.roles import Role
from tests.factories.people import UserFactory
from tests.factories.plans import ActionFactory, PlanFactory, ReadingFactory, TargetFactory, UpdateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(f"{TODAY}T12:00:00Z", tick=False):
        yield


def published(**values) -> Plan:
    return PlanFactory(published_at=timezone.now(), **values)


def keeper(role=Role.PLAN_OWNER):

    sync_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role.label))
    return user


def page(client, address="/plan/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_plan_there_is_a_page_that_says_so(client):
    text = page(client)
    assert "No plan is published yet" in text
    assert 'href="/plan/"' not in text


def test_a_plan_that_is_published_is_in_the_navigation(client):
    published()
    text = client.get("/technicians/").content.decode()
    assert '<a href="/plan/">Our commitment</a>' in text
    assert '<a href="/plan/" aria-current="page">Our commitment</a>' in page(client)


def test_the_plan_that_runs_is_shown_and_the_others_are_listed_with_how_they_ended(client):
    plan = published(title="The plan that runs")
    older = published(title="The plan before", slug="before", start=date(2022, 8, 1), end=date(2025, 7, 31))
    for status in (ActionStatus.DONE, ActionStatus.DONE, ActionStatus.STOPPED, ActionStatus.DELAYED):
        UpdateFactory(action=ActionFactory(plan=older), status=status)
    answer = client.get("/plan/")
    assert answer.context["plan"] == plan
    text = answer.content.decode()
    assert '<a href="/plan/before/">The plan before</a>' in text
    assert "2 of 4 actions done, 1 stopped, 1 still open when it ended" in text


def test_an_older_plan_says_that_it_is_over(client):
    published()
    published(slug="before", start=date(2022, 8, 1), end=date(2025, 7, 31))
    text = page(client, "/plan/before/")
    assert "This plan is over." in text
    assert "Not published yet" not in text


@pytest.mark.parametrize("address", ["/plan/later/", "/plan/later/actions.csv", "/plan/later/actions.xlsx"])
@pytest.mark.parametrize("role", [None, Role.TECHNICIAN, Role.PROFILE_STEWARD, Role.COMMUNICATIONS_EDITOR])
def test_an_unpublished_plan_is_not_there(client, address, role):
    PlanFactory(slug="later")
    if role:
        client.force_login(keeper(role))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("role", [Role.PLAN_OWNER, Role.SITE_MANAGER])
def test_those_who_keep_plans_see_an_unpublished_one_and_are_told(client, role):
    PlanFactory(slug="later", title="The next plan")
    client.force_login(keeper(role))
    assert "Not published yet." in page(client, "/plan/later/")
    assert "Not published yet." in page(client)  # there is no other
    published(title="The plan that runs")
    assert client.get("/plan/").context["plan"].title == "The plan that runs"
    assert "Not published yet" in page(client)  # in the list of the others


def test_the_head_names_who_stands_behind_the_plan(client):
    plan = published(lead_name="Maud Pellow", lead_role="Director of Technical Services", introduction="What we said.")
    Endorsement.objects.create(plan=plan, name="Ada Thwaite", role="Vice-Chancellor", given_on=date(2025, 8, 1))
    Endorsement.objects.create(
        plan=plan, name="Len Orme", role="Provost", given_on=date(2025, 8, 1), ended_on=date(2026, 3, 1)
    )
    text = page(client)
    assert "Maud Pellow" in text
    assert "<dt>Endorsed August 2025</dt><dd>Ada Thwaite" in text
    assert "Endorsed before: Len Orme, Provost (August 2025 to March 2026)" in text
    assert "16 of 36 months (44%)" in text


def test_the_figures(client):
    plan = published()
    done, late, measured = (ActionFactory(plan=plan) for _ in range(3))
    Milestone.objects.create(action=done, start=date(2026, 1, 1), end=date(2026, 5, 31))
    Milestone.objects.create(action=late, start=date(2026, 1, 1), end=date(2026, 5, 31))
    UpdateFactory(action=done, status=ActionStatus.DONE)
    UpdateFactory(action=late, status=ActionStatus.DELAYED)
    target = TargetFactory(action=measured, baseline=10, goal=60)
    ReadingFactory(measure=target.measure, start=plan.start, on=TODAY, value=35)
    done_figure, behind, measured_figure = client.get("/plan/").context["figures"]
    assert (done_figure.number, done_figure.label) == ("1", "of 3 actions done")
    assert done_figure.words == "The plan was to have 2 done by now."
    assert (done_figure.reach.at, done_figure.reach.expected) == (33, 67)
    assert (behind.number, behind.label) == ("1", "action behind")
    assert behind.url == "?status=behind#list"
    assert behind.words == "1 delayed, 1 with a date that is over."
    assert measured_figure.number == "35"
    assert (measured_figure.reach.begun, measured_figure.reach.at, measured_figure.reach.goal) == (17, 58, 100)


def test_an_action_with_two_themes_counts_in_each_and_one_without_stands_apart(client):
    plan = published()
    both, bare = ActionFactory(plan=plan), ActionFactory(plan=plan)
    both.themes.set(Theme.objects.filter(slug__in=["visibility", "sustainability"]))
    UpdateFactory(action=both, status=ActionStatus.DONE)
    answer = client.get("/plan/")
    assert [(group.name, group.tally.total, group.tally.percent) for group in answer.context["groups"]] == [
        ("Visibility", 1, 100),
        ("Sustainability", 1, 100),
        ("No theme", 1, 0),
    ]
    assert bare in [standing.action for standing in answer.context["groups"][-1].standings]
    assert '<li class="st is-not-started">1 not started</li>' in answer.content.decode()


def test_a_row_shows_what_somebody_wrote_and_not_what_the_import_did(client):
    plan = published()
    action = ActionFactory(plan=plan, timescale_wording="By the end of May 2026")
    Lead.objects.create(action=action, words="Head of Glass")
    UpdateFactory(action=action, on=date(2026, 2, 1), note="The kiln is lit.")
    UpdateFactory(action=action, on=date(2026, 3, 1), note="As imported", source=UpdateSource.IMPORT, status="at-risk")
    text = page(client)
    assert "The kiln is lit." in text
    assert "As imported" not in text
    assert "By the end of May 2026" in text
    assert '<span class="st is-at-risk">At risk</span>' in text


def test_notes_people_and_authors_are_nowhere(client):
    plan = published()
    leader = UserFactory(first_name="Zephyrine", email="zephyrine@wexcombe.example")
    action = ActionFactory(plan=plan, notes="Between us", detail="Said aloud")
    Lead.objects.create(action=action, words="Head of Glass", user=leader)
    UpdateFactory(action=action, author=leader, author_words="Technician Office")
    for address in ("/plan/", "/plan/?show=all", "/api/plan/", "/plan/updates.atom"):
        text = client.get(address).content.decode()
        assert "Between us" not in text
        assert "ephyrine" not in text
    assert "Said aloud" in client.get("/plan/?show=all").content.decode()


def test_a_visitors_page_makes_no_session_and_holds_no_token(client):
    ActionFactory(plan=published())
    answer = client.get("/plan/")
    assert not answer.cookies
    assert b"csrfmiddlewaretoken" not in answer.content
    assert answer.content.count(b"<h1") == 1


def test_long_lists_have_pages_and_the_whole_for_print(client):
    plan = published()
    for _ in range(30):
        ActionFactory(plan=plan)
    assert len(client.get("/plan/").context["rows"]) == 25
    assert len(client.get("/plan/?page=2").context["rows"]) == 5
    assert len(client.get("/plan/?page=99").context["rows"]) == 5
    assert len(client.get("/plan/?show=all").context["rows"]) == 30
