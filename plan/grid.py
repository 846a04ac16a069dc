"""The years of a plan at a glance: what is due in which part of its time, by theme.

Pure calculation on standings that are read already.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plan.enums import ENDED, ActionStatus
from plan.models import Milestone, Step
from plan.progress import Part, parts_of
from plan.spans import PlanPeriod
from plan.standing import Standing
from plan.themes import ThemeGroup

MOST_IN_A_CELL = 4  # of what is due; the rest is a link to the list
MOST_WORDS = 11  # of a step or an action; the rest is on its page


@dataclass(frozen=True)
class Entry:
    """What is due of an action in a part of the plan's time."""

    code: str
    url: str
    words: str
    status: ActionStatus
    is_overdue: bool
    last: date


@dataclass(frozen=True)
class Cell:
    """What is due of a theme in a part; `more` says how many besides stand in the list at `more_url`."""

    head: "Head"
    entries: tuple[Entry, ...]
    more: int
    more_query: str


@dataclass(frozen=True)
class Head:
    """A part of the plan's time as a column; `elapsed` is how many in a hundred of its days are over."""

    part: Part
    elapsed: int

    @property
    def key(self) -> str:
        """Return what the address calls it: the month in which it begins."""
        return part_key(self.part)

    @property
    def css(self) -> str:
        """Return the classes of its cells: over, or now with the tenth of it that is over."""
        if self.part.is_now:
            return f"now t{self.elapsed // 10}"
        return "past" if self.elapsed == 100 else ""


@dataclass(frozen=True)
class Line:
    """A theme's row."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """The years at a glance."""

    heads: tuple[Head, ...]
    lines: tuple[Line, ...]


def part_key(part: Part) -> str:
    """Return what the address calls a part: the month in which it begins."""
    return f"{part.span.start:%Y-%m}"


def grid_of(period: PlanPeriod, groups: Iterable[ThemeGroup], today: date) -> Grid:
    """Return the grid of a plan; themes of which nothing has a date in its time are left out."""
    heads = tuple(Head(part, _elapsed(part, today)) for part in parts_of(period, today))
    lines = []
    for group in groups:
        dated = [(standing, dates) for standing in group.standings if (dates := _dates(standing))]
        cells = tuple(_cell(head, group, dated, today) for head in heads)
        if any(cell.entries for cell in cells):
            lines.append(Line(group.name, cells))
    return Grid(heads, tuple(lines))


def _elapsed(part: Part, today: date) -> int:
    days = (part.span.end - part.span.start).days + 1
    return min(100, max(0, round(100 * (today - part.span.start).days / days)))


def _dates(standing: Standing) -> list[Milestone]:
    return list(standing.action.milestones.all())


def _cell(head: Head, group: ThemeGroup, dated: Sequence[tuple[Standing, list[Milestone]]], today: date) -> Cell:
    span = head.part.span
    found = []
    for standing, dates in dated:
        within = [each for each in dates if span.start <= each.end <= span.end]
        if within:
            found.append(_entry(standing, within, today))
    found.sort(key=lambda entry: entry.last)
    shown = found if len(found) <= MOST_IN_A_CELL + 1 else found[:MOST_IN_A_CELL]
    return Cell(head, tuple(shown), len(found) - len(shown), f"theme={group.key}&due=in-{head.key}")


def _entry(standing: Standing, within: Sequence[Milestone], today: date) -> Entry:
    action = standing.action
    steps = {step.pk: step for step in action.steps.all()}
    open_dates = [each for each in within if each.done_on is None and not _step_done(steps, each)]
    is_over = standing.status in ENDED
    only_step = steps.get(within[0].step_id or 0) if len({each.step_id for each in within}) == 1 else None
    return Entry(
        code=action.code,
        url=action.get_absolute_url(),
        words=_short(only_step.text if only_step else action.title),
        status=standing.status if is_over or open_dates else ActionStatus.DONE,
        is_overdue=not is_over and not action.is_ongoing and any(each.end < today for each in open_dates),
        last=max(each.end for each in within),
    )


def _step_done(steps: dict[int, Step], milestone: Milestone) -> bool:
    step = steps.get(milestone.step_id or 0)
    return step is not None and step.done_on is not None


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= MOST_WORDS + 2 else f"{' '.join(words[:MOST_WORDS])} …"
