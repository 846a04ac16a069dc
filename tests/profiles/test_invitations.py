"""Inviting those who have not claimed a profile, and the screen where it is done."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from portal.core.mail import send_waiting_mail
from portal.core.models import OutboxMail
from portal.core.roles import Role
from profiles.enums import ProfileState
from profiles.models import Invitation, Technician
from profiles.services.invitations import forget_old_links, invite
from tests.factories.people import DepartmentFactory, TechnicianFactory, UserFactory, live_technician

pytestmark = pytest.mark.django_db
LIST = "/admin/unclaimed/"
INVITE = "/admin/unclaimed/invite/"


@pytest.fixture
def steward_client(client: Client) -> Client:
    call_command("sync_roles", verbosity=0, stdout=io.StringIO())
    client.force_login(UserFactory(role=Role.PROFILE_STEWARD.label))
    return client


def body(response: Any) -> str:
    assert response.status_code == 200
    return response.content.decode()


# --- the service ---------------------------------------------------------------------------------------------


def test_an_invitation_is_plain_words_and_a_link() -> None:
    technician = TechnicianFactory(given_name="Ana", preferred_name="Annie")
    assert invite([technician], UserFactory()).sent == 1
    send_waiting_mail()
    (message,) = mail.outbox
    assert message.to == [technician.email]
    assert message.body.startswith("Hello Annie,\n")
    assert "nobody sees any of it until you say so" in message.body
    assert "http://testserver/claim/" in message.body
    until = timezone.localdate() + timedelta(days=30)
    assert f"until {until.day} {until:%B %Y} (30 days)" in message.body
    assert "asked for a new link" not in message.body
    assert "&" not in message.body


def test_nobody_is_written_to_twice_in_a_day_and_a_new_link_ends_the_former() -> None:
    technician, steward = TechnicianFactory(), UserFactory()
    with time_machine.travel("2026-03-02 10:00:00+00:00", tick=False):
        assert invite([technician], steward).sent == 1
        assert invite([technician], steward).skipped == 1
    with time_machine.travel("2026-03-03 00:30:00+00:00", tick=False):
        assert invite([technician], steward).sent == 1
    first, second = Invitation.objects.order_by("sent_at")
    assert first.revoked_at is not None
    assert second.revoked_at is None
    assert OutboxMail.objects.count() == 2
    assert ModelLogEntry.objects.filter(action="profiles.invite", user=steward).count() == 2


@pytest.mark.parametrize("state", [state for state in ProfileState if state != ProfileState.INVITED])
def test_only_the_unclaimed_are_invited(state: ProfileState) -> None:
    technician = TechnicianFactory(state=state)
    assert invite([technician], UserFactory()).sent == 0
    assert not OutboxMail.objects.exists()


def test_many_are_invited_in_batches() -> None:
    for _ in range(7):
        TechnicianFactory()
    from profiles.services import invitations  # noqa: PLC0415 (its batch size is made small)

    invitations.AT_ONCE, kept = 3, invitations.AT_ONCE
    try:
        assert invite(Technician.objects.all(), UserFactory()).sent == 7
    finally:
        invitations.AT_ONCE = kept
    assert OutboxMail.objects.count() == 7


def test_a_mail_that_names_a_person_with_hostile_text_stays_one_mail() -> None:
    technician = TechnicianFactory(given_name="Ana\nBcc: x@evil.example")
    invite([technician], UserFactory())
    send_waiting_mail()
    (message,) = mail.outbox
    assert message.recipients() == [technician.email]


def test_old_links_are_deleted_after_a_year() -> None:
    technician = TechnicianFactory()
    for days in (1, 400):
        Invitation.objects.create(
            technician=technician,
            token=str(days),
            email=technician.email,
            sent_at=timezone.now() - timedelta(days=days),
        )
    assert forget_old_links() == "1 old links deleted"
    assert Invitation.objects.get().token == "1"


# --- the screen ----------------------------------------------------------------------------------------------


def test_the_list_shows_who_has_not_claimed(steward_client: Client) -> None:
    waiting = TechnicianFactory(given_name="Ana", family_name="Silva")
    invite([waiting], UserFactory())
    live_technician(given_name="Clara", family_name="Clark")
    TechnicianFactory(given_name="Gone", family_name="Gray", state=ProfileState.LEFT)
    page = body(steward_client.get(LIST))
    assert "Ana Silva" in page
    assert "Once" in page
    assert "Clara Clark" not in page
    assert "Gone Gray" not in page
    assert LIST in body(steward_client.get("/admin/"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "silva"}, {"Silva"}),
        ({"q": "W77 ana"}, {"Silva"}),
        ({"q": "BEN@"}, {"Okafor"}),
        ({"q": "nobody"}, set()),
        ({"q": "\x00'\"%"}, set()),
        ({"department": "DEPARTMENT"}, {"Okafor"}),
        ({"department": "none"}, {"Silva", "Okafor"}),
        ({"invited": "yes"}, {"Silva"}),
        ({"invited": "no"}, {"Okafor"}),
        ({"invited": "no", "q": "silva"}, set()),
        ({"page": "99"}, {"Silva", "Okafor"}),
        ({"page": "x"}, {"Silva", "Okafor"}),
    ],
)
def test_search_and_filters(steward_client: Client, query: dict[str, str], expected: set[str]) -> None:
    department = DepartmentFactory(name="Chemistry")
    team = DepartmentFactory(name="Glass", kind="team", parent=department)
    invite([TechnicianFactory(given_name="Ana", family_name="Silva", staff_number="W77")], UserFactory())
    TechnicianFactory(given_name="Ben", family_name="Okafor", email="ben@wexcombe.example", department=team)
    if query.get("department") == "DEPARTMENT":
        query = {"department": str(department.pk)}
    page = body(steward_client.get(LIST, query))
    assert {name for name in ("Silva", "Okafor") if name in page} == expected


def test_the_list_costs_the_same_for_one_and_for_thirty(steward_client: Client, django_assert_num_queries: Any) -> None:
    steward_client.get(LIST)
    invite([TechnicianFactory()], UserFactory())
    from django.db import connection  # noqa: PLC0415 (only here)
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(
        connection,
    ) as one:
        steward_client.get(LIST)
    people = [TechnicianFactory() for _ in range(29)]
    invite(people, UserFactory())
    with django_assert_num_queries(len(one)):
        steward_client.get(LIST)


def test_all_who_were_never_invited_are_invited(steward_client: Client) -> None:
    was = TechnicianFactory()
    Invitation.objects.create(technician=was, token="t", email=was.email, sent_at=timezone.now() - timedelta(days=3))
    new = [TechnicianFactory() for _ in range(3)]
    response = steward_client.post(INVITE, {"who": "all", "query": "q=x"})
    assert response["Location"] == f"{LIST}?q=x"
    assert set(OutboxMail.objects.values_list("to", flat=True)) == {person.email for person in new}
    assert "3 invitations are on the way" in body(steward_client.get(LIST))
    steward_client.post(INVITE, {"who": "all"})
    assert "Everybody on this list has been invited" in body(steward_client.get(LIST))
    assert OutboxMail.objects.count() == 3


def test_those_chosen_are_written_to_and_the_rest_is_told(steward_client: Client) -> None:
    chosen, today, other = TechnicianFactory(), TechnicianFactory(), TechnicianFactory()
    invite([today], UserFactory())
    steward_client.post(INVITE, {"chosen": [chosen.pk, today.pk]})
    page = body(steward_client.get(LIST))
    assert "1 invitation sent." in page
    assert "1 person was left out" in page
    assert not OutboxMail.objects.filter(to=other.email).exists()


@pytest.mark.parametrize("chosen", [[], ["x"], ["-1"], ["9" * 30], ["1; drop"]])
def test_bad_choices_are_told(steward_client: Client, chosen: list[str]) -> None:
    assert steward_client.post(INVITE, {"chosen": chosen}).status_code == 302
    assert "Choose at least one person" in body(steward_client.get(LIST))
    assert not OutboxMail.objects.exists()


HOSTILE = '=HYPERLINK("http://evil.example")'


def test_the_csv_holds_no_formula(steward_client: Client) -> None:
    TechnicianFactory(given_name="Ána", family_name=HOSTILE, job_title="+1", staff_number="@cmd")
    response = steward_client.get(LIST, {"export": "csv"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    header, row = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert header[:3] == ["Staff number", "Family name", "Given name"]
    assert row[:3] == ["'@cmd", "'" + HOSTILE, "Ána"]
    assert row[4] == "'+1"
    assert row[6] == "0"


def test_the_spreadsheet_holds_no_formula(steward_client: Client) -> None:
    person = TechnicianFactory(family_name=HOSTILE, given_name="\tA\x07")
    invite([person], UserFactory())
    response = steward_client.get(LIST, {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(response.content)).active
    _, row = sheet.iter_rows()
    assert row[1].value == "'" + HOSTILE
    assert row[1].data_type == "s"
    assert row[2].value == "'\tA"
    assert row[6].value == 1
    assert row[7].is_date


def test_the_file_follows_the_filters(steward_client: Client) -> None:
    TechnicianFactory(family_name="Silva")
    TechnicianFactory(family_name="Okafor")
    text = steward_client.get(LIST, {"export": "csv", "q": "silva"}).content.decode()
    assert "Silva" in text
    assert "Okafor" not in text


@pytest.mark.parametrize("role", list(Role))
def test_only_stewards_and_site_managers_invite(client: Client, role: Role) -> None:
    call_command("sync_roles", verbosity=0, stdout=io.StringIO())
    person = TechnicianFactory()
    client.force_login(UserFactory(role=role.label))
    may = role in (Role.PROFILE_STEWARD, Role.SITE_MANAGER)
    page, file = client.get(LIST), client.get(LIST, {"export": "csv"})
    assert (page.status_code == 200, file.status_code == 200) == (may, may)
    assert person.email not in page.content.decode() or may
    client.post(INVITE, {"chosen": [person.pk]})
    assert OutboxMail.objects.exists() == may


def test_visitors_are_led_to_the_log_in(client: Client) -> None:
    person = TechnicianFactory()
    for response in (client.get(LIST, follow=True), client.post(INVITE, {"chosen": [person.pk]}, follow=True)):
        assert response.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert not OutboxMail.objects.exists()


def test_reading_the_list_writes_nothing(steward_client: Client) -> None:
    TechnicianFactory()
    steward_client.get(LIST)
    assert steward_client.get(INVITE).status_code == 405
    assert not Invitation.objects.exists()
