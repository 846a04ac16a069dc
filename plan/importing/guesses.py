"""What a plan is called and when it runs, guessed from the name of its file and from the text around its tables."""

import re
from collections.abc import Iterable
from pathlib import PurePath

from plan.spans import PlanPeriod

from .tables import Tables

LONGEST_TITLE = 160
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_BETWEEN = r"\s*(?:-|–|—|/|_|to|until)\s*"
_MONTHS_NAMED = re.compile(
    rf"\b(?P<first>{_MONTH})\s+(?P<start>20\d\d){_BETWEEN}(?P<last>{_MONTH})\s+(?P<end>20\d\d)\b", re.IGNORECASE
)
_YEARS = re.compile(rf"(?<!\d)(?P<start>20\d\d){_BETWEEN}(?P<end>20\d\d|\d\d)(?!\d)", re.IGNORECASE)
_PLAN = re.compile(r"\b(?:action|commitment) plan\b", re.IGNORECASE)
_HEADS = 3  # rows of a table that may hold a title
_LONGEST = 10  # years: what is further apart is no plan's period


def title_of_name(name: str) -> str:
    """Return the title that the name of a file gives: ‘Action_plan 2021-24.docx’ is ‘Action plan 2021-24’."""
    words = " ".join(PurePath(name).stem.replace("_", " ").split())
    return words[:LONGEST_TITLE].strip()


def title_in(texts: Iterable[str]) -> str:
    """Return the first text that calls itself a plan, where it is short enough for a title; else nothing."""
    lines = (" ".join(text.split()) for text in texts)
    return next((line for line in lines if _PLAN.search(line) and len(line) <= LONGEST_TITLE), "")


def period_in(texts: Iterable[str]) -> PlanPeriod | None:
    """Return the first period that a text names, in months or else in years (January to December); None without one."""
    lines = list(texts)
    for line in lines:
        if (found := _MONTHS_NAMED.search(line)) and (period := _months(found)):
            return period
    for line in lines:
        for found in _YEARS.finditer(line):
            if period := _years(int(found["start"]), found["end"]):
                return period
    return None


def lines_of(tables: Tables) -> list[str]:
    """Return the text that stands around, above and at the head of the tables, where a plan says what it is."""
    lines = list(tables.loose)
    for table in tables.tables:
        heads = [row.texts[0] for row in table.rows[:_HEADS] if len(row.texts) == 1]
        lines += [*table.above, *heads, table.name]
    return lines


def _months(found: re.Match[str]) -> PlanPeriod | None:
    first, last = (_MONTHS.index(found[name][:3].casefold()) + 1 for name in ("first", "last"))
    return _period(f"{found['start']}-{first:02}", f"{found['end']}-{last:02}")


def _years(start: int, end: str) -> PlanPeriod | None:
    last = int(end) if len(end) == 4 else start // 100 * 100 + int(end)
    return _period(f"{start}-01", f"{last}-12") if 0 < last - start <= _LONGEST else None


def _period(start: str, end: str) -> PlanPeriod | None:
    try:
        return PlanPeriod.from_months(start, end)
    except ValueError:
        return None
