"""Renewals: marked sixty days before, reminded twice at the most, never lapsed by the site itself."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from portal.core.jobs import run_due_jobs
from portal.core.models import OutboxMail
from profiles.enums import ProfileState, RegistrationStage
from profiles.models import Registration, RegistrationType, Technician
from profiles.services.profile import StepDates, take_registration_step
from profiles.services.renewals import call_for_renewals
from tests.factories.people import live_technician

pytestmark = pytest.mark.django_db
DUE = date(2027, 6, 30)


@pytest.fixture
def row() -> Registration:
    kind = RegistrationType.objects.create(
        post_nominals="RSci", name="Registered Scientist", kind="registration", renewal="Send 30 hours of CPD."
    )
    return Registration.objects.create(
        technician=live_technician(), type=kind, stage=RegistrationStage.HELD, renewal_due_on=DUE
    )


def on_day(days_before: int) -> str:
    with time_machine.travel(f"{DUE - timedelta(days=days_before)} 09:00+01:00", tick=False):
        return call_for_renewals()


def subjects() -> list[str]:
    return list(OutboxMail.objects.order_by("pk").values_list("key", flat=True))


def test_marked_and_reminded_each_once(row: Registration) -> None:
    assert on_day(61) == "0 called for renewal, 0 reminded"
    assert on_day(60) == "1 called for renewal, 1 reminded"
    row.refresh_from_db()
    assert row.stage == RegistrationStage.RENEWAL_DUE
    assert on_day(59) == "0 called for renewal, 0 reminded"
    assert on_day(14) == "0 called for renewal, 1 reminded"
    on_day(13)
    on_day(0)
    on_day(-1)
    assert subjects() == [f"renewal:{row.pk}:2027-06-30:60", f"renewal:{row.pk}:2027-06-30:14"]
    row.refresh_from_db()
    assert row.stage == RegistrationStage.RENEWAL_DUE
    mail = OutboxMail.objects.get(key=f"renewal:{row.pk}:2027-06-30:60")
    assert (mail.to, mail.subject) == (row.technician.email, "Renew your RSci by 30 June 2027")
    assert "Send 30 hours of CPD." in mail.body
    assert f"/me/profile/registrations/{row.pk}/renew/" in mail.body


def test_a_late_start_sends_the_nearer_one_alone(row: Registration) -> None:
    on_day(10)
    assert subjects() == [f"renewal:{row.pk}:2027-06-30:14"]


def test_a_date_that_is_past_is_asked_about_on_ones_page_not_by_mail(row: Registration) -> None:
    assert on_day(-3) == "1 called for renewal, 0 reminded"


def test_renewed_it_is_quiet_until_the_next_time(row: Registration) -> None:
    on_day(60)
    with time_machine.travel("2027-06-01 09:00+01:00", tick=False):
        owner = row.technician
        take_registration_step(owner.pk, owner.user, row.pk, "renew", StepDates(renewal_due_on=date(2028, 6, 30)))
    assert on_day(14) == "0 called for renewal, 0 reminded"
    with time_machine.travel("2028-06-01 09:00+01:00", tick=False):
        assert call_for_renewals() == "1 called for renewal, 1 reminded"


@pytest.mark.parametrize("state", [ProfileState.LEFT, ProfileState.INVITED])
def test_nobody_who_keeps_no_profile_is_written_to(row: Registration, state: ProfileState) -> None:
    Technician.objects.filter(pk=row.technician_id).update(state=state)
    assert on_day(60) == "0 called for renewal, 0 reminded"


@pytest.mark.parametrize("stage", ["interested", "preparing", "submitted", "lapsed"])
def test_what_is_not_held_is_left_alone(row: Registration, stage: str) -> None:
    Registration.objects.filter(pk=row.pk).update(stage=stage)
    assert on_day(14) == "0 called for renewal, 0 reminded"


def test_the_job_runs_it(row: Registration) -> None:
    Registration.objects.filter(pk=row.pk).update(renewal_due_on=timezone.localdate() + timedelta(days=30))
    (run,) = run_due_jobs(only="call_for_renewals")
    assert run.note == "1 called for renewal, 1 reminded"
