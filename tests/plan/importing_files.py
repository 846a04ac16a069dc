"""Files with invented plans, and imports of them, as the tests of the import's screens want them."""

from typing import Any

from django.core.files.base import ContentFile

from plan.models import Plan, PlanImport
from plan.previews import preview_of
from plan.services.import_corrections import apply_previewed
from plan.services.import_files import bring_file
from plan.spans import PlanPeriod
from tests.plan.shapes.making import csv_bytes

PERIOD = PlanPeriod.from_months("2025-08", "2028-07")
HEADER = ["Ref", "Action", "Lead", "By when", "Comments"]
ROWS = [
    ["What to know first", "", "", "", ""],
    HEADER,
    ["", "Rooms and doors", "", "", ""],
    ["V1", "Open the glass workshop to visitors", "Head of Glass", "31 June 2026", "Ask about insurance"],
    ["V2", "Paint the door", "Estates", "May 2027", ""],
]
FIRST, HEADING = 3, 2  # places of the first action, and of the heading of a group


def plan_file(rows: list[list[str]] | None = None, name: str = "plan.csv") -> ContentFile:
    """Return a file with these rows."""
    return ContentFile(csv_bytes(rows or ROWS), name=name)


def brought(
    user: Any = None, rows: list[list[str]] | None = None, plan: Plan | None = None, title: str = "Plan of Wexcombe"
) -> PlanImport:
    """Return an import that was brought and read."""
    return bring_file(plan_file(rows), plan, "" if plan else title, PERIOD, user)


def applied(rows: list[list[str]] | None = None, title: str = "Plan of Wexcombe") -> PlanImport:
    """Return an import that was applied as it was read."""
    found = brought(None, rows, None, title)
    apply_previewed(found, preview_of(found).mark, None)
    return found


def many(count: int) -> list[list[str]]:
    """Return the rows of a plan with this many actions."""
    return [HEADER, *([f"V{n}", f"Promise number {n}", "Estates", "31 June 2026", ""] for n in range(1, count + 1))]
