"""Targets and measures kept by hand: what is refused, what stays, where a baseline comes from."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from plan.models import Action, Reading, ReportedMeasure, Target
from plan.services.editing import ActionsChangedError, EditRefusedError
from plan.services.plans import PlanChangedError
from plan.services.targets import add_measure, add_target, edit_measure, edit_target, measure_seen, remove_target
from portal.accounts.models import User
from portal.accounts.role_sync import sync_roles
from portal.core.models import Theme
from portal.core.roles import Role
from tests.factories.people import DepartmentFactory, UserFactory
from tests.factories.plans import ActionFactory, ReadingFactory, TargetFactory

pytestmark = pytest.mark.usefixtures("facts")
VALUES = {
    "measure": "profiles.public", "theme": None, "department": None, "baseline": None, "baseline_on": None,
    "goal": 60.0, "by": date(2027, 7, 31), "better": "more",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2026, 11, 20), tick=False):
        yield


@pytest.fixture
def keeper(db: None) -> User:
    sync_roles()
    return UserFactory(role=Role.PLAN_OWNER.label, first_name="Orla", last_name="Fenwright")


@pytest.fixture
def action() -> Action:
    return ActionFactory()


@pytest.fixture
def by_hand() -> ReportedMeasure:
    return ReportedMeasure.objects.create(label="Visitors", unit="people")


def logged(row: object) -> list[tuple[str, dict]]:
    entries = ModelLogEntry.objects.for_instance(row).order_by("timestamp", "pk")
    return [(entry.action, entry.data) for entry in entries]


def test_a_target_is_added_changed_and_removed(action: Action, keeper: User) -> None:
    target = add_target(action.pk, 0, VALUES, keeper)
    edit_target(target.pk, 1, VALUES | {"goal": 80.0}, keeper)
    ReadingFactory()
    assert remove_target(target.pk, 2, keeper) == action
    assert not Target.objects.exists()
    assert Reading.objects.count() == 1
    assert Action.objects.get(pk=action.pk).version == 3
    assert [each[0] for each in logged(action)] == ["plan.add_target", "plan.edit_target", "plan.remove_target"]
    assert logged(action)[1][1]["changes"] == [["Goal", "60.0", "80.0"]]
    assert logged(action)[2][1]["target"].endswith(" by 31 July 2027")


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"measure": "martians.green"}, "measure"),
        ({"measure": "reported.999"}, "measure"),
        ({"measure": "reported.x"}, "measure"),
        ({"theme": "any", "department": "any"}, "department"),
        ({"measure": "by hand", "theme": "any"}, "theme"),
        ({"baseline_on": date(2026, 1, 1)}, "baseline"),
        ({"baseline": 3.0, "baseline_on": date(2027, 7, 31)}, "by"),
    ],
)
def test_what_is_refused(
    action: Action, keeper: User, by_hand: ReportedMeasure, changes: dict[str, object], part: str
) -> None:
    values = VALUES | changes
    values |= {"theme": Theme.objects.first()} if values["theme"] else {}
    values |= {"department": DepartmentFactory()} if values["department"] else {}
    values |= {"measure": by_hand.key} if values["measure"] == "by hand" else {}
    with pytest.raises(EditRefusedError) as refused:
        add_target(action.pk, 0, values, keeper)
    assert refused.value.part == part
    assert not Target.objects.exists()


def test_the_same_twice_is_refused(action: Action, keeper: User) -> None:
    add_target(action.pk, 0, VALUES, keeper)
    with pytest.raises(ValidationError, match="has this target already"):
        add_target(action.pk, 1, VALUES, keeper)


def test_no_tab_undoes_another(action: Action, keeper: User) -> None:
    target = add_target(action.pk, 0, VALUES, keeper)
    for attempt in (
        lambda: add_target(action.pk, 0, VALUES | {"goal": 1.0}, keeper),
        lambda: edit_target(target.pk, 0, VALUES | {"goal": 1.0}, keeper),
        lambda: remove_target(target.pk, 0, keeper),
    ):
        with pytest.raises(ActionsChangedError):
            attempt()
    assert Target.objects.get().goal == 60


def test_a_measure_that_is_gone_may_stay(action: Action, keeper: User) -> None:
    target = TargetFactory(action=action, measure="gone.away")
    edit_target(target.pk, 0, VALUES | {"measure": "gone.away", "goal": 5.0}, keeper)
    assert Target.objects.get().goal == 5


def test_the_oldest_reading_is_taken_as_the_baseline(action: Action, keeper: User) -> None:
    ReadingFactory(on=date(2026, 1, 5), value=None, note="Fewer than five")
    ReadingFactory(on=date(2026, 2, 5), value=12)
    ReadingFactory(on=date(2026, 3, 5), value=14)
    ReadingFactory(on=date(2025, 3, 5), value=9, start=date(2022, 8, 1))  # of another plan
    target = add_target(action.pk, 0, VALUES, keeper, from_oldest=True)
    assert (target.baseline, target.baseline_on) == (12, date(2026, 2, 5))
    with pytest.raises(EditRefusedError, match="no reading of this yet"):
        add_target(action.pk, 1, VALUES | {"theme": Theme.objects.first()}, keeper, from_oldest=True)


def test_a_measure_by_hand(keeper: User) -> None:
    values = {"label": "Visitors", "unit": "people", "better": "more", "meaning": ""}
    measure = add_measure(values, keeper)
    seen = measure_seen(measure)
    edit_measure(measure.pk, seen, values | {"unit": "visitors"}, keeper)
    with pytest.raises(PlanChangedError):
        edit_measure(measure.pk, seen, values | {"unit": "souls"}, keeper)
    with pytest.raises(ValidationError):
        add_measure(values, keeper)
    assert ReportedMeasure.objects.get().unit == "visitors"
    assert logged(measure)[1] == ("plan.edit_measure", {"changes": [["Unit", "people", "visitors"]]})


@pytest.fixture
def as_keeper(client: Client, keeper: User) -> Client:
    client.force_login(keeper)
    return client


def test_a_target_by_the_form(as_keeper: Client, action: Action, by_hand: ReportedMeasure) -> None:
    address = reverse("plans:add_target", args=[action.pk])
    html = as_keeper.get(address).content.decode()
    assert "Visitors (people)" in html
    sent = {"measure": by_hand.key, "goal": "200", "by": "2027-07-31", "better": "more", "version": "0"}
    assert as_keeper.post(address, sent)["Location"] == reverse("plans:action", args=[action.pk]) + "#targets-h"
    target = Target.objects.get()
    page = as_keeper.get(reverse("plans:action", args=[action.pk])).content.decode()
    assert "Visitors" in page
    assert reverse("plans:target", args=[target.pk]) in page
    stale = as_keeper.post(reverse("plans:target", args=[target.pk]), sent | {"goal": "300"})
    html = stale.content.decode()
    assert (stale.status_code, 'name="version" value="1"' in html) == (409, True)
    assert "There now: Visitors: 200 people by 31 July 2027." in html
    as_keeper.post(reverse("plans:target", args=[target.pk]), {"do": "remove", "version": "1"})
    assert not Target.objects.exists()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"on": "2026-11-21", "value": "3", "source": "Door"}, "of a day that has not come"),
        ({"on": "2026-11-01", "value": "nan", "source": "Door"}, "Give a number"),
        ({"on": "2026-11-01", "value": "3", "source": " "}, "Say where the number comes from"),
        ({"on": "2026-10-01", "value": "4", "source": "Door"}, "There is a reading of this day"),
    ],
)
def test_readings_by_hand(as_keeper: Client, by_hand: ReportedMeasure, sent: dict[str, str], words: str) -> None:
    address = reverse("plans:measure", args=[by_hand.pk])
    assert as_keeper.post(address, {"on": "2026-10-01", "value": "7", "source": "Door counter"}).status_code == 302
    refused = as_keeper.post(address, sent)
    assert (refused.status_code, words in refused.content.decode()) == (422, True)
    html = as_keeper.get(address).content.decode()
    assert "Door counter" in html
    assert "Orla Fenwright" in html
    assert list(Reading.objects.values_list("value", flat=True)) == [7]
    assert "7 on 1 October 2026" in as_keeper.get(reverse("plans:measures")).content.decode()


def test_what_a_steering_group_looks_at(as_keeper: Client, action: Action) -> None:
    TargetFactory(action=action, measure="gone.away")
    other = ActionFactory(plan=action.plan, code="NEXT", timescale_kind="ongoing", success_measure="Everybody says so")
    plan = action.plan
    html = as_keeper.get(reverse("plans:steering", args=[plan.pk])).content.decode()
    for words in (
        "No longer measured (1)",
        "Yearly review due (1)",
        "No lead with an account (2)",
        "Nothing is measured (2)",
    ):
        assert words in html
    assert "Nothing to say about: Overdue; Status and numbers disagree." in html
    file = as_keeper.get(reverse("plans:steering", args=[plan.pk]) + "?export=csv").content.decode()
    assert f"Nothing is measured,NEXT,{other.title},,Not started,Everybody says so" in file
