"""How the current plan is going, in one query: for the home page, which tells it in a few figures."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from plan.enums import ENDED, TimescaleKind
from plan.models import Action, Milestone, Plan
from plan.progress import Tally, tally
from plan.themes import NO_THEME


@dataclass(frozen=True)
class ThemeProgress:
    """The actions of a theme; `key` is what the plan's address calls it."""

    key: str
    name: str
    tally: Tally

    @property
    def blocks(self) -> list[str]:
        """Return a status for each action, in the order in which they are shown."""
        return [status.value for status, count in self.tally.counts for _ in range(count)]


@dataclass(frozen=True)
class Headlines:
    """The current plan in a few figures; `late` are actions with a date that is over."""

    title: str
    start: date
    end: date
    tally: Tally
    late: int
    themes: tuple[ThemeProgress, ...]


def headlines(on: date) -> Headlines | None:
    """Return how the published plan of a day is going; None where there is none, or where it has no actions yet."""
    late = Milestone.objects.late(on).values("action")
    rows = list(
        Action.objects.filter(plan__in=_current(on))
        .with_status()
        .order_by("order", "pk")
        .annotate(
            is_late=Case(
                When(timescale_kind=TimescaleKind.ONGOING, then=0),
                When(status__in=ENDED, then=0),
                When(pk__in=late, then=1),
                default=0,
                output_field=IntegerField(),
            )
        )
        .values_list(
            "pk", "status", "is_late", "themes__slug", "themes__name", "themes__order",
            "plan__title", "plan__start", "plan__end",
        )
    )  # fmt: skip
    if not rows:
        return None
    actions = {row[0]: row for row in rows}
    by_theme: dict[tuple[int, str, str], list[str]] = defaultdict(list)
    for _, status, _, slug, name, order, *_ in rows:
        by_theme[(order, name, slug) if slug else (len(rows) + 10**6, "No theme", NO_THEME)].append(status)
    themes = (ThemeProgress(key, name, tally(found)) for (_, name, key), found in sorted(by_theme.items()))
    title, start, end = rows[0][6:9]
    late_ones = sum(row[2] for row in actions.values())
    return Headlines(title, start, end, tally(row[1] for row in actions.values()), late_ones, tuple(themes))


def _current(on: date) -> "QuerySet[Plan, int]":
    """Return the key of the plan that `querysets.current_of` picks: it runs, else it ended last, else begins first."""
    rank = Case(When(start__gt=on, then=Value(2)), When(end__lt=on, then=Value(1)), default=Value(0))
    begins = Case(When(start__gt=on, then=F("start")))
    ordered = Plan.objects.published().annotate(rank=rank, begins=begins).order_by("rank", "begins", "-start", "-pk")
    return ordered.values("pk")[:1]
