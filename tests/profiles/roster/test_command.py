"""`manage.py import_roster`: the same outcome as the admin, told in sentences or as JSON."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from profiles.enums import RosterScope
from profiles.models import Department, RosterImport, Technician
from profiles.services.rosters import start_applying, start_checking, undo_roster, upload_roster
from tests.factories.people import DepartmentFactory, TechnicianFactory

from .conftest import csv_bytes, row, xlsx_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_bytes(csv_bytes([row("W1", department="Chemistry"), row("W2", ""), row("W3", department="Alchemy")]))
    return path


def run(*args: object) -> str:
    out = StringIO()
    call_command("import_roster", *[str(arg) for arg in args], stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_dry_run_tells_and_writes_nothing(file):
    DepartmentFactory(name="Chemistry")
    told = run(file, "--dry-run")
    assert "New: 1\nRefused: 2\n" in told
    assert "Line 3, Ana: The family name is missing." in told
    assert "Not known here: Alchemy. --add-departments adds them." in told
    assert "Nothing was written" in told
    assert not Technician.objects.exists()
    assert not RosterImport.objects.exists()


def test_applying_adds_people_and_departments(file):
    told = run(file, "--add-departments")
    assert "Applied as import" in told
    assert sorted(Technician.objects.values_list("staff_number", "department__name")) == [
        ("W1", "Chemistry"),
        ("W3", "Alchemy"),
    ]


def test_json_is_one_object(file):
    told = json.loads(run(file, "--dry-run", "--json", "--add-departments"))
    assert told["applied"] is False
    assert (told["counts"]["new"], told["counts"]["refused"]) == (2, 1)
    assert told["new_places"]["departments"] == ["Alchemy", "Chemistry"]
    assert told["rows"][1] == {
        "line": 3,
        "outcome": "refused",
        "name": "Ana",
        "staff_number": "W2",
        "reasons": ["The family name is missing."],
        "changes": [],
    }


def test_many_gone_want_to_be_confirmed(file):
    TechnicianFactory(given_name="Gone", family_name="Person")
    with pytest.raises(CommandError, match=r"100% of the people would leave.*They are: Gone Person"):
        run(file)
    assert Technician.objects.get().state == "invited"
    run(file, "--confirm-gone", "--add-departments")
    assert Technician.objects.filter(state="left").count() == 1


def test_departments_by_name_or_slug(file):
    DepartmentFactory(name="Physics")
    department = DepartmentFactory(name="Chemistry", slug="chem")
    TechnicianFactory()
    told = run(file, "--departments", "chem")
    assert "New: 1" in told
    assert "Gone" not in told
    assert Technician.objects.get(staff_number="W1").department == department
    with pytest.raises(CommandError, match="No department is called ‘Magic’"):
        run(file, "--departments", "Magic")


def test_columns_are_corrected(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(csv_bytes([["7", "Silva", "a@wexcombe.example", "x"]], header=["Foo", "Bar", "Email", "Grade"]))
    with pytest.raises(CommandError, match="Say which column holds the staff number"):
        run(path)
    run(path, "--map", "foo=staff_number", "--map", "Bar=family_name", "--map", "Grade=ignore")
    assert Technician.objects.values_list("staff_number", "family_name", "grade").get() == ("7", "Silva", "")
    with pytest.raises(CommandError, match="no such column"):
        run(path, "--map", "Baz=room")
    with pytest.raises(CommandError, match="no such field"):
        run(path, "--map", "Foo=shoe size")


def test_files_that_cannot_be_read(tmp_path, settings):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run(tmp_path / "none.csv")
    (tmp_path / "list.pdf").write_bytes(b"%PDF-1.4")
    with pytest.raises(CommandError, match="This is a PDF"):
        run(tmp_path / "list.pdf")
    settings.ROSTER_MAX_BYTES = 10
    (tmp_path / "list.csv").write_bytes(csv_bytes([row("W1")]))
    with pytest.raises(CommandError, match="larger than"):
        run(tmp_path / "list.csv")


def state_of_the_list() -> list[dict]:
    left_out = ("id", "created_at", "profile_updated_at", "left_at", "department_id")
    people = Technician.objects.order_by("staff_number").values("department__name", *[
        field.attname for field in Technician._meta.concrete_fields if field.attname not in left_out
    ])  # fmt: skip
    return list(people)


def test_the_command_and_the_admin_come_to_the_same(tmp_path):
    department = DepartmentFactory(name="Chemistry")
    TechnicianFactory(staff_number="W1", department=department)
    TechnicianFactory(staff_number="W8", department=department)
    data = xlsx_bytes([row("W1", department="Chemistry"), row("W2", department="Alchemy"), row("", "Bad")])
    path = tmp_path / "list.xlsx"
    path.write_bytes(data)
    dry = json.loads(run(path, "--dry-run", "--json", "--add-departments"))
    run(path, "--add-departments", "--confirm-gone")
    by_command = state_of_the_list()
    first = RosterImport.objects.get()
    rows = list(first.rows.values("number", "outcome", "name", "reasons", "changes"))
    undo_roster(first, None)
    roster = upload_roster(ContentFile(data, name="list.xlsx"), RosterScope.WHOLE, [], None)
    start_checking(roster, add_places=True)
    start_applying(roster, confirmed_gone=True, user=None)
    assert state_of_the_list() == by_command
    assert list(roster.rows.values("number", "outcome", "name", "reasons", "changes")) == rows
    assert [
        (each["line"] or 0, each["outcome"], each["name"]) for each in sorted(dry["rows"], key=lambda r: r["line"] or 0)
    ] == [(each["number"], each["outcome"], each["name"]) for each in rows]
    assert Department.objects.count() == 2
