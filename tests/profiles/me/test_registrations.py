"""Registrations: added, changed and removed by their owner; dates that cannot be are refused."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from profiles.enums import RegistrationStage, Section
from profiles.models import Registration, RegistrationType, Technician
from profiles.services.profile import section_seen

URL = "/me/profile/registrations/"
TOMORROW = timezone.localdate() + timedelta(days=1)


@pytest.fixture
def rsci(facts: None) -> RegistrationType:
    return RegistrationType.objects.get(post_nominals="RSci")


def sent(technician: Technician, **fields: object) -> dict[str, object]:
    now = Technician.objects.for_owner().get(pk=technician.pk)
    return {"seen": section_seen(now, Section.REGISTRATIONS), "audience": "only_me", "then": "stay", **fields}


def test_types_are_offered_under_their_kind(own: Client, rsci: RegistrationType) -> None:
    page = own.get(URL).content.decode()
    for kind in ("Registration", "Membership", "Fellowship", "Statutory role"):
        assert f'<optgroup label="{kind}">' in page


def test_adds_changes_and_removes(own: Client, drafter: Technician, rsci: RegistrationType) -> None:
    own.post(URL, sent(drafter, type=rsci.pk, stage="held", body="IST", awarded_on="2020-05-01"))
    row = drafter.registrations.get()
    assert (row.type, row.stage, row.body, row.awarded_on) == (rsci, "held", "IST", date(2020, 5, 1))
    own.post(f"{URL}{row.pk}/", sent(drafter, type=rsci.pk, stage="renewal_due", renewal_due_on="2027-01-01"))
    row.refresh_from_db()
    assert (row.stage, row.awarded_on, row.renewal_due_on) == ("renewal_due", None, date(2027, 1, 1))
    own.post(f"{URL}{row.pk}/", sent(drafter, type=rsci.pk, stage="held", remove="1"))
    assert not drafter.registrations.exists()


def test_saving_the_section_without_a_type_adds_nothing(own: Client, drafter: Technician) -> None:
    assert own.post(URL, sent(drafter, stage="held", then="done"))["Location"] == "/me/profile/#registrations"
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"stage": "held", "awarded_on": TOMORROW}, "This date is still to come"),
        ({"stage": "preparing", "awarded_on": "2020-01-01"}, "goes with a registration that is held"),
        ({"stage": "held", "awarded_on": "2020-01-01", "renewal_due_on": "2019-01-01"}, "Renewal comes after"),
        ({"stage": "held", "awarded_on": "2020-01-01", "renewal_due_on": "2020-01-01"}, "Renewal comes after"),
        ({"stage": "interested", "renewal_due_on": "2030-01-01"}, "Only what is held is renewed"),
        ({"stage": "knighted"}, "Select a valid choice"),
        ({"stage": "held", "awarded_on": "31 June 2018"}, "Enter a valid date"),
        ({"stage": "held", "body": "b" * 121}, "at most 120 characters"),
    ],
)
def test_refuses_what_cannot_be_and_keeps_what_was_typed(
    own: Client, drafter: Technician, rsci: RegistrationType, fields: dict[str, str], words: str
) -> None:
    answer = own.post(URL, sent(drafter, type=rsci.pk, **fields))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Registration.objects.exists()


def test_details_without_a_type_ask_for_it(own: Client, drafter: Technician, facts: None) -> None:
    answer = own.post(URL, sent(drafter, stage="held", body="IST"))
    assert "Choose which registration this is about." in answer.content.decode()


def test_the_same_type_is_not_added_twice(own: Client, drafter: Technician, rsci: RegistrationType) -> None:
    own.post(URL, sent(drafter, type=rsci.pk, stage="interested"))
    answer = own.post(URL, sent(drafter, type=rsci.pk, stage="held"))
    assert "is on your list already" in answer.content.decode()
    assert drafter.registrations.get().stage == RegistrationStage.INTERESTED


def test_somebody_elses_registration_is_not_found(
    own: Client, live: Technician, drafter: Technician, rsci: RegistrationType
) -> None:
    theirs = Registration.objects.create(technician=live, type=rsci)
    assert own.get(f"{URL}{theirs.pk}/").status_code == 404
    assert own.post(f"{URL}{theirs.pk}/", sent(drafter, type=rsci.pk, remove="1")).status_code == 404
    own.post(URL, sent(drafter, remove=theirs.pk))
    assert Registration.objects.get() == theirs


def test_a_registration_removed_in_another_tab_says_so(
    own: Client, drafter: Technician, rsci: RegistrationType
) -> None:
    row = Registration.objects.create(technician=drafter, type=rsci)
    form = sent(drafter, type=rsci.pk, stage="held")
    row.delete()
    answer = own.post(f"{URL}{row.pk}/", form)
    assert answer.status_code == 404
