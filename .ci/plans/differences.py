"""Where the importer's answer differs from the expectations, said in plain words.

The answer is the object that `manage.py import_plan --json` prints. Nothing of the importer is imported: what is
known of it is that object alone.
"""

import calendar
import json
import re
from collections import defaultdict
from typing import Any

from documents import Rows, lost_words, plain, starts_with
from expectations import Expectation, Json, allowed, allowed_steps, name_of, readings

# What a row became is said in the importer's own words. The first of these in it decides.
BECAME = {
    "action": "action",
    "column": "header",
    "header": "header",
    "title": "title",
    "heading": "heading",
    "section": "heading",
    "theme": "heading",
    "group": "heading",
}
ABOUT_A_DATE = re.compile(r"\b(dates?|dated|timescale|when)\b", re.IGNORECASE)


def differences(expectation: Expectation, rows: Rows, answer: Any) -> list[str]:
    """Return every difference between an answer and what the document must become."""
    if not isinstance(answer, dict):
        return ["the answer is no JSON object"]
    missing = [key for key in ("plan", "actions", "rows", "warnings") if key not in answer]
    if missing:
        return [f"the answer has no {', '.join(missing)}"]
    try:
        doubts, became = _told_of_rows(answer)
        found = _plan(expectation, answer["plan"]) + _rows(expectation, became, doubts)
        pairs, unmatched = _pairs(expectation, answer["actions"])
        for expected, actual in pairs:
            said = _action(expected, actual, doubts[expected["row"]])
            lost = lost_words(expectation, expected, rows.get(expected["row"], []), actual)
            said += [f"words of the document are lost: {' '.join(lost)}"] if lost else []
            found += [f"{name_of(expected)}: {difference}" for difference in said]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return [f"the answer is not built as agreed: {type(error).__name__}: {error}"]
    return found + unmatched


def _plan(expectation: Expectation, plan: Json) -> list[str]:
    """Compare the plan's own fields; a month and its first or last day are the same."""
    year, month = (int(part) for part in expectation.end.split("-"))
    right = {
        "title": {expectation.title},
        "start": {expectation.start, f"{expectation.start}-01"},
        "end": {expectation.end, f"{expectation.end}-{calendar.monthrange(year, month)[1]}"},
    }
    return [
        f"the plan's {field} is {shown(plan.get(field))}, not {' or '.join(sorted(values))}"
        for field, values in right.items()
        if plan.get(field) not in values
    ]


def _told_of_rows(answer: Json) -> tuple[defaultdict[int, list[str]], dict[int, set[str]]]:
    """Return the doubts about each row, and what became of it; one row may be told of several times."""
    codes = {str(action.get("code")) for action in answer["actions"]}
    doubts, became = defaultdict[int, list[str]](list), defaultdict[int, set[str]](set)
    for row in answer["rows"]:
        number = row_number(row["source"])
        doubts[number] += [shown(doubt) for doubt in row["doubts"]]
        became[number].add("action" if shown(row["became"]) in codes else _kind(shown(row["became"])))
    return doubts, became


def _kind(became: str) -> str:
    """Return what a row became in our words, or in the importer's where they are none of those we know."""
    word = re.search("|".join(BECAME), became.lower())
    return BECAME[word.group()] if word else became


def row_number(source: Any) -> int:
    """Return the number of a row from where it is said to come from: an object with `row`, or words with the number.

    Raises ValueError where there is none.
    """
    if isinstance(source, dict) and "row" in source:
        return int(source["row"])
    text = shown(source)
    numbers = re.findall(r"\brow\D{0,3}(\d+)", text, re.IGNORECASE) or re.findall(r"\d+", text)
    if not numbers:
        raise ValueError(f"no row number in the source {text}")
    return int(numbers[-1])


def _rows(expectation: Expectation, became: dict[int, set[str]], doubts: dict[int, list[str]]) -> list[str]:
    """Compare which rows became actions and which headings, and the doubts about headings."""
    found = []
    for kind, items in (("action", expectation.actions), ("heading", expectation.headings)):
        wanted = {item["row"] for item in items}
        told = {row for row, kinds in became.items() if kind in kinds}
        if kind == "heading":  # a title may be called one: only what stands above actions is meant here
            told -= set(expectation.other_rows)
        found += [f"row {row} should become: {kind}; {_told(became, row)}" for row in sorted(wanted - told)]
        found += [f"row {row} should not become: {kind}" for row in sorted(told - wanted)]
    for heading in expectation.headings:
        said = doubts.get(heading["row"], [])
        found += _doubts(heading.get("doubtful", "no"), said, f"heading in row {heading['row']}: ")
    return found


def _told(became: dict[int, set[str]], row: int) -> str:
    """Return what is told of a row."""
    return f"it became {', '.join(sorted(became[row]))}" if row in became else "nothing is told of it"


def _pairs(expectation: Expectation, actions: list[Json]) -> tuple[list[tuple[Json, Json]], list[str]]:
    """Match actions by code, or by title where the document gives no codes; return the pairs, and what has no match."""
    found = []
    if len(actions) != expectation.count:
        found.append(f"{len(actions)} actions, not {expectation.count}")
    codes = [action.get("code") for action in actions]
    found += [
        f"code {shown(code)} stands {codes.count(code)} times" for code in dict.fromkeys(codes) if codes.count(code) > 1
    ]
    found += ["an action has no code" for code in codes if not code]
    left = list(range(len(actions)))
    pairs, order = [], []
    for expected in expectation.actions:
        place = next((place for place in left if _is_meant(expected, actions[place])), None)
        if place is None:
            found.append(f"{name_of(expected)} is missing: '{expected['title_starts']} ...'")
            continue
        left.remove(place)
        order.append(place)
        pairs.append((expected, actions[place]))
    found += [f"action {shown(codes[place])} should not be there" for place in left]
    if order != sorted(order):
        found.append("the actions do not stand in the order of the document")
    return pairs, found


def _is_meant(expected: Json, actual: Json) -> bool:
    """Return whether an action is the expected one."""
    if expected["code_given"]:
        return bool(actual.get("code") == expected["code"])
    return starts_with(actual.get("title"), expected["title_starts"])


def _action(expected: Json, actual: Json, doubts: list[str]) -> list[str]:
    """Return the differences from the reading that an action comes nearest to."""
    return min((_reading(reading, actual, doubts) for reading in readings(expected)), key=len)


def _reading(expected: Json, actual: Json, doubts: list[str]) -> list[str]:
    """Compare an action with one reading of its row."""
    found = []
    if not starts_with(actual.get("title"), expected["title_starts"]):
        found.append(f"title is '{_opening(actual.get('title'))}', which does not start '{expected['title_starts']}'")
    if plain(expected["detail_holds"]) not in plain(actual.get("detail")):
        found.append(f"detail does not hold '{expected['detail_holds']}'")
    if bool(actual.get("code_given")) != expected["code_given"]:
        found.append(f"code_given is {shown(actual.get('code_given'))}")
    found += _success_measure(expected["success_starts"], actual.get("success_measure"))
    if sorted(actual["themes"]) != sorted(expected["themes"]):
        found.append(f"themes are {shown(sorted(actual['themes']))}, not {shown(sorted(expected['themes']))}")
    for field in ("leads", "stakeholders"):
        if names_in(actual[field]) not in allowed(expected, field):
            found.append(f"{field} are {shown(names_in(actual[field]))}, not {_either(allowed(expected, field))}")
    if actual["status"] not in allowed(expected, "status"):
        found.append(f"status is {shown(actual['status'])}, not {_either(allowed(expected, 'status'))}")
    continues = _predecessor(actual.get("continues"))
    if continues not in [_predecessor(right) for right in allowed(expected, "continues")]:
        found.append(f"continues is {shown(actual.get('continues'))}, not {_either(allowed(expected, 'continues'))}")
    found += _timescale("", allowed(expected, "timescale"), actual.get("timescale"))
    if allowed(expected, "timescale") == [None]:
        doubts = [doubt for doubt in doubts if not ABOUT_A_DATE.search(doubt)]
    return found + _steps(allowed_steps(expected), actual) + _doubts(expected["doubtful"], doubts)


def _success_measure(words: str | None, actual: Any) -> list[str]:
    """Compare a success measure, or its absence."""
    if words is None:
        return [f"success measure is '{_opening(actual)}', and the document gives none"] if plain(actual) else []
    return [] if starts_with(actual, words) else [f"success measure is '{_opening(actual)}', not '{words} ...'"]


def _doubts(wanted: str, doubts: list[str], about: str = "") -> list[str]:
    """Compare the doubts about a row with whether it should have any."""
    if wanted == "must" and not doubts:
        return [f"{about}must be marked as doubtful, and is not"]
    return [f"{about}should not be doubtful: {'; '.join(doubts)}"] if wanted == "no" and doubts else []


def _steps(right: list[list[Json]], actual: Json) -> list[str]:
    """Return the differences from the list of steps that an action's steps come nearest to."""
    found = actual["steps"]
    comparable = [steps for steps in right if len(steps) == len(found)]
    if not comparable:
        numbers = " or ".join(str(len(steps)) for steps in right)
        return [f"there are {len(found)} steps, not {numbers}: {[_opening(step.get('text')) for step in found]}"]
    return min((_each_step(steps, actual) for steps in comparable), key=len)


def _each_step(steps: list[Json], actual: Json) -> list[str]:
    """Compare an action's steps, one by one, with as many that are right."""
    return [said for step, found in zip(steps, actual["steps"], strict=True) for said in _step(step, found, actual)]


def _step(expected: Json, actual: Json, action: Json) -> list[str]:
    """Compare one step; where it should have no leads or timescale of its own, its action's are right too."""
    about = f"step {expected['label'] or expected['starts']}: "
    found = []
    if expected["label"] is not None and plain(actual.get("label")).strip("().: ").lower() != expected["label"]:
        found.append(f"{about}label is {shown(actual.get('label'))}")
    if not starts_with(actual.get("text"), expected["starts"]):
        found.append(f"{about}text is '{_opening(actual.get('text'))}', which does not start '{expected['starts']}'")
    leads = names_in(actual.get("leads"))
    right = [expected["leads"]] if "leads" in expected else [[], names_in(action["leads"])]
    if leads not in right:
        found.append(f"{about}leads are {shown(leads)}, not {_either(right)}")
    timescale = actual.get("timescale")
    if None in allowed(expected, "timescale") and timescale == action.get("timescale"):
        return found
    return found + _timescale(about, allowed(expected, "timescale"), timescale)


def _timescale(about: str, right: list[Json | None], actual: Json | None) -> list[str]:
    """Compare a timescale with those that are right; an unknown one without wording is none."""
    if _span_of_time(actual) in [_span_of_time(timescale) for timescale in right]:
        return []
    return [f"{about}timescale is {shown(actual)}, not {_either(right)}"]


def _span_of_time(timescale: Json | None) -> tuple[str, str, list[tuple[str, str]]] | None:
    """Return what is compared of a timescale: wording, kind and spans in the order of time."""
    if not timescale or (timescale["kind"] in {"unknown", "", None} and not plain(timescale["wording"])):
        return None
    spans = sorted((str(span["start"]), str(span["end"])) for span in timescale["occurrences"])
    return plain(timescale["wording"]), timescale["kind"], spans


def _predecessor(continues: Json | None) -> tuple[str, str] | None:
    """Return what is compared of a predecessor: its code and plan, with '2018/20' and '2018/20 plan' the same."""
    if not continues or not continues.get("code"):
        return None
    return str(continues["code"]), plain(continues.get("plan")).removesuffix("plan").strip()


def names_in(value: Any) -> list[str]:
    """Return names from a list, or from one text with strokes between them."""
    parts = re.split(r"[/\n]", value) if isinstance(value, str) else value or []
    return [plain(part) for part in parts if plain(part)]


def _opening(text: Any) -> str:
    """Return the first words of a text, to show it by."""
    return " ".join(plain(text).split()[:8])


def _either(values: list[Any]) -> str:
    """Return the values that are right, one or another."""
    return " or ".join(shown(value) for value in values)


def shown(value: Any) -> str:
    """Return a value as it is shown in a message."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
