"""What each app holds about a person: to export, erase, keep for a time, and show where it is seen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .registry import Registry


@dataclass(frozen=True)
class PersonalData:
    """One app's answers about a user.

    `export(user)` returns plain data for a file; `erase(user)` deletes and returns how many rows went;
    `shown_where(user)` lists (what, address) pairs of pages that show it now; `kept_for` says for how long, in words.
    """

    key: str
    label: str
    export: Callable[[Any], Mapping[str, Any]]
    erase: Callable[[Any], int]
    shown_where: Callable[[Any], Sequence[tuple[str, str]]]
    kept_for: str


personal_data: Registry[PersonalData] = Registry("personal_data")
