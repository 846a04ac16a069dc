"""What plans hold about a person: told to them whole, unlinked when the account goes, while the plan stands."""

from datetime import date

import pytest
import time_machine

from plan.enums import ImportState
from plan.models import Action, Lead, PlanImport, Reading, ReportedMeasure, Update
from plan.services.readings import report_reading
from plan.services.updates import post_update, review
from portal.accounts.models import User
from portal.accounts.personal import PERSONAL_DATA as ACCOUNTS
from portal.core.registries import PersonalData, personal_data
from tests.factories.people import UserFactory
from tests.factories.plans import PlanImportFactory
from tests.plan.leading import TODAY, led_action, public_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return UserFactory(first_name="Ana")


@pytest.fixture
def action(person: User) -> Action:
    """Return an action of which one person holds everything, beside another of somebody else."""
    with time_machine.travel(TODAY, tick=False):
        plan = public_plan(title="Plan 2025 to 2028")
        action = led_action(plan, person, "Head of Stores", code="V3")
        post_update(action, person, "at-risk", "Two of nine.", author_words="Stores")
        measure = ReportedMeasure.objects.create(label="Visitors", unit="visitors")
        report_reading(measure, date(2026, 11, 1), 64, "Door counter", person)
        PlanImportFactory(uploaded_by=person, file_name="ours.docx")
        other = UserFactory()
        led_action(plan, other, code="V4")
        review(Action.objects.get(code="V4"), other)
        PlanImportFactory(uploaded_by=other)
    return action


@pytest.fixture
def data() -> PersonalData:
    found = personal_data.get("plan")
    assert found
    return found


def test_all_of_it_is_told(person: User, action: Action, data: PersonalData) -> None:
    told = data.export(person)
    named = {"plan": "Plan 2025 to 2028", "action": "V3: Lend out oscilloscopes like library books"}
    assert told["actions led"] == [named | {"as": "Head of Stores"}]
    (update,) = told["updates"]
    assert update.pop("written").date() == TODAY
    assert update == named | {"date": TODAY, "status": "At risk", "note": "Two of nine.", "as": "Stores"}
    assert told["actions last looked at"] == [named | {"date": TODAY}]
    (reading,) = told["readings reported"]
    assert (reading["date"], reading["value"], reading["source"]) == (date(2026, 11, 1), 64.0, "Door counter")
    (imported,) = told["plans imported"]
    assert (imported["file"], imported["state"]) == ("ours.docx", ImportState.UPLOADED.label)


def test_nothing_is_told_to_somebody_who_has_nothing(action: Action, data: PersonalData) -> None:
    stranger = UserFactory()
    assert not any(data.export(stranger).values())
    assert (list(data.shown_where(stranger)), data.erase(stranger)) == ([], 0)


def test_erasing_unlinks_the_account_and_the_plan_stands(person: User, action: Action, data: PersonalData) -> None:
    assert data.erase(person) == 5
    assert not any(data.export(person).values())
    assert Lead.objects.get(action=action).words == "Head of Stores"
    assert list(Update.objects.values_list("note", "author_words", "author")) == [("Two of nine.", "Stores", None)]
    assert Reading.objects.get().value == 64
    assert PlanImport.objects.count() == 2
    assert Lead.objects.filter(user__isnull=False).count() == 1, "somebody else's stays"
    assert data.erase(person) == 0


def test_the_account_can_go(person: User, action: Action) -> None:
    ACCOUNTS.erase(person)
    assert Update.objects.get().author_words == "Stores"
    assert Lead.objects.get(action=action).user is None


def test_where_it_is_shown(person: User, action: Action, data: PersonalData) -> None:
    Lead.objects.filter(user=person).update(user=None)
    spoken = ("Action V3 of Plan 2025 to 2028", f"/plan/{action.plan.slug}/v3/")
    assert list(data.shown_where(person)) == [spoken], "it shows what they said of it"
    Lead.objects.filter(action__code="V4").update(user=person)
    assert [title for title, _ in data.shown_where(person)] == [spoken[0], "Action V4 of Plan 2025 to 2028"]
    type(action.plan).objects.update(published_at=None)
    assert list(data.shown_where(person)) == []


def test_what_stays_is_said(data: PersonalData) -> None:
    assert "the words by which it names who leads an action" in data.kept_for
