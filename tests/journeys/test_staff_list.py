"""A steward imports a staff list of which three rows are bad, looks at why, applies the rest and undoes it."""

import csv
import io

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser

HEADER = ["Employee No", "Surname", "Forename", "Email", "Job title", "Dept"]
ROWS = [
    ["G100", "Marsh", "Joan", "joan.marsh@wexcombe.example", "Master glassblower", "Glassworks"],  # another job title
    ["G101", "Ndiaye", "Awa", "awa.ndiaye@wexcombe.example", "Glassblower", "Glassworks"],  # new
    ["", "Quill", "Ned", "ned@wexcombe.example", "Glassblower", "Glassworks"],  # no staff number
    ["G103", "Okafor", "Obi", "not-an-address", "Glassblower", "Glassworks"],  # no address
    ["G104", "Petrie", "Pat", "pat@wexcombe.example", "Glassblower", "Alchemy"],  # no such department
]


def staff_list() -> dict[str, object]:
    """Return the file as a browser sends it."""
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *ROWS])
    return {"name": "glass.csv", "mimeType": "text/csv", "buffer": text.getvalue().encode()}


def row_of(page: Page, name: str) -> str:
    """Return the text of somebody's row in the preview."""
    return page.locator("table#rows tr").filter(has_text=name).first.inner_text()


def test_import_with_three_bad_rows_and_undo(visit: Visit) -> None:
    page = visit(Viewer.STEWARD, "/admin/staff-list/")
    page.get_by_role("link", name="Import a staff list").first.click()
    page.locator("input[type=file]").set_input_files(staff_list())  # type: ignore[arg-type]
    page.get_by_label("These departments only").check()
    page.get_by_label("Glassworks").check()
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("button", name="Check the rows").click()

    apply = page.get_by_role("button", name="Apply 2 changes")
    expect(apply).to_be_visible()
    expect(page.get_by_role("link", name="Refused (3)")).to_be_visible()
    assert "staff number" in row_of(page, "Quill").lower()
    assert "not-an-address" in row_of(page, "Okafor") or "address" in row_of(page, "Okafor").lower()
    assert "Alchemy" in row_of(page, "Petrie")
    assert "Master glassblower" in row_of(page, "Marsh")

    apply.click()
    expect(page.get_by_role("link", name="Undo this import")).to_be_visible()
    result = page.url
    assert "Master glassblower" in listed(page, "Marsh")
    assert "Glassblower" in listed(page, "Ndiaye")
    assert [listed(page, name) for name in ("Quill", "Okafor", "Petrie")] == ["", "", ""]

    page.goto(result)
    page.get_by_role("link", name="Undo this import").click()
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("The list is as it was before.")).to_be_visible()
    expect(page.get_by_role("link", name="Undo this import")).to_have_count(0)
    assert listed(page, "Ndiaye") == ""
    assert "Master glassblower" not in listed(page, "Marsh")
    assert "Glassblower" in listed(page, "Marsh")


def listed(page: Page, name: str) -> str:
    """Return somebody's row in the staff list; empty where they are not on it."""
    page.goto(f"/admin/technicians/?q={name}")
    rows = page.locator("main table tbody tr").filter(has_text=name)
    return rows.first.inner_text() if rows.count() else ""
