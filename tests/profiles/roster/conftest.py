"""Files written as personnel systems write them, and somebody who may import them."""

import csv
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.test import Client

from profiles.enums import RosterScope
from profiles.models import RosterImport
from profiles.roster.columns import StaffField
from profiles.services.rosters import start_applying, start_checking, upload_roster
from tests.factories.people import UserFactory

HEADER = ["Employee No", "Surname", "Forename", "Email", "Job title", "Dept"]


def csv_bytes(rows: list[list[Any]], header: list[str] = HEADER, **options: Any) -> bytes:
    encoding = options.pop("encoding", "utf-8")
    text = io.StringIO()
    csv.writer(text, **options).writerows([header, *rows])
    return text.getvalue().encode(encoding)


def xlsx_bytes(rows: list[list[Any]], header: list[str] = HEADER) -> bytes:
    book = openpyxl.Workbook()
    for row in [header, *rows]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row(number: str, family: str = "Silva", given: str = "Ana", department: str = "", **cells: str) -> list[str]:
    email = cells.get("email", f"{number.lower()}@wexcombe.example")
    return [number, family, given, email, cells.get("job", "Technician"), department]


def checked(data: bytes, **options: Any) -> RosterImport:
    """Upload a file and have it checked."""
    departments = options.pop("departments", None)
    scope = RosterScope.WHOLE if departments is None else RosterScope.DEPARTMENTS
    roster = upload_roster(ContentFile(data, name="list.csv"), scope, departments or [], None)
    if mapping := options.pop("mapping", None):
        roster.mapping = {str(index): StaffField(field).value for index, field in mapping.items()}
        roster.save()
    start_checking(roster, **options)
    return roster


def applied(data: bytes, **options: Any) -> RosterImport:
    """Upload, check and apply a file, whoever goes."""
    roster = checked(data, **options)
    start_applying(roster, confirmed_gone=True, user=None)
    assert roster.state == "applied", roster.problem
    return roster


def outcomes(roster: RosterImport) -> list[tuple[int, str, str]]:
    return list(roster.rows.values_list("number", "outcome", "staff_number"))


@pytest.fixture
def steward_client(db: None) -> Client:
    """Return the browser of somebody who may import the staff list."""
    return client_with("access_admin", "import_roster", "view_technician")


def client_with(*codenames: str) -> Client:
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.PasswordBackend")
    return client


@pytest.fixture
def as_having() -> Callable[..., Client]:
    """Return a maker of browsers of people with these permissions."""
    return client_with
