"""Who is whose manager after the import: known people only, and never round in a circle."""

from collections.abc import Iterable, Mapping

from .rows import Entry
from .values import staff_key


def settle_managers(entries: Iterable[Entry], present: Mapping[str, str], now: Mapping[str, str | None]) -> None:
    """Set each entry's manager to a staff number on the list, or None with a note.

    `present` holds the staff numbers on the list after the import by their key, `now` the present manager's key by
    key. Where a circle would close, the file's part in it is left out.
    """
    told = [entry for entry in entries if "manager" in entry.values]
    links: dict[str, str | None] = dict(now)
    for entry in told:
        number = entry.values["manager"]
        entry.values["manager"] = present.get(staff_key(number)) if number else None
        if number and entry.values["manager"] is None:
            entry.notes.append(f"The manager {number} is not on the list of technicians: left empty.")
        elif number and staff_key(number) == entry.key:
            entry.values["manager"] = None
            entry.notes.append("They are given as their own manager: left empty.")
        links[entry.key] = staff_key(entry.values["manager"]) if entry.values["manager"] else None
    circles = _in_circles(links)
    for entry in told:
        if entry.key in circles and entry.values["manager"]:
            entry.notes.append(f"The manager {entry.values['manager']} would close a circle of managers: left empty.")
            entry.values["manager"] = None


def _in_circles(links: Mapping[str, str | None]) -> set[str]:
    """Return the keys that are their own manager at some remove. Each link is walked once."""
    done: set[str] = set()
    circles: set[str] = set()
    for start in links:
        path: dict[str, int] = {}
        at: str | None = start
        while at is not None and at not in done and at not in path:
            path[at] = len(path)
            at = links.get(at)
        if at is not None and at in path:
            circles.update(key for key, place in path.items() if place >= path[at])
        done.update(path)
    return circles
