"""Reads the files of the sample university, the fictional University of Wexcombe."""

import csv
import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
STAFF_LIST = DATA / "staff_list.csv"
BAD_ROWS = DATA / "badrows.csv"


def staff_rows(path: Path = STAFF_LIST) -> list[dict[str, str]]:
    """The staff list row by row, as the HR system exported it: every value is text."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def profiles() -> dict[str, dict[str, Any]]:
    """What technicians wrote themselves, by staff number. Raises ValueError if two files claim one person."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((DATA / "profiles").glob("*.toml")):
        people = tomllib.loads(path.read_text(encoding="utf-8"))
        twice = sorted(found.keys() & people.keys())
        if twice:
            raise ValueError(f"{path.name} repeats {', '.join(twice)}")
        found |= people
    return found


def portraits() -> dict[str, dict[str, Any]]:
    """What a portrait is to look like, by the staff number of its technician."""
    return {number: words["portrait"] for number, words in profiles().items() if "portrait" in words}
