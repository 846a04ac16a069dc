"""Actions are added, edited and deleted by hand: what was done stays done, no tab undoes another, changes are kept."""

from dataclasses import replace
from datetime import date

import pytest
from wagtail.models import ModelLogEntry

from plan.enums import ContinuationKind
from plan.facts import ActionFacts, StepFacts, When, facts_as_read, facts_of
from plan.models import Action, Continuation, Plan, Step
from plan.services.editing import (
    ActionGoneError,
    ActionsChangedError,
    ActionTyped,
    EditRefusedError,
    add_action,
    delete_action,
    edit_action,
)
from plan.services.writing import make_action
from portal.accounts.models import User
from tests.factories.people import UserFactory
from tests.factories.plans import (
    ActionFactory,
    PlanFactory,
    TargetFactory,
    UpdateFactory,
    read_action,
)

pytestmark = pytest.mark.usefixtures("facts")
FACTS = facts_as_read(read_action())


@pytest.fixture
def plan() -> Plan:
    return PlanFactory()


@pytest.fixture
def keeper() -> User:
    return UserFactory(first_name="Orla", last_name="Fenwright")


@pytest.fixture
def action(plan: Plan) -> Action:
    return make_action(plan, "V1", FACTS, code_given=True, order=1)


def held(action: Action) -> Action:
    return Action.objects.with_facts().get(pk=action.pk)


def typed(**changes: object) -> ActionTyped:
    code = str(changes.pop("code", "V1"))
    return ActionTyped(code, replace(FACTS, **changes))  # type: ignore[arg-type]


def changes_logged(action: Action) -> list[list[str]]:
    entry = ModelLogEntry.objects.for_instance(action).filter(action="plan.edit_action").latest("timestamp", "pk")
    return entry.data["changes"]


def test_an_action_is_added_at_the_end(plan: Plan, keeper: User) -> None:
    ActionFactory(plan=plan, code="V1", order=7)
    lead = UserFactory()
    made = add_action(plan, replace(typed(code="V2"), accounts={"Estates": lead.pk}), keeper)
    assert (made.order, made.slug, made.code_given) == (8, "v2", True)
    assert facts_of(held(made)) == FACTS
    assert list(made.leads.values_list("words", "user")) == [("Head of Glass", None), ("Estates", lead.pk)]
    assert ModelLogEntry.objects.for_instance(made).get().user == keeper


@pytest.mark.parametrize(
    ("wrong", "part", "words"),
    [
        (typed(code=""), "code", "Give the action a code"),
        (typed(code="V9"), "code", "has the code V9"),
        (typed(code="V" * 81), "code", "at most 80"),
        (typed(title=""), "title", "what is to be done"),
        (replace(typed(), accounts={"Head of Glass": 1, "Estates": 1}), "leads", "beside one lead only"),
    ],
)
def test_what_is_refused(plan: Plan, action: Action, keeper: User, wrong: ActionTyped, part: str, words: str) -> None:
    ActionFactory(plan=plan, code="V9")
    with pytest.raises(EditRefusedError, match=words) as refused:
        edit_action(action.pk, action.version, wrong, keeper)
    assert refused.value.part == part
    assert facts_of(held(action)) == FACTS


def test_what_changed_is_logged_in_words(action: Action, keeper: User) -> None:
    wanted = typed(
        title="Open it more often",
        themes=["recognition"],
        timescale=When("May 2026", "by", [["2026-05-01", "2026-05-31"]]),
    )
    edit_action(action.pk, action.version, replace(wanted, code="V1a"), keeper)
    after = held(action)
    assert (after.code, after.slug, after.version) == ("V1a", "v1", action.version + 1)
    assert facts_of(after) == wanted.facts
    spans = "2026-03-01 to 2026-03-31, 2027-03-01 to 2027-03-31, 2028-03-01 to 2028-03-31"
    assert changes_logged(action) == [
        ["Action", FACTS.title, "Open it more often"],
        ["Themes", "visibility", "recognition"],
        [
            "Date",
            f"March 2026, 2027 and 2028 (Several times, {spans})",
            "May 2026 (By a date, 2026-05-01 to 2026-05-31)",
        ],
        ["Code", "V1", "V1a"],
    ]


def test_saved_as_it_is_nothing_is_logged(action: Action, keeper: User) -> None:
    edit_action(action.pk, action.version, typed(), keeper)
    assert not ModelLogEntry.objects.for_instance(action).exists()


def test_no_tab_undoes_another(action: Action, keeper: User) -> None:
    edit_action(action.pk, action.version, typed(detail="First"), keeper)
    with pytest.raises(ActionsChangedError):
        edit_action(action.pk, action.version, typed(detail="Second"), keeper)
    assert held(action).detail == "First"


def test_what_is_gone_cannot_be_edited(action: Action, keeper: User) -> None:
    delete_action(action.pk, action.version, keeper)
    with pytest.raises(ActionGoneError):
        edit_action(action.pk, action.version, typed(), keeper)


def test_accounts_are_given_and_taken(action: Action, keeper: User) -> None:
    lead = UserFactory()
    edit_action(action.pk, action.version, replace(typed(), accounts={"Estates": lead.pk}), keeper)
    assert changes_logged(action) == [["Leads with an account", "", "Estates"]]
    assert action.leads.get(user=lead).words == "Estates"
    edit_action(action.pk, held(action).version, replace(typed(), accounts={"Estates": None}), keeper)
    assert not action.leads.filter(user=lead).exists()


def test_a_step_with_new_words_stays_done(action: Action, keeper: User) -> None:
    first, second = action.steps.all()
    Step.objects.filter(pk=first.pk).update(done_on=date(2026, 5, 2))
    first.milestones.update(done_on=date(2026, 5, 1))
    steps = [StepFacts("a", "Train three guides"), replace(FACTS.steps[0], text="Mend both windows")]
    edit_action(action.pk, action.version, replace(typed(steps=steps), steps_were=[second.pk, first.pk]), keeper)
    again = list(action.steps.values_list("text", "done_on"))
    assert again == [("Train three guides", None), ("Mend both windows", date(2026, 5, 2))]
    assert [each.done_on for each in action.milestones.filter(step__isnull=False)] == [date(2026, 5, 1)]


def test_a_date_that_stays_stays_done(action: Action, keeper: User) -> None:
    action.milestones.filter(start=date(2026, 3, 1)).update(done_on=date(2026, 3, 9))
    spans = [["2026-03-01", "2026-03-31"], ["2026-10-01", "2026-10-31"]]
    edit_action(action.pk, action.version, typed(timescale=When("Twice", "recurring", spans)), keeper)
    dates = action.milestones.filter(step__isnull=True).values_list("start", "done_on")
    assert list(dates) == [(date(2026, 3, 1), date(2026, 3, 9)), (date(2026, 10, 1), None)]


def test_it_goes_on_with_an_action_of_an_older_plan(action: Action, keeper: User) -> None:
    older = ActionFactory(plan=PlanFactory(start=date(2021, 8, 1), end=date(2024, 7, 31)), code="S7")
    wanted = replace(typed(continues=["S7", "2021/24"]), earlier=older, kind=ContinuationKind.EXTENDED)
    edit_action(action.pk, action.version, wanted, keeper)
    found = Continuation.objects.get(action=action)
    assert (found.earlier, found.kind, found.code) == (older, "extended", "S7")
    edit_action(action.pk, held(action).version, replace(wanted, earlier=None), keeper)
    assert Continuation.objects.get(action=action).earlier is None
    with pytest.raises(EditRefusedError, match="of an older plan"):
        edit_action(action.pk, held(action).version, replace(wanted, earlier=ActionFactory(plan=action.plan)), keeper)


def test_what_is_pointed_at_is_not_deleted(action: Action, keeper: User) -> None:
    UpdateFactory(action=action)
    TargetFactory(action=action)
    TargetFactory(action=action, by=date(2028, 1, 1))
    with pytest.raises(EditRefusedError, match=r"It has 1 update and 2 targets\. Stop it instead"):
        delete_action(action.pk, action.version, keeper)
    other = ActionFactory()
    with pytest.raises(ActionsChangedError):
        delete_action(other.pk, other.version + 1, keeper)
    plan = delete_action(other.pk, other.version, keeper)
    assert not Action.objects.filter(pk=other.pk).exists()
    assert ModelLogEntry.objects.for_instance(plan).get().data == {"action": str(other)}


def test_an_empty_action_says_only_its_title(plan: Plan, keeper: User) -> None:
    made = add_action(plan, ActionTyped("X1", ActionFacts("Count the leads")), keeper)
    assert facts_of(held(made)) == ActionFacts("Count the leads")
