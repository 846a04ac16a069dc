"""How actions stand: status, what is due next, what is overdue, and where word and number disagree."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plan.enums import ActionStatus, TimescaleKind
from plan.models import Action, Milestone, Step
from plan.standing import Standing, disagreement, standings
from tests.factories.plans import ActionFactory, PlanFactory, ReadingFactory, TargetFactory, UpdateFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 31)
PAST, SOON, LATER = date(2026, 6, 30), date(2026, 9, 30), date(2027, 3, 31)


def stands(action: Action) -> Standing:
    return standings(Action.objects.filter(pk=action.pk), TODAY)[0]


def due(action: Action, end: date, **fields: object) -> Milestone:
    return Milestone.objects.create(action=action, start=end.replace(day=1), end=end, **fields)


def test_without_an_update_it_has_not_started() -> None:
    found = stands(ActionFactory())
    assert (found.status, found.said_on, found.due, found.is_overdue) == (ActionStatus.NOT_STARTED, None, None, False)


def test_the_latest_update_says_how_it_is_going() -> None:
    action = ActionFactory()
    UpdateFactory(action=action, status="delayed", on=PAST)
    UpdateFactory(action=action, status="on-track", on=date(2026, 3, 1))
    assert (stands(action).status, stands(action).said_on) == (ActionStatus.DELAYED, PAST)


def test_the_first_open_date_is_due() -> None:
    action = ActionFactory()
    done, soon = due(action, PAST, done_on=PAST), due(action, SOON)
    due(action, LATER)
    assert (stands(action).due, stands(action).is_overdue) == (SOON, False)
    Milestone.objects.filter(pk=soon.pk).update(done_on=SOON)
    assert stands(action).due == LATER
    Milestone.objects.filter(pk=done.pk).update(done_on=None)
    assert (stands(action).due, stands(action).is_overdue) == (PAST, True)


@pytest.mark.parametrize("status", ["done", "stopped"])
def test_nothing_is_due_of_what_has_ended(status: str) -> None:
    action = ActionFactory()
    due(action, PAST)
    UpdateFactory(action=action, status=status)
    assert (stands(action).due, stands(action).is_overdue) == (None, False)


def test_ongoing_actions_and_steps_are_never_overdue() -> None:
    action = ActionFactory(timescale_kind=TimescaleKind.ONGOING)
    due(action, PAST)
    assert (stands(action).due, stands(action).is_overdue) == (None, False)
    other = ActionFactory()
    step = Step.objects.create(action=other, text="Water the spider plants", timescale_kind=TimescaleKind.ONGOING)
    due(other, PAST, step=step)
    assert stands(other).is_overdue is False


def test_a_step_that_is_done_settles_its_dates() -> None:
    action = ActionFactory()
    step = Step.objects.create(action=action, text="Count the spanners")
    due(action, PAST, step=step)
    assert stands(action).is_overdue is True
    Step.objects.filter(pk=step.pk).update(done_on=PAST)
    assert (stands(action).due, stands(action).is_overdue) == (None, False)


def test_one_rule_says_what_is_overdue() -> None:
    for _ in range(2):
        action = ActionFactory()
        step = Step.objects.create(action=action, text="Count the spanners")
        due(action, PAST, step=step)
        UpdateFactory(action=ActionFactory(), status="done")
    Step.objects.filter(pk=step.pk).update(done_on=PAST)
    by_query = set(Action.objects.with_status().overdue(TODAY).values_list("pk", flat=True))
    assert by_query == {each.action.pk for each in standings(Action.objects.all(), TODAY) if each.is_overdue}
    assert len(by_query) == 1


@pytest.mark.parametrize(
    ("status", "value", "sentence"),
    [
        ("done", 59, "The action is done, but ‘Public profiles’ is at 59 profiles, and the goal is 60 profiles."),
        ("done", 60, ""),
        (
            "on-track",
            30,
            "The action is on track, but ‘Public profiles’ is at 30 profiles, and the goal is 60 profiles; "
            "by now 40 were to be expected.",
        ),
        ("on-track", 40, ""),
        (
            "delayed",
            61,
            "The action is delayed, but every goal is reached: ‘Public profiles’ is at 61 profiles, "
            "and the goal is 60 profiles.",
        ),
        ("at-risk", 30, ""),
        ("not-started", 20, ""),
        ("stopped", 20, ""),
        ("done", None, ""),
    ],
)
def test_where_word_and_number_disagree(status: str, value: float | None, sentence: str) -> None:
    action = ActionFactory()
    UpdateFactory(action=action, status=status)
    TargetFactory(action=action)
    ReadingFactory(value=value)
    found = disagreement(stands(action))
    assert found == sentence


def test_as_many_queries_for_thirty_actions_as_for_one() -> None:
    plan = PlanFactory()

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            for found in standings(Action.objects.all(), TODAY):
                assert found.action.plan.slug
                assert [lead.words for lead in found.action.leads.all()] == []
        return len(asked)

    def make(number: int) -> None:
        action = ActionFactory(plan=plan)
        step = Step.objects.create(action=action, text="Count the spanners")
        due(action, SOON, step=step)
        UpdateFactory(action=action)
        TargetFactory(action=action, goal=60 + number)

    ReadingFactory()
    make(0)
    first = queries()
    for number in range(30):
        make(number)
    assert queries() == first <= 9
