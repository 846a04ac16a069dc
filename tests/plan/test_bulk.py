"""Many actions are changed at once: all of them, or none."""

from datetime import date

import pytest
import time_machine

from plan.enums import ActionStatus, BulkWay
from plan.models import Action, Plan, Update
from plan.services.bulk import change_leads, change_themes, set_status
from plan.services.editing import ActionGoneError, ActionsChangedError, EditRefusedError
from plan.services.updates import UpdateRefusedError
from plan.services.writing import write_leads
from portal.accounts.models import User
from portal.accounts.role_sync import sync_roles
from portal.core.models import Theme
from portal.core.roles import Role
from tests.factories.people import UserFactory
from tests.factories.plans import ActionFactory, PlanFactory, UpdateFactory

pytestmark = pytest.mark.usefixtures("facts")
ADD, SET, REPLACE = BulkWay.ADD, BulkWay.SET, BulkWay.REPLACE


@pytest.fixture
def keeper(db: None) -> User:
    sync_roles()
    return UserFactory(role=Role.PLAN_OWNER.label)


@pytest.fixture
def plan() -> Plan:
    plan = PlanFactory()
    for code, leads in (("A", ["Stores"]), ("B", ["Stores", "Estates"]), ("C", [])):
        write_leads(ActionFactory(plan=plan, code=code), leads)
    return plan


def ticked(plan: Plan, codes: str = "ABC") -> dict[int, int]:
    return dict(plan.actions.filter(code__in=codes).values_list("pk", "version"))


def leads(plan: Plan) -> dict[str, list[str]]:
    return {each.code: [lead.words for lead in each.leads.all()] for each in plan.actions.all()}


def statuses(plan: Plan) -> list[str]:
    return list(plan.actions.with_status().values_list("status", flat=True))


def test_each_gets_an_update_of_its_own(plan: Plan, keeper: User) -> None:
    assert set_status(plan, ticked(plan, "AC"), keeper, ActionStatus.AT_RISK, "No money yet.", "Office") == 2
    assert statuses(plan) == ["at-risk", "not-started", "at-risk"]
    kept = Update.objects.values_list("note", "author", "author_words", "source").order_by().distinct()
    assert list(kept) == [("No money yet.", keeper.pk, "Office", "person")]
    assert list(plan.actions.values_list("version", flat=True)) == [1, 0, 1]


@time_machine.travel(date(2026, 5, 1), tick=False)
def test_one_that_cannot_stops_all(plan: Plan, keeper: User) -> None:
    UpdateFactory(action=plan.actions.get(code="C"), on=date(2026, 6, 1), status="done")
    with pytest.raises(UpdateRefusedError, match=r"^C: The last update is of 1 June 2026"):
        set_status(plan, ticked(plan), keeper, ActionStatus.ON_TRACK, "")
    assert statuses(plan) == ["not-started", "not-started", "done"]
    assert Update.objects.count() == 1


def test_a_stop_says_why(plan: Plan, keeper: User) -> None:
    with pytest.raises(UpdateRefusedError, match="Say why"):
        set_status(plan, ticked(plan), keeper, ActionStatus.STOPPED, " ")
    assert not Update.objects.exists()


def test_what_somebody_else_changed_stops_all(plan: Plan, keeper: User) -> None:
    seen = ticked(plan)
    Action.objects.filter(code="B").update(version=5)
    for attempt in (
        lambda: set_status(plan, seen, keeper, ActionStatus.DONE, ""),
        lambda: change_leads(plan, seen, keeper, SET, "Nobody else"),
        lambda: change_themes(plan, seen, keeper, SET, list(Theme.objects.all())),
    ):
        with pytest.raises(ActionsChangedError, match="B"):
            attempt()
    assert leads(plan) == {"A": ["Stores"], "B": ["Stores", "Estates"], "C": []}
    assert statuses(plan) == ["not-started"] * 3


def test_an_action_of_another_plan_stops_all(plan: Plan, keeper: User) -> None:
    other = ActionFactory()
    with pytest.raises(ActionGoneError):
        set_status(plan, ticked(plan) | {other.pk: other.version}, keeper, ActionStatus.DONE, "")
    assert statuses(plan) == ["not-started"] * 3


@pytest.mark.parametrize(
    ("way", "words", "instead", "number", "expected"),
    [
        (ADD, "Library", "", 3, {"A": ["Stores", "Library"], "B": ["Stores", "Estates", "Library"], "C": ["Library"]}),
        (ADD, "Stores", "", 1, {"A": ["Stores"], "B": ["Stores", "Estates"], "C": ["Stores"]}),
        (SET, "Stores", "", 2, {"A": ["Stores"], "B": ["Stores"], "C": ["Stores"]}),
        (REPLACE, "Library", "Stores", 2, {"A": ["Library"], "B": ["Library", "Estates"], "C": []}),
        (REPLACE, "Estates", "Stores", 2, {"A": ["Estates"], "B": ["Estates"], "C": []}),
    ],
)
def test_leads(
    plan: Plan, keeper: User, way: BulkWay, words: str, instead: str, number: int, expected: dict[str, list[str]]
) -> None:
    assert change_leads(plan, ticked(plan), keeper, way, words, instead=instead) == number
    assert leads(plan) == expected
    assert plan.actions.filter(version=1).count() == number


def test_a_lead_that_none_has_cannot_be_replaced(plan: Plan, keeper: User) -> None:
    with pytest.raises(EditRefusedError, match="None of them has the lead ‘Porter’"):
        change_leads(plan, ticked(plan), keeper, REPLACE, "Library", instead="Porter")


def test_a_lead_gets_an_account(plan: Plan, keeper: User) -> None:
    lead = UserFactory()
    assert change_leads(plan, ticked(plan, "AB"), keeper, ADD, "Stores", account=lead.pk) == 2
    assert set(Action.objects.led_by(lead).values_list("code", flat=True)) == {"A", "B"}
    assert change_leads(plan, ticked(plan, "AB"), keeper, ADD, "Stores", account=lead.pk) == 0
    with pytest.raises(EditRefusedError, match="leads A already, as ‘Stores’"):
        change_leads(plan, ticked(plan), keeper, ADD, "Head of Stores", account=lead.pk)
    change_leads(plan, ticked(plan), keeper, SET, "Head of Stores", account=lead.pk)
    assert leads(plan) == {code: ["Head of Stores"] for code in "ABC"}


def test_themes(plan: Plan, keeper: User) -> None:
    first, second = Theme.objects.filter(slug__in=["visibility", "recognition"]).order_by("-slug")
    plan.actions.get(code="A").themes.add(first)
    assert change_themes(plan, ticked(plan, "AB"), keeper, ADD, [second]) == 2
    assert {theme.slug for theme in plan.actions.get(code="A").themes.all()} == {"visibility", "recognition"}
    assert change_themes(plan, ticked(plan, "AB"), keeper, SET, [second]) == 1
    assert [theme.slug for theme in plan.actions.get(code="A").themes.all()] == [second.slug]
    with pytest.raises(EditRefusedError, match="Choose a theme"):
        change_themes(plan, ticked(plan), keeper, SET, [])
