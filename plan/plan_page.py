"""What the page of a plan shows, read in a number of queries that does not grow with the plan."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from plan.enums import ENDED, ActionStatus
from plan.finding import LATE, leads_of
from plan.models import Action, Endorsement, Plan, Step
from plan.progress import Tally, expected_done, share_elapsed, tally
from plan.reach import Reach, reach_of
from plan.spans import PlanPeriod
from plan.standing import Standing, standings

MOST_TARGETS = 3  # among the headline figures
WHOLE = 100


@dataclass(frozen=True)
class Figure:
    """A headline figure, with what it is of, and what was to be expected; `query` leads to the actions behind it."""

    number: str
    unit: str
    label: str
    words: str
    reach: Reach | None = None
    url: str = ""


@dataclass(frozen=True)
class Row:
    """An action in the list."""

    standing: Standing
    url: str
    themes: str
    leads: str
    steps: tuple[Step, ...]
    said: str
    reach: Reach | None
    more_targets: int


@dataclass(frozen=True)
class OtherPlan:
    """Another plan, and how it stands or how it ended."""

    plan: Plan
    tally: Tally
    words: str


@dataclass(frozen=True)
class Strip:
    """When the plan runs, how far it is, when it was measured last, and what is due next."""

    period: PlanPeriod
    months: int
    months_elapsed: int
    percent_elapsed: int
    read_on: date | None
    next_due: Standing | None
    said_on: date | None


def standings_of(plan: Plan, on: date) -> list[Standing]:
    """Return how the actions of a plan stand, in its order, each with what was said last (`action.said`)."""
    found = standings(plan.actions.with_said(), on)
    for standing in found:
        standing.action.plan = plan  # the same object, so that their addresses cost nothing
    return found


def strip_of(plan: Plan, found: Sequence[Standing], on: date) -> Strip:
    """Return the strip above the figures."""
    period = plan.period
    months = _months(period.start, period.end)
    elapsed = 0 if on < period.start else min(months, _months(period.start, on))
    due = [standing for standing in found if standing.due and standing.due >= on]
    read = [target.reading.on for standing in found for target in standing.targets if target.reading]
    said = [standing.said_on for standing in found if standing.said_on]
    return Strip(
        period,
        months,
        elapsed,
        share_elapsed(period, on),
        max(read, default=None),
        min(due, key=lambda standing: standing.due or on, default=None),
        max(said, default=None),
    )


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def figures_of(found: Sequence[Standing], on: date) -> list[Figure]:
    """Return the headline figures: what is done, what is behind, and targets with a number to show."""
    if not found:
        return []
    all_of_them = tally(standing.status for standing in found)
    return [_done(found, all_of_them, on), _behind(found, all_of_them), *_targets(found)]


def _done(found: Sequence[Standing], counted: Tally, on: date) -> Figure:
    awaited = [one for one in found if one.status != ActionStatus.STOPPED and not one.action.is_ongoing]
    expected = expected_done([[each.end for each in one.action.milestones.all()] for one in awaited], on)
    words = f"The plan was to have {expected} done by now." if expected else "None was to be done by now."
    places = (round(WHOLE * number / counted.total) for number in (counted.done, expected))
    at, due = places
    return Figure(
        str(counted.done),
        "",
        f"of {counted.total} action{'' if counted.total == 1 else 's'} done",
        words,
        Reach("", "", "", "", 0, at, due, WHOLE),
        "?status=done#list",
    )


def _behind(found: Sequence[Standing], counted: Tally) -> Figure:
    late = sum(1 for standing in found if standing.is_overdue)
    parts = [
        f"{counted.number(status)} {status.label.lower()}"
        for status in (ActionStatus.AT_RISK, ActionStatus.DELAYED)
        if counted.number(status)
    ]
    parts += [f"{late} with a date that is over"] if late else []
    words = ", ".join(parts)
    label = "action behind" if counted.behind == 1 else "actions behind"
    url = f"?status={LATE}#list" if counted.behind else ""
    return Figure(str(counted.behind), "", label, f"{words}." if words else "", url=url)


def _targets(found: Sequence[Standing]) -> list[Figure]:
    """Return a figure for each of the first targets with a number, those that say where they began first."""
    measured = [
        (standing, target)
        for standing in found
        if standing.status != ActionStatus.STOPPED
        for target in standing.targets
        if target.value is not None
    ]
    measured.sort(key=lambda pair: pair[1].target.baseline is None)
    figures: dict[str, Figure] = {}
    for standing, target in measured:
        reach = reach_of(target)
        words = reach.words.partition("now. ")[2] or reach.words
        unit = reach.percent
        figures.setdefault(reach.label, Figure(reach.number, unit, reach.label, words, reach, _url(standing)))
    return list(figures.values())[:MOST_TARGETS]


def _url(standing: Standing) -> str:
    url: str = standing.action.get_absolute_url()
    return url


def rows_of(found: Sequence[Standing]) -> list[Row]:
    """Return actions as the list shows them."""
    return [_row(standing) for standing in found]


def _row(standing: Standing) -> Row:
    action: Any = standing.action
    told = sorted(standing.targets, key=lambda target: target.value is None)
    return Row(
        standing=standing,
        url=_url(standing),
        themes=", ".join(theme.name for theme in action.themes.all()),
        leads=", ".join(leads_of(standing)),
        steps=tuple(action.steps.all()),
        said=action.said or "",
        reach=reach_of(told[0]) if told else None,
        more_targets=max(0, len(told) - 1),
    )


def endorsements_of(plan: Plan) -> tuple[list[Endorsement], list[Endorsement]]:
    """Return who stands behind the plan now, and who did before."""
    every = list(plan.endorsements.select_related("document"))
    return [one for one in every if one.ended_on is None], [one for one in every if one.ended_on is not None]


def others_of(plans: Sequence[Plan], plan: Plan | None, on: date) -> list[OtherPlan]:
    """Return the other plans with how they stand or ended; one query, however many there are."""
    others = [one for one in plans if plan is None or one.pk != plan.pk]
    if not others:
        return []
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for pk, status, number in Action.objects.filter(plan__in=others).status_counts():
        counts[pk][status] = number
    return [_other(one, tally(counts[one.pk].elements()), on) for one in others]


def _other(plan: Plan, counted: Tally, on: date) -> OtherPlan:
    if not counted.total:
        return OtherPlan(plan, counted, "No actions yet")
    words = [f"{number} {status.label.lower()}" for status, number in counted.counts]
    is_over = plan.end < on
    if is_over:
        open_ones = counted.total - counted.number(*ENDED)
        words = [f"{counted.done} of {counted.total} actions done"]
        words += [f"{counted.number(ActionStatus.STOPPED)} stopped"] if counted.number(ActionStatus.STOPPED) else []
        words += [f"{open_ones} still open when it ended"] if open_ones else []
    return OtherPlan(plan, counted, ", ".join(words))


def period_words(plan: Plan) -> str:
    """Return when a plan runs: 'August 2025 to July 2028'."""
    return f"{plan.start:%B %Y} to {plan.end:%B %Y}"
