"""Steps of a registration as its owner takes them: in the list at a press, on a page where a date is asked."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from profiles.enums import RegistrationStage
from profiles.models import Registration, RegistrationType, Technician
from tests.factories.people import live_technician

URL = "/me/profile/registrations/"
NEXT_YEAR = timezone.localdate() + timedelta(days=400)


@pytest.fixture
def row(drafter: Technician, facts: None) -> Registration:
    return Registration.objects.create(technician=drafter, type=RegistrationType.objects.get(post_nominals="RSci"))


def now(row: Registration) -> tuple[object, ...]:
    row.refresh_from_db()
    return row.stage, row.body, row.awarded_on, row.renewal_due_on


def test_the_whole_way(own: Client, row: Registration) -> None:
    at = f"{URL}{row.pk}/"
    assert f'formaction="{at}submit/"' in own.get(URL).content.decode()
    assert own.post(f"{at}prepare/")["Location"] == f"{URL}#rows"
    assert now(row) == ("preparing", "", None, None)
    own.post(f"{at}submit/")
    assert now(row) == ("submitted", "", None, None)
    own.post(f"{at}award/", {"awarded_on": "2024-05-01", "body": "IST", "renewal_due_on": "2025-05-01"})
    assert now(row) == ("held", "IST", date(2024, 5, 1), date(2025, 5, 1))
    own.post(f"{at}renew/", {"renewal_due_on": NEXT_YEAR.isoformat()})
    assert now(row) == ("held", "IST", date(2024, 5, 1), NEXT_YEAR)
    own.post(f"{at}lapse/")
    assert now(row) == ("lapsed", "IST", date(2024, 5, 1), NEXT_YEAR)
    own.post(f"{at}prepare/")
    assert now(row) == ("preparing", "IST", None, None)


def test_the_day_of_a_renewal_is_noted_for_ones_own_year(own: Client, row: Registration) -> None:
    def renewed_on() -> date | None:
        row.refresh_from_db()
        return row.renewed_on

    steps = f"{URL}{row.pk}/"

    def edit(**fields: Any) -> int:
        seen = own.get(steps).context["form"]["seen"].value()
        sent = {"type": row.type_id, "stage": "held", "awarded_on": "2020-01-01", "audience": "only_me", "seen": seen}
        return own.post(steps, sent | fields).status_code

    own.post(f"{steps}award/", {"awarded_on": "2020-01-01"})
    assert renewed_on() is None
    own.post(f"{steps}renew/", {"renewal_due_on": NEXT_YEAR.isoformat()})
    assert renewed_on() == timezone.localdate()
    assert edit(body="IST") == 302
    assert (renewed_on(), row.body) == (timezone.localdate(), "IST")
    other = RegistrationType.objects.get(post_nominals="CSci")
    assert edit(type=other.pk) == 302
    assert renewed_on() is None
    own.post(f"{steps}renew/", {"renewal_due_on": NEXT_YEAR.isoformat()})
    own.post(f"{steps}lapse/")
    assert renewed_on() == timezone.localdate()
    own.post(f"{steps}prepare/")
    assert renewed_on() is None


@pytest.mark.parametrize(
    ("stage", "step", "sent", "status", "words"),
    [
        ("interested", "renew", {"renewal_due_on": NEXT_YEAR.isoformat()}, 409, "does not follow"),
        ("submitted", "submit", {}, 409, "does not follow"),
        ("submitted", "award", {}, 422, "Give the day it was awarded."),
        ("submitted", "award", {"awarded_on": NEXT_YEAR.isoformat()}, 422, "This date is still to come."),
        ("submitted", "award", {"awarded_on": "2024-05-01", "renewal_due_on": "2023-01-01"}, 422, "after the award"),
        ("held", "renew", {}, 422, "Give the day on which it is to be renewed next."),
        ("held", "renew", {"renewal_due_on": "2020-01-01"}, 422, "The next renewal is still to come."),
        ("held", "renew", {"renewal_due_on": "31 June"}, 422, "Enter a valid date"),
    ],
)
def test_refuses_what_does_not_follow_or_fit(
    own: Client, row: Registration, stage: str, step: str, sent: dict[str, str], status: int, words: str
) -> None:
    Registration.objects.filter(pk=row.pk).update(stage=stage)
    answer = own.post(f"{URL}{row.pk}/{step}/", sent)
    assert (answer.status_code, words in answer.content.decode()) == (status, True)
    assert now(row) == (stage, "", None, None)


def test_there_is_no_other_step_and_no_other_persons_registration(own: Client, row: Registration) -> None:
    assert own.get(f"{URL}{row.pk}/knight/").status_code == 404
    theirs = Registration.objects.create(technician=live_technician(), type=row.type, stage=RegistrationStage.PREPARING)
    assert own.post(f"{URL}{theirs.pk}/submit/").status_code == 404
    assert now(theirs) == ("preparing", "", None, None)


def test_a_press_in_the_list_gives_the_list_again_to_htmx(own: Client, row: Registration) -> None:
    answer = own.post(f"{URL}{row.pk}/submit/", headers={"hx-request": "true"})
    page = answer.content.decode()
    assert "<html" not in page
    assert "RSci: I have submitted it. Saved." in page
    assert f'href="{URL}{row.pk}/award/"' in page


def test_a_mistake_is_corrected_in_the_form_whatever_follows_what(own: Client, row: Registration) -> None:
    Registration.objects.filter(pk=row.pk).update(stage=RegistrationStage.LAPSED)
    page = own.get(f"{URL}{row.pk}/")
    seen = page.context["form"]["seen"].value()
    own.post(f"{URL}{row.pk}/", {"seen": seen, "audience": "only_me", "type": row.type_id, "stage": "submitted"})
    assert now(row) == ("submitted", "", None, None)
