"""The staff list as stewards search, filter and take it away, and the queues that wait for them."""

import csv
import io
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from portal.core.roles import Role
from profiles.enums import ProblemState, ProfileState, RegistrationStage, WordState
from profiles.models import CertificateCheck, ProblemReport, Registration, RegistrationType, Technician
from tests.factories.people import DepartmentFactory, SkillFactory, TechnicianFactory, UserFactory, live_technician

pytestmark = pytest.mark.django_db
LIST = "/admin/technicians/"
HEADER = [
    "Staff number", "Family name", "Given name", "Work email", "Job title", "Grade", "Department", "Campus", "Profile",
]  # fmt: skip


@pytest.fixture
def steward(client: Client) -> Client:
    call_command("sync_roles", verbosity=0, stdout=io.StringIO())
    client.force_login(UserFactory(role=Role.PROFILE_STEWARD.label))
    return client


def exported(client: Client, query: str = "") -> list[list[str]]:
    answer = client.get(f"{LIST}?export=csv{query}")
    assert answer["Content-Disposition"].startswith('attachment; filename="staff-list-')
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.fixture
def people() -> list[Technician]:
    chemistry = DepartmentFactory(name="Chemistry")
    first = live_technician(
        staff_number="W1", family_name="=Brown", given_name="Ada", email="ada@wexcombe.example", grade="6",
        department=chemistry, headline="My own words", phone="01632 960000", stale_mails=2,
    )  # fmt: skip
    second = live_technician(staff_number="W2", family_name="Clay", department=chemistry, stale_mails=1)
    third = TechnicianFactory(staff_number="W3", family_name="Dunn", state=ProfileState.HIDDEN, stale_mails=2)
    return [first, second, third]


def test_a_file_holds_the_staff_list_and_the_state_alone(steward: Client, people: list[Technician]) -> None:
    rows = exported(steward)
    assert rows[0] == HEADER
    wanted = ["W1", "'=Brown", "Ada", "ada@wexcombe.example", "Laboratory technician", "6", "Chemistry", "", "Live"]
    assert rows[1] == wanted
    assert [row[0] for row in rows[1:]] == ["W1", "W2", "W3"]


def test_a_workbook_says_the_same(steward: Client, people: list[Technician]) -> None:
    answer = steward.get(f"{LIST}?export=xlsx&q=brown")
    book = load_workbook(io.BytesIO(answer.content))
    assert [[str(cell or "") for cell in row] for row in book.active.values] == exported(steward, "&q=brown")


@pytest.mark.parametrize(
    ("query", "found"), [("&q=clay", ["W2"]), ("&state=hidden", ["W3"]), ("&stale=yes", ["W1"]), ("&q=nobody", [])]
)
def test_a_file_is_what_search_and_filters_leave(
    steward: Client, people: list[Technician], query: str, found: list[str]
) -> None:
    assert [row[0] for row in exported(steward, query)[1:]] == found


def test_the_list_leads_to_the_files_with_its_filters(steward: Client, people: list[Technician]) -> None:
    page = steward.get(f"{LIST}?stale=yes").content.decode()
    assert "?stale=yes&amp;export=xlsx" in page
    assert "=Brown" in page
    assert "Clay" not in page


def test_a_file_costs_the_same_for_1_and_for_30(steward: Client) -> None:
    costs = []
    for wanted in (1, 30):
        while Technician.objects.count() < wanted:
            TechnicianFactory()
        exported(steward)
        with CaptureQueriesContext(connection) as captured:
            assert len(exported(steward)) == wanted + 1
        costs.append(len(captured))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("role", [None, Role.TECHNICIAN, Role.COMMUNICATIONS_EDITOR])
def test_others_get_neither_file_nor_queues(steward: Client, people: list[Technician], role: Role | None) -> None:
    steward.force_login(UserFactory(role=role.label if role else None))
    for address in (f"{LIST}?export=csv", f"{LIST}?export=xlsx", "/admin/queues/"):
        assert steward.get(address).status_code == 302


def queues(client: Client) -> dict[str, tuple[int, str]]:
    context: Any = client.get("/admin/queues/").context
    return {queue.label: (number, queue.url) for queue, number in context["queues"]}


def test_queues_with_their_numbers(steward: Client, people: list[Technician]) -> None:
    TechnicianFactory.create_batch(2)
    SkillFactory(state=WordState.SUGGESTED)
    kind = RegistrationType.objects.create(post_nominals="RSci", name="Registered Scientist", kind="registration")
    held = Registration.objects.create(technician=people[0], type=kind, stage=RegistrationStage.HELD)
    CertificateCheck.objects.create(registration=held, how="By post")
    ProblemReport.objects.create(technician=people[0], words="Retired in May")
    ProblemReport.objects.create(technician=people[0], words="Done long ago", state=ProblemState.CLOSED)
    assert queues(steward) == {
        "Certificates": (1, "/admin/certificates/"),
        "Suggestions": (1, "/admin/suggestions/"),
        "Problems reported": (1, "/admin/problems/"),
        "Stale profiles": (1, "/admin/technicians/?stale=yes"),
        "Not yet claimed": (2, "/admin/unclaimed/"),
    }
    for _, url in queues(steward).values():
        assert steward.get(url).status_code == 200
