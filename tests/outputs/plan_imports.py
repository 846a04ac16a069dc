"""Imports of plans in the world that is crawled: one with an answer missing, one to be looked through, one applied."""

import csv
import io
from typing import Any

from django.core.files.base import ContentFile

from plan.previews import preview_of
from plan.services.import_corrections import apply_previewed
from plan.services.import_files import bring_file
from plan.spans import PlanPeriod
from tests.outputs.canaries import WORD

HEADER = ["Ref", "Action", "Lead", "By when", "Comments"]


def add_plan_imports(user: Any) -> dict[str, int]:
    """Add the imports; return their keys, and the places of an action and of a heading in each."""
    period = PlanPeriod.from_months("2031-08", "2034-07")
    made: dict[str, int] = {"import_action": 3, "import_heading": 2}
    for state, when in (("uploaded", None), ("preview", period), ("applied", period)):
        found = bring_file(_file(state), None, f"Plan to be {state} {WORD['import.words']}", when, user)
        if state == "applied":
            apply_previewed(found, preview_of(found).mark, user)
        found.refresh_from_db()
        assert found.state == state, found.problem
        made[f"import_{state}"] = found.pk
    return made


def _file(state: str) -> ContentFile:
    word = WORD["import.words"]
    text = io.StringIO()
    rows = [
        [f"What to know of {word} first, and of {state}"],
        HEADER,
        ["", f"Rooms of {word}", "", "", ""],
        ["1", f"Open {word} to visitors", word, "31 June 2032", f"Ask {word}"],
        ["2", "Paint the door", "Estates", "May 2032", ""],
    ]
    csv.writer(text).writerows(rows)
    return ContentFile(text.getvalue().encode(), name=f"{word}.csv")
