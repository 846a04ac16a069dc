"""The value that a cell of a workbook shows: never the text of a formula."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell whose value cannot be known: a formula that was never calculated, an error of the spreadsheet."""

    reason: str


Value = str | date | Unreadable

_UNCALCULATED = Unreadable(
    "This cell holds a formula whose result is not in the file. Open the workbook, save it, and try again."
)


def value_of(cell: Any, formula: Any) -> Value:
    """Return what a cell shows, empty for nothing.

    `cell` is read with the values that formulas had when the workbook was saved, `formula` is the same cell read
    with the formulas themselves (or None).
    """
    value = cell.value
    if value is not None:
        return _shown(cell, value)
    is_formula = formula is not None and getattr(formula, "data_type", "") == "f" and formula.value is not None
    return _UNCALCULATED if is_formula else ""


def _shown(cell: Any, value: Any) -> Value:
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if getattr(cell, "data_type", "") == "e":
        return Unreadable(f"The spreadsheet shows an error ({value}) in this cell.")
    if isinstance(value, (int, float)):
        return _number(cell, value)
    if isinstance(value, (time, timedelta)):
        return str(value)
    return str(value).replace("\0", "").strip()


def _number(cell: Any, value: int | float) -> str:
    """Return a number as it is shown: whole ones without a point, with the leading zeros of its format."""
    pattern = str(getattr(cell, "number_format", "") or "")
    if "%" in pattern:
        return f"{value * 100:g}%"
    if isinstance(value, float):
        if not value.is_integer() or abs(value) > 1e15:
            return repr(value)
        value = int(value)
    shown = str(value)
    return shown.zfill(len(pattern)) if pattern and set(pattern) == {"0"} and value >= 0 else shown
