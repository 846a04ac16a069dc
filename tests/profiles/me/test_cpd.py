"""The log of professional development: kept by its owner, seen by nobody else, taken away as a file."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from profiles.enums import CpdKind, ProfileState
from profiles.models import CpdRow, Technician
from profiles.services.cpd import record_cpd
from tests.factories.people import TechnicianFactory, UserFactory, live_technician

URL = "/me/cpd/"
SENT = {"date": "2024-03-05", "title": "Vacuum course", "kind": "formal", "hours": "1.5", "reflection": "=Leaks less"}


def row_of(technician: Technician, **fields: Any) -> CpdRow:
    values = {"date": date(2024, 3, 5), "title": "Vacuum course", "hours": Decimal("1.5"), "kind": CpdKind.FORMAL}
    return CpdRow.objects.create(technician=technician, **values | fields)


def test_adds_changes_and_removes(own: Client, drafter: Technician) -> None:
    assert own.post(URL, SENT)["Location"] == URL
    row = drafter.cpd_rows.get()
    assert (row.date, row.title, row.kind, row.hours) == (date(2024, 3, 5), "Vacuum course", "formal", Decimal("1.5"))
    assert own.post(f"{URL}{row.pk}/", SENT | {"title": "Pumps", "hours": "0.25"})["Location"] == URL
    row.refresh_from_db()
    assert (row.title, row.hours, row.reflection) == ("Pumps", Decimal("0.25"), "=Leaks less")
    assert own.post(f"{URL}{row.pk}/", {"remove": "1"})["Location"] == URL
    assert not CpdRow.objects.exists()
    assert own.post(f"{URL}{row.pk}/", SENT).status_code == 404


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"date": ""}, "Give the day."),
        ({"date": str(timezone.localdate() + timedelta(days=1))}, "This day is still to come."),
        ({"title": " "}, "Say what it was."),
        ({"hours": ""}, "Give the hours."),
        ({"hours": "many"}, "Give the hours as a number"),
        ({"hours": "0"}, "greater than or equal to 0.25"),
        ({"hours": "501"}, "less than or equal to 500"),
        ({"hours": "1.333"}, "no more than 2 decimal places"),
        ({"kind": "martians"}, "Select a valid choice"),
        ({"reflection": "r" * 2001}, "at most 2000 characters"),
    ],
)
def test_refuses_what_cannot_be(own: Client, drafter: Technician, fields: dict[str, str], words: str) -> None:
    row = row_of(drafter)
    for url in (URL, f"{URL}{row.pk}/"):
        answer = own.post(url, SENT | fields)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert CpdRow.objects.get() == row


def test_it_is_its_owners_alone(client: Client, drafter: Technician) -> None:
    row = row_of(drafter, reflection="Mine alone")
    client.force_login(live_technician().user)
    for method in (client.get, client.post):
        assert method(f"{URL}{row.pk}/").status_code == 404
    for url in (URL, f"{URL}log.csv"):
        assert "Vacuum course" not in client.get(url).content.decode()
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(URL)["Location"] == "/claim/"
    assert CpdRow.objects.get() == row


def test_totals_by_year_and_kind(own: Client, drafter: Technician) -> None:
    row_of(drafter)
    row_of(drafter, hours=Decimal("2"), kind=CpdKind.OTHER)
    row_of(drafter, date=date(2023, 12, 31), hours=Decimal("0.25"))
    row_of(live_technician(), hours=Decimal("100"))
    totals = own.get(URL).context["totals"]
    assert [(total.year, total.hours, total.kinds) for total in totals] == [
        (2024, Decimal("3.5"), (("Course or qualification", Decimal("1.5")), ("Other", Decimal("2")))),
        (2023, Decimal("0.25"), (("Course or qualification", Decimal("0.25")),)),
    ]


def test_as_files_in_which_nothing_is_a_formula(own: Client, drafter: Technician) -> None:
    row_of(drafter, title="=1+1", reflection="+44")
    text = own.get(f"{URL}log.csv").content.decode("utf-8-sig").splitlines()
    assert text == ["Date,What,How,Hours,What it changed", "2024-03-05,'=1+1,Course or qualification,1.5,'+44"]
    answer = own.get(f"{URL}log.xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][1:] == ["'=1+1", "Course or qualification", 1.5, "'+44"]
    assert own.get(f"{URL}log.pdf").status_code == 404


def test_as_a_word_document(own: Client, drafter: Technician) -> None:
    row_of(drafter, title="Pumps\x0b, again", reflection="Leaks less")
    row_of(drafter, date=date(2023, 12, 31), hours=Decimal("20"))
    row_of(live_technician(), title="Of somebody else")
    answer = own.get(f"{URL}log.docx")
    assert answer["Content-Disposition"] == f'attachment; filename="cpd-{timezone.localdate()}.docx"'
    document = Document(BytesIO(answer.content))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert paragraphs[2:] == ["2024: 1.5 hours", "2023: 20 hours"]
    assert paragraphs[1].startswith(f"{drafter.display_name}, ")
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Date", "What", "How", "Hours", "What it changed"],
        ["5 March 2024", "Pumps, again", "Course or qualification", "1.5", "Leaks less"],
        ["31 December 2023", "Vacuum course", "Course or qualification", "20", ""],
    ]


def test_what_the_portal_added_asks_what_it_changed(own: Client, drafter: Technician) -> None:
    words = "What did it change? Edit this row and say."
    row = row_of(drafter)
    assert words not in own.get(URL).content.decode()
    CpdRow.objects.filter(pk=row.pk).update(source="booking:1")
    assert words in own.get(URL).content.decode()
    CpdRow.objects.filter(pk=row.pk).update(reflection="Leaks less")
    assert words not in own.get(URL).content.decode()


def test_the_portal_records_each_source_once(drafter: Technician) -> None:
    told = {"on": date(2024, 1, 1), "title": "Open day", "kind": CpdKind.PROFESSIONAL, "hours": Decimal("2")}
    first = record_cpd(drafter, source="booking:17", **told)  # type: ignore[arg-type]
    assert first is not None
    CpdRow.objects.filter(pk=first.pk).update(reflection="Good")
    again = record_cpd(drafter, source="booking:17", **told | {"title": "Other"})  # type: ignore[arg-type]
    assert again is not None
    assert (again.pk, again.title, again.reflection) == (first.pk, "Open day", "Good")
    assert record_cpd(drafter, source="booking:18", **told) != first  # type: ignore[arg-type]
    assert CpdRow.objects.count() == 2
    with pytest.raises(ValueError, match="Say what the row comes from"):
        record_cpd(drafter, source="", **told)  # type: ignore[arg-type]


def test_nothing_is_recorded_for_who_has_no_profile(db: None) -> None:
    invited = TechnicianFactory(state=ProfileState.INVITED)
    told = {"on": date(2024, 1, 1), "title": "Open day", "kind": CpdKind.OTHER, "hours": Decimal("2")}
    assert record_cpd(invited, source="booking:1", **told) is None  # type: ignore[arg-type]
    assert not CpdRow.objects.exists()


def test_the_log_costs_the_same_for_one_and_for_thirty(own: Client, drafter: Technician) -> None:
    counts = []
    for many in (1, 29):
        for _ in range(many):
            row_of(drafter)
        own.get(URL)
        with CaptureQueriesContext(connection) as captured:
            own.get(URL)
        counts.append(len(captured))
    assert counts[0] == counts[1]
