"""How often the sample university's pages were read, day by day since its plan began.

What was read of the plan comes to what the plan's readings say at the end of each month; the rest is made up alike,
the same on every machine: fewer reads at weekends, more of some pages than of others, a little more each month.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from zlib import crc32

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from events.models import EventIndexPage, EventPage
from plan.models import Plan
from plan.spans import add_months, last_day
from portal.demo.plans import sample_plans
from portal.front.counting import ALL_PROFILES, PAGE
from portal.front.enums import PageKind
from portal.front.models import HomePage, PageReads
from portal.front.services.reads import KEPT
from portal.stories.models import StoryIndexPage, StoryPage
from profiles.models import Equipment, Skill

PLAN_MEASURE = "front.reads_plan"
ON_A_WEEKDAY = {PageKind.HOME: 60, PageKind.PROFILE: 75, PageKind.FINDING: 30, PageKind.STORY: 16, PageKind.EVENT: 9,
                PageKind.PAGE: 7, PageKind.SKILL: 5, PageKind.EQUIPMENT: 4}  # fmt: skip
PLAN_AFTERWARDS = 16  # reads of the plan on a weekday after the last month of the file
MOST_WORDS = 12  # skills, and pieces of equipment, of which reads are made up
_KINDS: tuple[tuple[Any, PageKind], ...] = (
    ((StoryPage, StoryIndexPage), PageKind.STORY),
    ((EventPage, EventIndexPage), PageKind.EVENT),
    (HomePage, PageKind.HOME),
)
Pages = list[tuple[PageKind, str]]


def write_counts() -> None:
    """Write the counts up to yesterday: whoever reads a page today is to see that it makes a difference."""
    plan = Plan.objects.published().order_by("-start")[0]
    today = timezone.localdate()
    first = max(plan.start, today - KEPT)
    days = [first + timedelta(number) for number in range((today - first).days)]
    of_plan = _plan_reads(plan, days)
    actions = [(PageKind.PLAN, action.get_absolute_url()) for action in plan.actions.select_related("plan")]
    pages = _pages()
    rows = [
        PageReads(kind=kind, key=key, day=day, count=count)
        for number, day in enumerate(days)
        for kind, key, count in (*_others(day, number, pages), *_of_plan(day, of_plan[day], actions))
        if count
    ]
    PageReads.objects.bulk_create(rows, batch_size=2000)


def _chance(key: str, day: date | None = None) -> float:
    """Return a number from 0 to 1 that looks like chance and is always the same."""
    return (crc32(f"{key} {day or ''}".encode()) % 1000) / 1000


def _pages() -> Pages:
    """Return the pages of which reads are made up, besides those of the plan."""
    names = ("technicians", "skills", "equipment_list", "search")
    found = [(PageKind.PROFILE, ALL_PROFILES), *((PageKind.FINDING, reverse(name)) for name in names)]
    found += [(PageKind.SKILL, reverse("skill", args=[s.slug])) for s in Skill.objects.approved()[:MOST_WORDS]]
    things = Equipment.objects.approved()[:MOST_WORDS]
    found += [(PageKind.EQUIPMENT, reverse("equipment", args=[thing.slug])) for thing in things]
    for page in Page.objects.live().filter(depth__gt=1).specific().order_by("pk"):
        kind = next((kind for types, kind in _KINDS if isinstance(page, types)), PageKind.PAGE)
        found.append((kind, f"{PAGE}{page.pk}"))
    return found


def _others(day: date, number: int, pages: Pages) -> Iterator[tuple[PageKind, str, int]]:
    quiet = 0.3 if day.weekday() > 4 else 1.0
    for kind, key in pages:
        usual = ON_A_WEEKDAY[kind] * (0.35 + 1.3 * _chance(key)) * (0.6 + 0.8 * _chance(key, day))
        yield kind, key, round(usual * quiet * (0.7 + number / 1200))


def _plan_reads(plan: Plan, days: list[date]) -> dict[date, int]:
    """Return the reads of the plan by day; those of a month add up to what was read of it."""
    told = sample_plans()["readings"][PLAN_MEASURE]
    ends = [last_day(add_months(plan.start, month)) for month in range(len(told))]
    monthly = dict(zip(ends, (now - before for before, now in zip([0, *told], told, strict=False)), strict=True))
    found = {}
    for day in days:
        end = last_day(day)
        weights = {d: (1 if d.weekday() > 4 else 4) for d in (end.replace(day=n) for n in range(1, end.day + 1))}
        whole = sum(weights.values())
        until = sum(weight for d, weight in weights.items() if d <= day)
        total = monthly.get(end, PLAN_AFTERWARDS * whole // 4)
        found[day] = total * until // whole - total * (until - weights[day]) // whole
    return found


def _of_plan(day: date, total: int, actions: Pages) -> Iterator[tuple[PageKind, str, int]]:
    """Spread a day's reads of the plan over its pages: half to the plan itself, the rest to some of its actions."""
    left = total
    for kind, key in actions:
        share = min(left, round(total * _chance(key) * _chance(key, day) / 8))
        left -= share
        yield kind, key, share
    yield PageKind.PLAN, reverse("plan"), left
