"""A large university's list: in under a minute, and in a number of queries that grows by batches only."""

import time

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles.enums import RosterScope
from profiles.models import Technician
from profiles.services.rosters import start_applying, start_checking, undo_roster, upload_roster
from tests.factories.people import DepartmentFactory

from .conftest import csv_bytes, xlsx_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEADER = ["Employee No", "Surname", "Forename", "Email", "Job title", "Dept", "Start date", "Manager ID", "Room"]


def people(count: int, job: str = "Technician", family: str = "Silva") -> list[list[str]]:
    return [
        [f"W{n:05}", family, f"Ana {n % 50}", f"w{n}@wexcombe.example", job, f"Department {n % 40}", "01/02/2020",
         f"W{n // 10:05}", f"{n % 9}.{n % 70:02}"]
        for n in range(count)
    ]  # fmt: skip


def whole_way(data: bytes, name: str):
    roster = upload_roster(ContentFile(data, name=name), RosterScope.WHOLE, [], None)
    start_checking(roster)
    start_applying(roster, confirmed_gone=True, user=None)
    assert roster.state == "applied", roster.problem
    return roster


@pytest.mark.alone  # so many seconds by the clock on the wall
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_five_thousand_rows_take_less_than_a_minute(kind):
    for number in range(40):
        DepartmentFactory(name=f"Department {number}")
    write = csv_bytes if kind == "csv" else xlsx_bytes
    began = time.monotonic()
    first = whole_way(write(people(5000), HEADER), f"list.{kind}")
    added = time.monotonic() - began
    began = time.monotonic()
    second = whole_way(write(people(4600, "Senior", "Souza"), HEADER), f"list.{kind}")
    changed = time.monotonic() - began
    began = time.monotonic()
    undo_roster(second, None)
    undone = time.monotonic() - began
    print(f"{kind}: added {added:.1f} s, changed {changed:.1f} s, undone {undone:.1f} s")  # noqa: T201
    assert first.counts["new"] == 5000
    assert (second.counts["changed"], second.counts["gone"]) == (4600, 400)
    assert Technician.objects.on_staff_list().filter(job_title="Technician", family_name="Silva").count() == 5000
    assert max(added, changed, undone) < 60


def queries(count: int) -> int:
    with CaptureQueriesContext(connection) as context:
        whole_way(csv_bytes(people(count), HEADER), "list.csv")
        whole_way(csv_bytes(people(count, "Senior", "Souza"), HEADER), "list.csv")
    return len(context)


def test_the_number_of_queries_grows_by_batches_only():
    for number in range(40):
        DepartmentFactory(name=f"Department {number}")
    few = queries(40)
    Technician.objects.all().delete()
    many = queries(1040)
    # a thousand rows more are two or three batches more of each statement, and of SQLite's smaller ones
    assert many - few < 150
