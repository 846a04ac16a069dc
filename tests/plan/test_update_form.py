"""What the form of an update begins with, posts, and hands back."""

from datetime import date

import pytest
import time_machine
from django.http import QueryDict

from plan.forms import UpdateForm
from plan.models import Action, Lead, Update
from plan.services.updates import post_update
from portal.accounts.models import User
from tests.factories.people import UserFactory
from tests.factories.plans import ActionFactory, UpdateFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
SENT = {
    "status": "at-risk",
    "note": "Two of nine.",
    "on": "2026-11-20",
    "author_words": " The  Stores ",
    "version": "0",
}


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


def sent(action: Action, **changes: str) -> UpdateForm:
    data = QueryDict(mutable=True)
    data.update({**SENT, **changes})
    return UpdateForm(action, "on-track", "Stores", data)


def test_it_begins_with_what_is_known(action: Action) -> None:
    form = UpdateForm(action, "on-track", "Stores")
    values = {field.name: field.value() for field in form}
    assert values == {"status": "on-track", "note": None, "on": TODAY, "author_words": "Stores", "version": 0}


def test_it_posts(action: Action, lead: User) -> None:
    update = sent(action).submit(lead)
    assert update == Update.objects.get()
    held = (update.status, update.note, update.on, update.author_words, update.author)
    assert held == ("at-risk", "Two of nine.", date(2026, 11, 20), "The Stores", lead)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"status": ""}, "status", "Choose how it is going."),
        ({"status": "splendid"}, "status", "Choose one of those that are listed."),
        ({"status": "stopped", "note": " "}, "note", "Say why it was stopped."),
        ({"note": "x" * 4001}, "note", "Ensure this value has at most 4000 characters (it has 4001)."),
        ({"on": ""}, "on", "Give the day."),
        ({"on": "31 June"}, "on", "Give the day as a date, for example 2026-11-22."),
        ({"on": "2026-11-23"}, "on", "Choose today or a day before: an update says how it is, not how it will be."),
        ({"on": "2026-10-31"}, "on", "The last update is of 1 November 2026. Choose that day or a later one."),
        ({"author_words": "  "}, "author_words", "Say who speaks: a role or an office, for example ‘Research Office’."),
        ({"version": "new"}, "version", "Enter a whole number."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    action: Action, lead: User, changes: dict[str, str], field: str, words: str
) -> None:
    UpdateFactory(action=action, on=date(2026, 11, 1))
    form = sent(action, **changes)
    assert form.submit(lead) is None
    assert form.errors == {field: [words]}
    assert Update.objects.count() == 1


def test_who_may_not_is_told(action: Action) -> None:
    form = sent(action)
    assert form.submit(UserFactory()) is None
    assert form.non_field_errors() == ["Only its leads and those who keep the plan say how an action is going."]


def test_a_second_tab_posts_nothing_until_it_is_meant(action: Action, lead: User) -> None:
    post_update(action, lead, "delayed", "From the first tab.")
    form = sent(action, on="2026-11-22")
    assert (form.submit(lead), form.is_stale) == (None, True)
    assert "What you typed is kept below and is not posted." in form.non_field_errors()[0]
    assert Update.objects.count() == 1
    meant = UpdateForm(action, "delayed", "Stores", form.data)
    assert meant.submit(lead)
    assert [update.note for update in Update.objects.all()] == ["Two of nine.", "From the first tab."]
