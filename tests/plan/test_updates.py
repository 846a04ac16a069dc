"""Who says how an action is going, what is refused, and that the latest update counts."""

from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import Permission

from plan.enums import ActionStatus
from plan.models import Action, Lead, Milestone, Step
from plan.services.updates import UpdateRefusedError, mark_done, post_update, review
from portal.accounts.models import User
from tests.factories.people import UserFactory
from tests.factories.plans import ActionFactory, UpdateFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def action() -> Action:
    return ActionFactory()


@pytest.fixture
def lead(action: Action) -> User:
    user = UserFactory()
    Lead.objects.create(action=action, words="Stores", user=user)
    return user


def status_of(action: Action) -> str:
    return Action.objects.with_status().get(pk=action.pk).status


def test_a_lead_says_how_it_is_going(action: Action, lead: User) -> None:
    assert status_of(action) == "not-started"
    update = post_update(action, lead, ActionStatus.AT_RISK, " Two of nine. ", author_words="Stores")
    assert (update.on, update.note, update.author_words, update.source) == (TODAY, "Two of nine.", "Stores", "person")
    assert status_of(action) == "at-risk"
    held = Action.objects.get(pk=action.pk)
    assert (held.reviewed_on, held.reviewed_by, held.version) == (TODAY, lead, 1)


def test_whoever_keeps_plans_may_too(action: Action) -> None:
    keeper = UserFactory()
    keeper.user_permissions.add(Permission.objects.get(codename="change_plan"))
    post_update(action, User.objects.get(pk=keeper.pk), ActionStatus.DONE, "")
    assert status_of(action) == "done"


def test_nobody_else_may(action: Action, lead: User) -> None:
    other = UserFactory()
    Lead.objects.create(action=ActionFactory(), words="Another action's", user=other)
    step = Step.objects.create(action=action, text="Count the leads")
    for attempt in (
        lambda: post_update(action, other, ActionStatus.DONE, "Done."),
        lambda: review(action, other),
        lambda: mark_done(step, other, TODAY),
    ):
        with pytest.raises(UpdateRefusedError, match="Only its leads"):
            attempt()
    assert status_of(action) == "not-started"
    assert Action.objects.get(pk=action.pk).version == 0


@pytest.mark.parametrize(
    ("status", "note", "on", "words"),
    [
        (ActionStatus.STOPPED, " ", TODAY, "Say why it was stopped."),
        (ActionStatus.DONE, "", date(2026, 11, 23), "Choose today or a day before"),
        (ActionStatus.DONE, "", date(2026, 10, 31), "The last update is of 1 November 2026."),
    ],
)
def test_what_is_refused(action: Action, lead: User, status: ActionStatus, note: str, on: date, words: str) -> None:
    UpdateFactory(action=action, on=date(2026, 11, 1))
    with pytest.raises(UpdateRefusedError, match=words):
        post_update(action, lead, status, note, on=on)
    assert status_of(action) == "on-track"


def test_of_two_updates_of_a_day_the_later_counts(action: Action, lead: User) -> None:
    post_update(action, lead, ActionStatus.DELAYED, "")
    post_update(action, lead, ActionStatus.ON_TRACK, "The part came after all.")
    assert status_of(action) == "on-track"


def test_looking_at_it_changes_no_status(action: Action, lead: User) -> None:
    review(action, lead)
    assert status_of(action) == "not-started"
    assert Action.objects.get(pk=action.pk).reviewed_on == TODAY


def test_a_date_is_met_and_taken_back(action: Action, lead: User) -> None:
    milestone = Milestone.objects.create(action=action, start=date(2026, 3, 1), end=date(2026, 3, 31))
    assert list(Action.objects.with_status().overdue(TODAY)) == [action]
    mark_done(milestone, lead, date(2026, 4, 2))
    assert list(Action.objects.with_status().overdue(TODAY)) == []
    mark_done(milestone, lead, None)
    assert list(Action.objects.with_status().overdue(TODAY)) == [action]
    with pytest.raises(UpdateRefusedError, match="Choose today or a day before"):
        mark_done(milestone, lead, date(2026, 11, 23))


@pytest.mark.parametrize(
    ("status", "kind", "is_overdue"),
    [("on-track", "by", True), ("on-track", "ongoing", False), ("done", "by", False), ("stopped", "by", False)],
)
def test_ongoing_and_ended_actions_are_never_overdue(action: Action, status: str, kind: str, is_overdue: bool) -> None:
    Action.objects.filter(pk=action.pk).update(timescale_kind=kind)
    Milestone.objects.create(action=action, start=date(2026, 3, 1), end=date(2026, 3, 31))
    UpdateFactory(action=action, status=status, on=date(2026, 3, 1))
    assert Action.objects.with_status().overdue(TODAY).exists() is is_overdue
    assert not Action.objects.with_status().overdue(date(2026, 3, 31)).exists()
