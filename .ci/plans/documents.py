"""The documents as they are, row by row: whether the expectations belong to them, and what an import lost of them."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
from expectations import Expectation, Json, allowed, allowed_steps, name_of, readings, timescales_of

WORD = re.compile(r"[^\W_]+")
PREDECESSOR = re.compile(r"^Was Action \S+( from \S+ plan)?")
NO_TEXT_OF_THE_PLAN = {"themes", "kind", "occurrences", "status", "code_given"}

Rows = dict[int, list[str]]


def plain(text: object) -> str:
    """Return a text with single spaces and straight quotes, None as an empty one, so that texts can be compared."""
    words = " ".join(str("" if text is None else text).split())
    return words.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})


def starts_with(text: object, words: str) -> bool:
    """Return whether a text begins with the words; a full stop or comma after the last of them may be gone."""
    return plain(text).startswith(plain(words).rstrip(".,;:"))


def rows_of(path: Path) -> Rows:
    """Return the cells of each row that holds anything, rows counted from 1.

    The five documents have one table or sheet each. Raises OSError or ValueError where a file cannot be read.
    """
    if path.suffix == ".docx":
        rows = [[cell.text for cell in row.cells] for row in docx.Document(str(path)).tables[0].rows]
    elif path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path).worksheets[0]
        rows = [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    else:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
    return {number: cells for number, cells in enumerate(rows, 1) if any(cell.strip() for cell in cells)}


def mismatches(expectation: Expectation, rows: Rows) -> list[str]:
    """Return where the expectations do not fit the document, in plain words."""
    found = []
    listed = {item["row"] for item in expectation.actions + expectation.headings} | set(expectation.other_rows)
    found += [f"row {row} of the document is not listed" for row in sorted(rows.keys() - listed)]
    found += [f"row {row} is listed, and the document has none" for row in sorted(listed - rows.keys())]
    for heading in expectation.headings:
        filled = [cell for cell in rows.get(heading["row"], []) if cell.strip()]
        if len(filled) != 1 or not starts_with(filled[0], heading["words"]):
            found.append(f"row {heading['row']} is not the heading '{heading['words']}'")
    for action in expectation.actions:
        cells = [plain(cell) for cell in rows.get(action["row"], [])]
        for reading in readings(action):
            found += [f"{name_of(action)}: the row has no {missing}" for missing in _not_in(reading, cells)]
    return found


def _not_in(reading: Json, cells: list[str]) -> Iterator[str]:
    """Yield what a reading of an action expects and its row does not hold."""
    if reading["code_given"] and reading["code"] not in cells:
        yield f"code {reading['code']}"
    for field in ("title_starts", "detail_holds", "success_starts"):
        words = reading[field]
        if words and not any(starts_with(cell, words) for cell in cells):
            yield f"cell that starts '{words}'"
    for timescale in allowed(reading, "timescale"):
        if timescale and plain(timescale["wording"]) not in cells:
            yield f"cell '{timescale['wording']}'"
    for timescale in timescales_of(reading):
        if not any(plain(timescale["wording"]) in cell for cell in cells):
            yield f"words '{timescale['wording']}'"
    names = [name for field in ("leads", "stakeholders") for names in allowed(reading, field) for name in names]
    yield from (f"name '{name}'" for name in names if not any(name in cell for cell in cells))
    for steps in allowed_steps(reading):
        order = ".*".join(re.escape(_as_written(step)) for step in steps)
        if not any(re.search(order, cell) for cell in cells):
            yield f"cell that holds the steps {[step['starts'] for step in steps]} in that order"


def _as_written(step: Json) -> str:
    """Return a step's beginning as the document has it: the five write a label with a bracket, 'a) '."""
    return f"{step['label']}) {step['starts']}" if step["label"] else str(step["starts"])


def lost_words(expectation: Expectation, expected: Json, cells: list[str], actual: Json) -> list[str]:
    """Return the words of an action's row that are nowhere in what it became, as often as they are missing.

    What stands in the columns of marks became themes, and 'Was Action V5 from 2018/20 plan' became `continues`.
    """
    texts = [cell for column, cell in enumerate(cells, 1) if column not in expectation.mark_columns]
    if any(allowed(expected, "continues")):
        texts = [PREDECESSOR.sub("", text) for text in texts]
    wanted = Counter(_words(texts))
    wanted.subtract(_words(_texts_of(actual)))
    glued = expected.get("not_looked_for", [])
    return sorted(word for word, missing in wanted.items() if missing > 0 and word not in glued)


def _words(texts: list[str]) -> list[str]:
    """Return the words of some texts, small."""
    return [word.lower() for text in texts for word in WORD.findall(plain(text))]


def _texts_of(value: Any) -> list[str]:
    """Return every text within an action's JSON that can hold words of the document."""
    if isinstance(value, dict):
        return [text for key, held in value.items() if key not in NO_TEXT_OF_THE_PLAN for text in _texts_of(held)]
    if isinstance(value, list):
        return [text for held in value for text in _texts_of(held)]
    return [] if value is None else [str(value)]
