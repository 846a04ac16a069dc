"""The order of a plan is saved as a whole, and only by whoever saw the one that stands."""

import pytest
from wagtail.models import ModelLogEntry

from plan.models import Plan
from plan.services.editing import EditRefusedError
from plan.services.ordering import OrderChangedError, move, order_seen, put_in_order
from portal.accounts.models import User
from tests.factories.people import UserFactory
from tests.factories.plans import ActionFactory, PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> User:
    return UserFactory()


@pytest.fixture
def plan() -> Plan:
    plan = PlanFactory()
    for code in ("A", "B", "C", "D"):
        ActionFactory(plan=plan, code=code)
    return plan


def codes(plan: Plan) -> str:
    return "".join(plan.actions.values_list("code", flat=True))


def keys(plan: Plan, order: str) -> list[int]:
    return [plan.actions.get(code=code).pk for code in order]


def seen(plan: Plan) -> str:
    return order_seen(list(plan.actions.values_list("pk", flat=True)))


def test_all_are_put_in_order(plan: Plan, keeper: User) -> None:
    mark = put_in_order(plan, keys(plan, "DBAC"), seen(plan), keeper)
    assert (codes(plan), mark) == ("DBAC", seen(plan))
    assert [each.action for each in ModelLogEntry.objects.for_instance(plan)] == ["plan.order"]
    put_in_order(plan, keys(plan, "DBAC"), mark, keeper)
    assert ModelLogEntry.objects.for_instance(plan).count() == 1  # nothing moved


def test_two_people_do_not_undo_each_other(plan: Plan, keeper: User) -> None:
    mark = seen(plan)
    put_in_order(plan, keys(plan, "BACD"), mark, keeper)
    with pytest.raises(OrderChangedError):
        put_in_order(plan, keys(plan, "ABDC"), mark, keeper)
    with pytest.raises(OrderChangedError):
        move(plan, keys(plan, "D")[0], 1, mark, keeper)
    assert codes(plan) == "BACD"


@pytest.mark.parametrize("order", ["ABC", "ABCDD", "ABCE"])
def test_what_is_not_the_whole_plan_is_refused(plan: Plan, keeper: User, order: str) -> None:
    other = ActionFactory(code="E")
    wanted = [other.pk if code == "E" else keys(plan, code)[0] for code in order]
    with pytest.raises(OrderChangedError):
        put_in_order(plan, wanted, seen(plan), keeper)
    assert codes(plan) == "ABCD"


@pytest.mark.parametrize(
    ("code", "place", "order"), [("A", 4, "BCDA"), ("D", 1, "DABC"), ("B", 3, "ACBD"), ("C", 3, "ABCD")]
)
def test_one_is_moved_to_a_place(plan: Plan, keeper: User, code: str, place: int, order: str) -> None:
    move(plan, keys(plan, code)[0], place, seen(plan), keeper)
    assert codes(plan) == order


@pytest.mark.parametrize("place", [0, 5])
def test_there_is_no_such_place(plan: Plan, keeper: User, place: int) -> None:
    with pytest.raises(EditRefusedError, match="from 1 to 4"):
        move(plan, keys(plan, "A")[0], place, seen(plan), keeper)
