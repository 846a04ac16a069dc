"""How far a plan has come: counts by status and theme, and what falls into which part of its time.

Pure calculation on what is read already; nothing here asks the database or the clock.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plan.enums import BEHIND, ActionStatus
from plan.spans import PlanPeriod, Span, add_months, last_day

# In the order in which blocks and counts stand: what is finished first, what has ended otherwise last
SHOWN_ORDER = (
    ActionStatus.DONE,
    ActionStatus.ON_TRACK,
    ActionStatus.AT_RISK,
    ActionStatus.DELAYED,
    ActionStatus.NOT_STARTED,
    ActionStatus.STOPPED,
)


@dataclass(frozen=True)
class Tally:
    """How many actions stand how. `percent` is of those that were not stopped, since nothing is awaited from these."""

    counts: tuple[tuple[ActionStatus, int], ...]

    @property
    def total(self) -> int:
        """Return how many actions there are."""
        return sum(count for _, count in self.counts)

    def number(self, *statuses: ActionStatus) -> int:
        """Return how many stand in one of these."""
        return sum(count for status, count in self.counts if status in statuses)

    @property
    def done(self) -> int:
        """Return how many are done."""
        return self.number(ActionStatus.DONE)

    @property
    def behind(self) -> int:
        """Return how many are at risk or delayed."""
        return self.number(*BEHIND)

    @property
    def percent(self) -> int:
        """Return how many in a hundred are done; never 100 while one is open, never 0 once one is done."""
        awaited = self.total - self.number(ActionStatus.STOPPED)
        if not awaited or not self.done:
            return 0
        return 100 if self.done == awaited else min(99, max(1, round(100 * self.done / awaited)))


def tally(statuses: Iterable[str]) -> Tally:
    """Count statuses, in the order in which they are shown; those that none has are left out."""
    counts = Counter(ActionStatus(status) for status in statuses)
    return Tally(tuple((status, counts[status]) for status in SHOWN_ORDER if counts[status]))


@dataclass(frozen=True)
class Part:
    """A part of the plan's time: a column of the grid. `is_now` is the one that holds today."""

    span: Span
    label: str
    small: str
    is_now: bool = False


def parts_of(period: PlanPeriod, today: date) -> tuple[Part, ...]:
    """Return the plan's time in halves of its years, the first and the second half of each."""
    parts = []
    for number in range(1, period.years + 1):
        year = period.year(number)
        if year is None:
            continue
        middle = last_day(add_months(year.start, 5))
        halves = [Span(year.start, min(middle, year.end))]
        if middle < year.end:
            halves.append(Span(add_months(year.start, 6), year.end))
        for half in halves:
            is_now = half.start <= today <= half.end
            parts.append(Part(half, _year_label(year), _months(half), is_now))
    return tuple(parts)


def _year_label(year: Span) -> str:
    first, last = year.start.year, year.end.year
    return str(first) if first == last else f"{first}–{last % 100:02d}"


def _months(span: Span) -> str:
    first, last = f"{span.start:%B}", f"{span.end:%B}"
    return first if first == last else f"{first} to {last}"


def share_elapsed(period: PlanPeriod, today: date) -> int:
    """Return how many in a hundred days of the plan are over; 0 before it begins, 100 once it has ended."""
    days = (period.end - period.start).days + 1
    return min(100, max(0, round(100 * (today - period.start).days / days)))


def expected_done(ends: Sequence[Sequence[date]], today: date) -> int:
    """Return how many actions would be done by now if each were done by its last date.

    `ends` are the last days of the spans of each action; actions without any are never expected.
    """
    return sum(1 for days in ends if days and max(days) < today)
