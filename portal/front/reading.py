"""What is read: the figures of the report for editors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from wagtail.models import Page

from portal.core.trends import Point, Trend
from portal.front.enums import PageKind
from portal.front.models import PageReads
from portal.front.read_pages import PAGE, ReadPage, read_pages

PERIODS = {7: "7 days", 30: "30 days", 365: "A year"}
DAYS_A_POINT = {7: 1, 30: 1, 365: 7}  # of a year each point is a week: single days would say little
MOST_SHOWN = 50
USUAL = 30  # days


@dataclass(frozen=True)
class Period:
    """So many days until the last, which is yesterday or today: both ends included."""

    days: int
    end: date

    @property
    def start(self) -> date:
        """Return the first day."""
        return self.end - timedelta(self.days - 1)

    @property
    def before(self) -> "Period":
        """Return the time of the same length just before."""
        return Period(self.days, self.start - timedelta(1))


@dataclass(frozen=True)
class Row:
    """A page with its reads in the period and in the time of the same length before."""

    page: ReadPage
    kind: str
    reads: int
    before: int

    @property
    def change(self) -> str:
        """Return how that differs, with its sign."""
        difference = self.reads - self.before
        return f"{difference:+,}".replace("-", "−") if difference else "0"


@dataclass(frozen=True)
class KindRow:
    """A kind of page with its reads."""

    kind: PageKind
    reads: int


@dataclass(frozen=True)
class Report:
    """What was read in a period; `rows` are the most read pages, `pages` how many were read in all."""

    period: Period
    total: int
    before: int
    rows: tuple[Row, ...]
    pages: int
    kinds: tuple[KindRow, ...]
    trend: Trend | None


def report(period: Period, kind: str = "", most: int | None = MOST_SHOWN) -> Report:
    """Return the figures of a period, of all pages or of one kind; `most`: how many pages are named, None for all.

    As many queries for one page as for a thousand.
    """
    everything = PageReads.objects.between(period.start, period.end)
    by_kind = everything.by_kind()
    reads = everything.filter(kind=kind) if kind else everything
    earlier = PageReads.objects.between(period.before.start, period.before.end)
    before = {key: number for key, _, number in (earlier.filter(kind=kind) if kind else earlier).by_page()}
    found = list(reads.by_page())
    shown = found[:most]
    named = read_pages(key for key, _, _ in shown)
    return Report(
        period=period,
        total=sum(number for *_, number in found),
        before=sum(before.values()),
        rows=tuple(Row(named[key], PageKind(of).label, number, before.get(key, 0)) for key, of, number in shown),
        pages=len(found),
        kinds=tuple(KindRow(each, by_kind[each]) for each in PageKind if by_kind.get(each)),
        trend=_trend(period, reads.by_day()) if found else None,
    )


def _trend(period: Period, by_day: Mapping[date, int]) -> Trend:
    """Return the reads over the period, day by day or week by week; a day on which nobody read anything counts as 0."""
    step = DAYS_A_POINT.get(period.days, 1)
    points: list[Point] = []
    end = period.end
    while end >= period.start:
        days: Sequence[date] = [end - timedelta(back) for back in range(step)]
        if days[-1] >= period.start:  # a week that is not whole would look like a fall
            points.append(Point(end, float(sum(by_day.get(day, 0) for day in days))))
        end -= timedelta(step)
    title = "Reads in each week, by its last day" if step > 1 else "Reads on each day"
    return Trend(key="reads", title=title, unit="reads", points=tuple(reversed(points)))


def reads_of(page: Page) -> tuple[int, int]:
    """Return of the usual number of days, and how often a page that editors keep was read in them; in one query."""
    period = Period(USUAL, timezone.localdate())
    return USUAL, PageReads.objects.between(period.start, period.end).filter(key=f"{PAGE}{page.pk}").total()
