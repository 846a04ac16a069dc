"""The log of what technicians agreed to show, and of what they took back."""

from collections.abc import Iterable, Mapping
from typing import Any

from portal.accounts.services import record_consent
from profiles.enums import Audience, Section

USES = {Audience.COLLEAGUES: "profile:colleagues", Audience.PUBLIC: "profile:public"}
_WIDTH = {Audience.ONLY_ME: 0, Audience.COLLEAGUES: 1, Audience.PUBLIC: 2}


def _names(sections: Iterable[Section]) -> str:
    return ", ".join(section.label for section in sections)


def record_changes(user: Any, before: Mapping[Section, Audience], after: Mapping[Section, Audience]) -> None:
    """Record one line a use for the sections that were opened to it, and one for those that were closed to it."""
    for audience, use in USES.items():
        reached = _WIDTH[audience]
        opened = [s for s in Section if _WIDTH[before[s]] < reached <= _WIDTH[after[s]]]
        closed = [s for s in Section if _WIDTH[after[s]] < reached <= _WIDTH[before[s]]]
        if opened:
            record_consent(user, use, True, f"Shown to {audience.label.lower()}: {_names(opened)}.")
        if closed:
            record_consent(user, use, False, f"No longer shown to {audience.label.lower()}: {_names(closed)}.")


def record_whole(user: Any, audiences: Mapping[Section, Audience], given: bool, wording: str) -> None:
    """Record agreement to the whole profile being shown (or its end), once a use that any section has."""
    for audience, use in USES.items():
        reached = [section for section in Section if _WIDTH[audiences[section]] >= _WIDTH[audience]]
        if reached:
            record_consent(user, use, given, f"{wording} Sections: {_names(reached)}.")
