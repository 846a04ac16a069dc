"""Mail to those who lead actions: once of each disagreement and of each year without a look, however often it runs."""

from datetime import date, timedelta

import pytest
import time_machine

from plan.models import Action, Disagreement, Lead, Reading
from plan.services.reminders import remind_leads
from plan.services.updates import post_update, review
from portal.accounts.models import User
from portal.core.models import OutboxMail
from portal.core.registries import jobs
from tests.factories.people import UserFactory
from tests.factories.plans import ReadingFactory
from tests.plan.leading import TODAY, differing, keeper, led_action, public_plan

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)
NOTHING = "0 disagreements found, 0 over; 0 people written to"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def lead() -> User:
    return UserFactory(first_name="Ana", email="ana@wexcombe.example")


def mails() -> list[tuple[str, str]]:
    return list(OutboxMail.objects.order_by("pk").values_list("to", "subject"))


def on_day(days: int) -> str:
    with time_machine.travel(TODAY + timedelta(days=days), tick=False):
        return remind_leads()


def test_it_runs_after_the_readings() -> None:
    keys = [job.key for job in jobs]
    assert keys.index("take_readings") < keys.index("remind_leads")


def test_a_disagreement_is_written_of_once(lead: User) -> None:
    action = led_action(public_plan(), lead, code="V3")
    differing(action)
    assert remind_leads() == "1 disagreements found, 0 over; 1 people written to"
    assert remind_leads() == NOTHING
    assert on_day(1) == on_day(30) == NOTHING
    assert mails() == [("ana@wexcombe.example", "How is action V3 going?")]
    body = OutboxMail.objects.get().body
    assert "Hello Ana," in body
    assert "V3: Lend out oscilloscopes like library books\nThe action is on track, but ‘Public profiles’ is at" in body
    assert f"/me/actions/{action.pk}/\n" in body
    assert action.updates.get().status == "on-track", "nothing is overwritten"


def test_a_number_that_comes_and_goes_writes_once_and_asks_again(lead: User) -> None:
    action = led_action(public_plan(), lead)
    differing(action)
    remind_leads()
    review(action, lead)
    ReadingFactory(on=TODAY + timedelta(days=1), value=60)
    assert on_day(1) == "0 disagreements found, 1 over; 0 people written to"
    ReadingFactory(on=TODAY + timedelta(days=2), value=22)
    assert on_day(2) == NOTHING
    assert len(mails()) == 1
    row = Disagreement.objects.get()
    assert (row.since, row.ended_on) == (TODAY + timedelta(days=2), None)
    assert list(Disagreement.objects.unanswered()) == [row]


def test_another_update_that_differs_is_another_disagreement(lead: User) -> None:
    action = led_action(public_plan(), lead)
    differing(action)
    remind_leads()
    post_update(action, lead, "done", "All of it.")
    assert on_day(1) == "1 disagreements found, 1 over; 1 people written to"
    assert len(mails()) == 2


def test_a_disagreement_that_somebody_has_seen_is_not_written_of(lead: User) -> None:
    action = led_action(public_plan(), lead)
    differing(action)
    Action.objects.update(reviewed_on=TODAY)
    assert remind_leads() == "1 disagreements found, 0 over; 0 people written to"


def test_an_ongoing_action_is_written_of_once_a_year(lead: User) -> None:
    action = led_action(public_plan(end=date(2031, 7, 31)), lead, timescale_kind="ongoing", reviewed_on=TODAY - YEAR)
    assert remind_leads() == "0 disagreements found, 0 over; 1 people written to"
    assert remind_leads() == on_day(200) == NOTHING
    assert "Nobody has looked at it for a year. Is it still so?" in OutboxMail.objects.get().body
    assert on_day(365) == "0 disagreements found, 0 over; 1 people written to", "nobody answered for another year"
    with time_machine.travel(TODAY + timedelta(days=400), tick=False):
        review(action, lead)
    assert on_day(764) == NOTHING
    assert on_day(765) == "0 disagreements found, 0 over; 1 people written to"
    assert len(mails()) == 3


def test_all_of_a_day_is_one_mail_a_person(lead: User) -> None:
    plan, deputy = public_plan(), UserFactory(email="deputy@wexcombe.example")
    differing(led_action(plan, lead, code="V1"))
    both = led_action(plan, lead, code="V2", timescale_kind="ongoing")
    Lead.objects.create(action=both, words="Deputy", user=deputy)
    assert remind_leads() == "1 disagreements found, 0 over; 2 people written to"
    assert mails() == [
        ("ana@wexcombe.example", "How are 2 actions of the plan going?"),
        ("deputy@wexcombe.example", "How is action V2 going?"),
    ]


def test_what_is_new_on_the_same_day_is_a_mail_of_its_own(lead: User) -> None:
    plan = public_plan()
    differing(led_action(plan, lead, code="V1"))
    remind_leads()
    led_action(plan, lead, code="V2", timescale_kind="ongoing")
    assert remind_leads() == "0 disagreements found, 0 over; 1 people written to"
    assert [subject for _, subject in mails()] == ["How is action V1 going?", "How is action V2 going?"]


def test_where_no_lead_can_sign_in_those_who_keep_the_plan_are_told(lead: User) -> None:
    plan, desk = public_plan(), keeper()
    differing(led_action(plan, None, code="V1"))
    led_action(plan, UserFactory(is_active=False), code="V2", timescale_kind="ongoing")
    led_action(plan, lead, code="V3", timescale_kind="ongoing")
    UserFactory(is_superuser=True)
    remind_leads()
    assert mails() == [
        (desk.email, "How are 2 actions of the plan going?"),
        ("ana@wexcombe.example", "How is action V3 going?"),
    ]


def test_whom_nobody_can_answer_for_is_asked_later() -> None:
    differing(led_action(public_plan(), None))
    assert remind_leads() == "1 disagreements found, 0 over; 0 people written to"
    desk = keeper()
    assert on_day(1) == "0 disagreements found, 0 over; 1 people written to"
    assert mails() == [(desk.email, f"How is action {Action.objects.get().code} going?")]


@pytest.mark.parametrize("fields", [{"published_at": None}, {"end": date(2026, 11, 21)}], ids=["unpublished", "over"])
def test_of_other_plans_nobody_is_written_to(lead: User, fields: dict[str, object]) -> None:
    plan = public_plan()
    differing(led_action(plan, lead))
    led_action(plan, lead, timescale_kind="ongoing")
    type(plan).objects.update(**fields)
    assert remind_leads() == NOTHING
    assert (Disagreement.objects.count(), Reading.objects.count()) == (0, 1)
