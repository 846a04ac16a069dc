"""What waits for those who lead actions, and for those who keep the plan: at /me/ and in every page's header."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plan.models import Action, Lead, Milestone
from plan.needs import plan_needs
from plan.services.disagreements import note_disagreements
from plan.services.updates import mark_done, post_update, review
from portal.accounts.models import User
from portal.core.registries import Need, needs_me
from tests.factories.people import UserFactory
from tests.factories.plans import UpdateFactory
from tests.plan.leading import TODAY, differing, keeper, led_action, public_plan

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def lead() -> User:
    return UserFactory()


def needs(user: User) -> list[Need]:
    return list(plan_needs(User.objects.get(pk=user.pk)))


def titles(user: User) -> list[str]:
    return [need.title for need in needs(user)]


def late(action: Action, end: date = date(2026, 7, 31)) -> Milestone:
    return Milestone.objects.create(action=action, start=end, end=end)


def test_it_is_offered_at_ones_own_page() -> None:
    assert "plan.actions" in needs_me


def test_an_overdue_action_asks_its_lead(lead: User) -> None:
    action = led_action(public_plan(), lead, code="V3")
    late(action)
    milestone = late(action, date(2026, 3, 31))
    (need,) = needs(lead)
    assert (need.title, need.due, need.button) == ("V3 is overdue", date(2026, 3, 31), "Say how it is going")
    assert need.detail == (
        "‘Lend out oscilloscopes like library books’. Something of it was to be done by 31 March 2026."
    )
    assert need.url == f"/me/actions/{action.pk}/"
    mark_done(milestone, lead, TODAY)
    assert needs(lead)[0].due == date(2026, 7, 31)
    post_update(action, lead, "stopped", "No money.")
    assert needs(lead) == []


def test_an_ongoing_action_asks_once_a_year(lead: User) -> None:
    action = led_action(public_plan(), lead, code="V4", timescale_kind="ongoing", reviewed_on=TODAY - YEAR)
    late(action)  # ongoing ones are never overdue
    assert titles(lead) == ["Is V4 still as it was?"]
    review(action, lead)
    assert titles(lead) == []
    Action.objects.update(reviewed_on=TODAY - YEAR + timedelta(days=1))
    assert titles(lead) == []
    Action.objects.update(reviewed_on=None)  # nobody looked since the plan began, on 1 August 2025
    assert titles(lead) == ["Is V4 still as it was?"]
    UpdateFactory(action=action, status="done", on=TODAY)
    assert titles(lead) == []


def test_a_status_unlike_its_number_asks_until_somebody_looks(lead: User) -> None:
    action = led_action(public_plan(), lead, code="V5")
    differing(action)
    assert titles(lead) == []
    assert note_disagreements() == (1, 0)
    (need,) = needs(lead)
    assert need.title == "V5: what was said and what is measured differ"
    assert "‘Public profiles’ is at 22 profiles, and the goal is 60 profiles" in need.detail
    with time_machine.travel(TODAY + timedelta(days=3)):
        review(action, lead)
    assert titles(lead) == []
    assert action.updates.get().status == "on-track", "nothing is overwritten"


def test_one_action_asks_once_with_all_its_reasons(lead: User) -> None:
    action = led_action(public_plan(), lead, code="V6")
    late(action)
    differing(action)
    note_disagreements()
    (need,) = needs(lead)
    assert need.title == "V6 is overdue"
    assert "Something of it was to be done by 31 July 2026. The action is on track, but" in need.detail


def test_many_actions_are_named_up_to_five(lead: User) -> None:
    plan = public_plan()
    for n in range(7):
        late(led_action(plan, lead, code=f"R{n}"))
    assert titles(lead) == [*(f"R{n} is overdue" for n in range(5)), "2 more actions of yours need a look"]


@pytest.mark.parametrize(
    "fields",
    [
        {"published_at": None},
        {"start": date(2022, 8, 1), "end": date(2025, 7, 31)},
        {"start": date(2027, 8, 1), "end": date(2030, 7, 31)},
    ],
    ids=["unpublished", "over", "to come"],
)
def test_only_published_plans_that_run_ask(lead: User, fields: dict[str, Any]) -> None:
    plan = public_plan()
    type(plan).objects.filter(pk=plan.pk).update(**fields)
    late(led_action(plan, lead))
    assert titles(lead) == titles(keeper()) == []


def test_keepers_are_told_what_nobody_else_can_answer(lead: User) -> None:
    plan, gone = public_plan(), UserFactory(is_active=False)
    late(led_action(plan, lead, code="V1"))
    late(led_action(plan, None, code="V2"))
    led_action(plan, None, code="V3", timescale_kind="ongoing")
    led_action(plan, gone, code="V4")
    both = led_action(plan, gone, code="V5")
    Lead.objects.create(action=both, words="Deputy", user=lead)
    led_action(plan, None, code="V6")
    (need,) = needs(keeper())
    assert need.title == "3 actions of the plan have nobody to ask"
    assert need.detail == (
        "No lead of theirs has an account that is open: 1 overdue, 1 not looked at for a year, 1 whose lead has left."
    )
    assert need.url == "/me/actions/#unanswered"
    assert titles(lead) == ["V1 is overdue"]
    assert titles(UserFactory()) == []


def test_when_a_lead_leaves_the_keepers_are_told(lead: User) -> None:
    led_action(public_plan(), lead, code="V1")
    desk = keeper()
    assert titles(desk) == []
    User.objects.filter(pk=lead.pk).update(is_active=False)
    assert titles(desk) == ["1 action of the plan has nobody to ask"]


def test_a_keeper_who_leads_gets_both() -> None:
    desk, plan = keeper(), public_plan()
    late(led_action(plan, desk, code="V1"))
    late(led_action(plan, None, code="V2"))
    assert titles(desk) == ["V1 is overdue", "1 action of the plan has nobody to ask"]


@pytest.mark.parametrize(("who", "queries"), [("lead", 2), ("keeper", 1), ("somebody", 1)])
def test_asking_costs_as_much_for_one_action_as_for_thirty(lead: User, who: str, queries: int) -> None:
    plan, desk = public_plan(), keeper()
    user = {"lead": lead, "keeper": desk, "somebody": UserFactory()}[who]
    costs = []
    for count in (1, 29):
        for n in range(count):
            late(led_action(plan, lead, code=f"L{count}-{n}"))
            late(led_action(plan, None, code=f"K{count}-{n}"))
        asked = User.objects.get(pk=user.pk)
        asked.has_perm("plan.change_plan")  # which the header of every page asks anyway, and is remembered
        with CaptureQueriesContext(connection) as captured:
            list(plan_needs(asked))
        costs.append(len(captured))
    assert costs == [queries, queries]
