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


def portrait_in_words(name: str, table: dict[str, Any]) -> str:
    """Return what a portrait shows, for people who cannot see it: who, and what they wear and hold."""
    worn = [table.get("clothing", "shirt"), table.get("headwear", "none")]
    words = " and ".join(_with_article(thing) for thing in worn if thing != "none")
    held = table.get("holding", "nothing")
    return f"{name}, drawn: in {words}" + (f", with {_with_article(held)} in hand" if held != "nothing" else "")


def _with_article(thing: str) -> str:
    words = thing.replace("hi_vis", "high-visibility jacket").replace("_", " ")
    return words if words in {"overalls", "scrubs"} else f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def sample_stories() -> dict[str, Any]:
    """Return what the file of stories holds: `introduction`, and `stories`."""
    return tomllib.loads((DATA / "stories.toml").read_text(encoding="utf-8"))


def scene_names() -> list[str]:
    """Return the scenes that the stories show, in the order of the stories."""
    return [row["picture"][0] for row in sample_stories()["stories"] if "picture" in row]
