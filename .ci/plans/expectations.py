"""What the five published plans hold, read from the documents by hand, and whether the files that say so are sound.

A file `<name>.json` beside this one says what to pass to `manage.py import_plan` and what must come of it.

- Rows are counted from 1 in the table, sheet or file, the header row and empty rows too, as a spreadsheet shows them.
- A row of the document is an action, a heading, or one of `other_rows`: title and header, which become no action.
- `every_action` holds for each action that does not say otherwise.
- `*_starts` are the first words, six at most: enough to know a text by, no copy of it. Without `success_starts` there
  is no success measure. `detail_holds` are the first words of the column Detail, which stand somewhere in the detail,
  for the rest of a long title may come before them; where they are None, the document has no such column.
- `x_any` lists the values that are right for the field x where the document can be read in several ways;
  `alternatives` lists whole readings, each a few fields that go together. `why` says what is ambiguous.
- `unlabelled_parts` are the sentences of a column of actions that gives them no labels. No step, one step of the whole
  cell, or one step a sentence are right; the text is then looked for in the action as a whole.
- A step's `label` is None where the document gives none: any will do. A step that names no leads or timescale has
  none of its own, or its action's.
- `timescale` is None where the document gives none.
- `doubtful` says whether the import must, may or should not (`no`) mark the row as doubtful.
- `mark_columns` hold ticks or names of themes, `not_looked_for` words that the document glues together: neither is
  looked for among the text that an import has to keep.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

COUNTS = {"bradford": 15, "chester": 32, "essex": 26, "cardiff": 19, "portsmouth": 21}
THEMES = {"visibility", "recognition", "career-development", "sustainability", "evaluating-impact"}
STATUSES = {"not-started", "on-track", "at-risk", "delayed", "done", "stopped"}
ONE_SPAN = {"by", "range", "plan_year"}
NO_SPAN = {"ongoing", "unknown"}
DOUBTS = {"no", "may", "must"}
MOST_WORDS = 6

Json = dict[str, Any]


@dataclass(frozen=True)
class Expectation:
    """What one document must become; `actions` stand in its order, with what holds of every action filled in."""

    name: str
    document: str
    title: str
    start: str
    end: str
    count: int
    other_rows: list[int]
    mark_columns: list[int]
    headings: list[Json]
    actions: list[Json]


def load(name: str) -> Expectation:
    """Read the expectations for one plan.

    Raises OSError, ValueError, KeyError or TypeError where the file is missing or broken.
    """
    held = json.loads(Path(__file__).with_name(f"{name}.json").read_text(encoding="utf-8"))
    every = held.pop("every_action")
    held.pop("why")
    held["actions"] = [{**every, **action} for action in held["actions"]]
    return Expectation(name=name, **held)


def readings(action: Json) -> list[Json]:
    """Return an action's readings, each complete: one, unless the document allows alternatives."""
    return [{**action, **alternative} for alternative in action.get("alternatives", [{}])]


def allowed(expected: Json, field: str) -> list[Any]:
    """Return the values that are right for a field."""
    return list(expected.get(f"{field}_any", [expected.get(field)]))


def allowed_steps(expected: Json) -> list[list[Json]]:
    """Return the lists of steps that are right for one reading of an action."""
    parts = [{"label": None, "starts": words} for words in expected.get("unlabelled_parts", [])]
    if parts:
        return [[], parts[:1]] + ([parts] if len(parts) > 1 else [])
    return [list(steps) for steps in allowed(expected, "steps")]


def name_of(action: Json) -> str:
    """Return what to call an action in a message."""
    return f"{action['code'] or 'action'} (row {action['row']})"


def faults(expectation: Expectation) -> list[str]:
    """Return what is wrong with the expectations themselves, in plain words."""
    found = []
    wanted = COUNTS[expectation.name]
    if not len(expectation.actions) == expectation.count == wanted:
        found.append(
            f"{len(expectation.actions)} actions stand here and count says {expectation.count}; the plan has {wanted}"
        )
    rows = [item["row"] for item in expectation.actions + expectation.headings] + expectation.other_rows
    codes = [action["code"] for action in expectation.actions if action["code_given"]]
    found += [f"row {row} is listed twice" for row, times in Counter(rows).items() if times > 1]
    found += [f"code {code} is listed twice" for code, times in Counter(codes).items() if times > 1]
    for action in expectation.actions:
        if ("alternatives" in action or any(field.endswith("_any") for field in action)) and not action.get("why"):
            found.append(f"{name_of(action)}: alternatives, and no word on why")
        for reading in readings(action):
            found += [f"{name_of(action)}: {fault}" for fault in _faults_of(reading)]
    return found


def timescales_of(reading: Json) -> Iterator[Json]:
    """Yield every timescale that a reading of an action allows, its steps' too."""
    for item in (reading, *(step for steps in allowed_steps(reading) for step in steps)):
        yield from (timescale for timescale in allowed(item, "timescale") if timescale)


def _faults_of(reading: Json) -> Iterator[str]:
    """Yield what is wrong with one reading of an action."""
    if not THEMES.issuperset(reading["themes"]):
        yield f"themes {reading['themes']} are not all themes"
    if not STATUSES.issuperset(allowed(reading, "status")):
        yield f"status {allowed(reading, 'status')} is none"
    if reading["doubtful"] not in DOUBTS:
        yield f"doubtful may not be {reading['doubtful']}"
    if reading["code_given"] != bool(reading["code"]):
        yield "a code is given, or it is not"
    starts = [reading["title_starts"], reading["detail_holds"], reading["success_starts"]]
    starts += [step["starts"] for steps in allowed_steps(reading) for step in steps]
    yield from (
        f"more than {MOST_WORDS} words: {words}" for words in starts if words and len(words.split()) > MOST_WORDS
    )
    for timescale in timescales_of(reading):
        yield from _faults_of_timescale(timescale)


def _faults_of_timescale(timescale: Json) -> Iterator[str]:
    """Yield what is wrong with a timescale: the number of its spans, and dates that are none."""
    kind, spans = timescale["kind"], timescale["occurrences"]
    if kind not in ONE_SPAN | NO_SPAN | {"recurring"}:
        yield f"kind {kind} does not exist"
    if (kind in ONE_SPAN and len(spans) != 1) or (kind in NO_SPAN and spans) or (kind == "recurring" and not spans):
        yield f"{len(spans)} spans do not go with {kind}"
    for span in spans:
        if not date.fromisoformat(span["start"]) <= date.fromisoformat(span["end"]):
            yield f"a span ends before it starts: {span}"
