"""The file of an import is brought, read in the background, given up and forgotten."""

from datetime import timedelta

import docx
import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from plan.enums import ImportState
from plan.importing.reading import MOST_BYTES
from plan.importing.tables import ImportRefusedError
from plan.models import Plan, PlanImport
from plan.services import import_files
from plan.services.import_files import (
    WAITS_DAYS,
    bring_file,
    cancel_import,
    forget_old_imports,
    read_import,
)
from plan.services.imports import ImportGoneError
from profiles.models.photos import private_storage
from tests.factories.people import UserFactory
from tests.factories.plans import PlanFactory
from tests.plan.importing_files import PERIOD, ROWS, applied, brought, plan_file
from tests.plan.shapes.making import docx_bytes, excel

pytestmark = pytest.mark.usefixtures("facts")


def test_a_file_is_read_at_once_and_waits_to_be_looked_through() -> None:
    user = UserFactory()
    found = brought(user)
    assert (found.state, found.title, found.period, found.plan, found.uploaded_by) == (
        ImportState.PREVIEW, "Plan of Wexcombe", PERIOD, None, user,
    )  # fmt: skip
    assert (found.file_name, Plan.objects.count()) == ("plan.csv", 0)
    assert found.file.name.startswith("plans/")
    assert "plan.csv" not in found.file.name


def test_what_is_not_said_is_guessed() -> None:
    found = bring_file(plan_file(name="C:\\mine\\Our plan 2024-26.csv"), None, "", None, None)
    assert (found.state, found.title) == (ImportState.PREVIEW, "C:\\mine\\Our plan 2024-26")
    assert str(found.start) == "2024-01-01"
    rows = [["Action plan, March 2021 to May 2023"], *ROWS]
    found = bring_file(plan_file(rows), None, "", None, None)
    assert (found.title, str(found.start), str(found.end)) == (
        "Action plan, March 2021 to May 2023", "2021-03-01", "2023-05-31",
    )  # fmt: skip


def test_what_cannot_be_guessed_is_asked() -> None:
    found = bring_file(plan_file(), None, "", None, None)
    assert (found.state, found.title, found.period) == (ImportState.UPLOADED, "plan", None)


def test_the_title_of_another_plan_is_asked_about() -> None:
    PlanFactory(title="plan OF Wexcombe")
    assert brought().state == ImportState.UPLOADED


def test_into_a_plan_that_is_there() -> None:
    plan = PlanFactory()
    found = bring_file(plan_file(), plan, "Ignored", None, None)
    assert (found.plan, found.title, found.start, found.end) == (plan, plan.title, plan.start, plan.end)


def test_the_same_file_again_is_compared_with_the_plan_that_it_made() -> None:
    first = applied()
    again = bring_file(plan_file(name="another name.csv"), None, "Another title", None, None)
    assert again.plan == first.plan
    assert again.state == ImportState.PREVIEW


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7", "This is a PDF."),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (bytes(MOST_BYTES + 1), "larger than 20 MB"),
    ],
    ids=["empty", "pdf", "password", "large"],
)
def test_what_is_plainly_no_plan_is_refused_before_it_is_kept(data: bytes, words: str) -> None:
    with pytest.raises(ImportRefusedError, match=words):
        bring_file(ContentFile(data, name="plan.docx"), None, "T", PERIOD, None)
    assert not PlanImport.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (docx_bytes(docx.Document()), "no table in this file"),
        (b"PK\x03\x04 broken", "may be damaged"),
        (excel(("P", [["Ref", "Action"], *([str(n), "Show faces"] for n in range(5_001))])), "more than 5,000 rows"),
    ],
    ids=["no table", "broken", "long"],
)
def test_what_shows_only_in_reading_is_refused_and_its_file_deleted(data: bytes, words: str) -> None:
    found = bring_file(ContentFile(data, name="plan.csv"), None, "T", PERIOD, None)
    assert found.state == ImportState.REFUSED
    assert words in found.problem
    assert not found.file
    assert not Plan.objects.exists()


def test_what_breaks_in_reading_is_told_and_logged(monkeypatch: pytest.MonkeyPatch, failed_tasks: list[str]) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(import_files, "understood", fail)
    found = brought()
    assert (found.state, found.problem) == (ImportState.REFUSED, import_files._BROKE)
    assert len(failed_tasks) == 1
    failed_tasks.clear()


def test_what_was_given_up_while_it_was_read_stays_given_up() -> None:
    found = brought()
    PlanImport.objects.filter(pk=found.pk).update(state=ImportState.CANCELLED)
    read_import(found)
    assert found.state == ImportState.CANCELLED


def test_giving_up_deletes_the_file(django_capture_on_commit_callbacks: object) -> None:
    found = brought()
    name = found.file.name
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        cancel_import(found)
    assert (found.state, bool(found.file)) == (ImportState.CANCELLED, False)
    assert not private_storage().exists(name)
    with pytest.raises(ImportGoneError):
        cancel_import(found)


def test_what_was_applied_cannot_be_given_up() -> None:
    found = applied()
    with pytest.raises(ImportGoneError):
        cancel_import(found)
    assert found.file


def test_files_are_forgotten_after_a_month_unless_their_import_stands() -> None:
    old = timezone.now() - timedelta(days=WAITS_DAYS, hours=1)
    waiting, stands, young = brought(), applied(rows=[*ROWS, ["V3", "Buy paint", "", "", ""]]), brought()
    PlanImport.objects.filter(pk__in=[waiting.pk, stands.pk]).update(uploaded_at=old, applied_at=old)
    assert forget_old_imports() == "1 files deleted"
    assert forget_old_imports() == "0 files deleted"
    for found in (waiting, stands, young):
        found.refresh_from_db()
    assert [(each.state, bool(each.file)) for each in (waiting, stands, young)] == [
        ("cancelled", False), ("applied", True), ("uploaded", True),
    ]  # fmt: skip
