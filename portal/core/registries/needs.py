"""What waits for a person, shown at /me/."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .registry import Registry


@dataclass(frozen=True)
class Need:
    """One thing that needs a person: what, why, the one button, and by when (None: no date)."""

    title: str
    detail: str
    url: str
    button: str
    due: date | None = None


@dataclass(frozen=True)
class NeedSource:
    """An app's answer to 'what needs this user?'."""

    key: str
    find: Callable[[Any], Iterable[Need]]


needs_me: Registry[NeedSource] = Registry("needs_me")
