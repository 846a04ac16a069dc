"""What apps can count, for the plan's evidence."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .registry import Registry

MOST_EVIDENCE = 10  # links beside a number


@dataclass(frozen=True)
class Scope:
    """What is counted: a period (both days included), and where wanted one theme or department (by primary key)."""

    start: date
    end: date
    theme_id: int | None = None
    department_id: int | None = None


@dataclass(frozen=True)
class Evidence:
    """A public link that shows a part of what was counted."""

    title: str
    url: str


@dataclass(frozen=True)
class Result:
    """A value in the measure's unit, with a bounded list of public evidence.

    None: there is no number to tell, and `note` says why in words ('fewer than five', see `core.small_numbers`).
    `parts` say how it comes about, the largest first, what is too small to tell left out; they need not add up to it.
    """

    value: float | None
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Measure:
    """Something that an app can count."""

    key: str
    label: str
    unit: str
    better: Literal["more", "fewer"]
    compute: Callable[[Scope], Result]


measures: Registry[Measure] = Registry("measures")
