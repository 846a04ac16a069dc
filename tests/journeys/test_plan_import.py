"""A plan owner brings a Word file, puts a column and a doubt right, applies it, sees its actions and undoes it."""

import re

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.outputs.viewers import Viewer
from tests.plan.shapes.making import AMBER, GREEN, add_table, docx_bytes, shade

pytestmark = pytest.mark.browser

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ROWS = [
    ["Ref", "Action", "Who", "When", "RAG", "Comments"],
    ["Visibility", "", "", "", "", ""],
    ["W1", "Let visitors watch the foundry", "Head of Metals; Estates", "31 June 2032", "", "From the gallery"],
    ["W2", "Name technicians in papers", "Library", "Annually", "", "As authors where they are"],
    ["Rooms and kit", "", "", "", "", ""],
    ["W3", "Share the spare furnaces", "Stores", "March 2032", "", "By a list on the portal"],
]


def plan_file() -> dict[str, object]:
    """Return the file as a browser sends it: colours stand in it, and it does not say what they mean."""
    document = docx.Document()
    document.add_paragraph("Action plan of the foundries, January 2031 to December 2033")
    document.add_paragraph("It was written by those who stand at the furnaces.")
    table = add_table(document, ROWS)
    for row, colour in ((2, GREEN), (3, AMBER), (5, GREEN)):
        shade(table.rows[row].cells[4], colour)
    return {"name": "foundries.docx", "mimeType": DOCX, "buffer": docx_bytes(document)}


def entry(page: Page, code: str) -> str:
    """Return what the preview says of an action and of its row."""
    return page.locator("table#entries tr").filter(has=page.get_by_role("heading", name=code)).inner_text()


def test_import_correct_apply_and_undo(visit: Visit) -> None:
    page = visit(Viewer.PLAN_OWNER, "/admin/plan-imports/")
    page.get_by_role("link", name="Import a plan").first.click()
    page.locator("input[type=file]").set_input_files(plan_file())  # type: ignore[arg-type]
    page.get_by_role("button", name="Read the file").click()

    expect(page.get_by_text("Say what the colour amber means.")).to_be_visible()
    expect(page.get_by_label("Title of a new plan")).to_have_value(re.compile("Action plan of the foundries"))
    expect(page.get_by_label("First month of a new plan")).to_have_value("2031-01")
    page.get_by_label("Amber").select_option("Delayed")
    page.get_by_label("Comments").select_option("Detail")
    page.get_by_role("button", name="Show the preview").click()

    assert "Detail" in entry(page, "W1")
    assert "31 June 2032’ is not a day of the calendar" in entry(page, "W1")
    assert "Delayed" in entry(page, "W2")
    page.get_by_role("link", name="Doubtful (1)").click()
    page.get_by_role("link", name="Correct W1").click()
    page.get_by_label("Date, as worded").first.fill("June 2032")
    page.get_by_role("button", name="Say what the dates mean now").click()
    expect(page.get_by_text("Understood as: By a date: June 2032.")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("W1 is kept as you typed it.")).to_be_visible()
    expect(page.get_by_role("link", name="Doubtful")).to_have_count(0)

    page.get_by_role("link", name="Choose what goes into the introduction").click()
    page.get_by_label("It was written by those who stand at the furnaces.").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Apply: write 3 actions").click()
    page.get_by_role("button", name="Apply the import").click()
    expect(page.get_by_role("link", name="Undo this import")).to_be_visible()
    result = page.url

    page.get_by_role("link", name="Open the plan").click()
    expect(page.get_by_role("link", name="Let visitors watch the foundry")).to_be_visible()
    expect(page.get_by_role("link", name="Share the spare furnaces")).to_be_visible()
    plan = page.url

    page.goto(result)
    page.get_by_role("link", name="Undo this import").click()
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("All that the import wrote was taken back.")).to_be_visible()
    expect(page.get_by_role("link", name="Undo this import")).to_have_count(0)
    assert page.request.get(plan).status == 404
