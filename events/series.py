"""When a series takes place: from a rule as people say it to moments.

Rules are of wall time in Europe/London: what starts at ten starts at ten in summer and in winter. Dates come from
dateutil; what is kept of a rule is text as RFC 5545 writes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from events.enums import Repeat
from portal.core.times import LONDON

MOST_DATES = 200
LAST_OF_MONTH = -1
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WHICH = {1: "first", 2: "second", 3: "third", 4: "fourth", LAST_OF_MONTH: "last"}
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TH = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
_END_OF_DAY = time(23, 59, 59)

Slot = tuple[datetime, datetime]  # start and end, aware


class SeriesError(ValueError):
    """A rule that makes no dates, or too many; the message says what to do."""


@dataclass(frozen=True)
class Rule:
    """When something takes place again and again.

    `first`: the day from which dates count, the first of them being the first that fits. `days`: days of the week,
    Monday 0; for MONTHLY_DAY one, of which `which` says which in the month (-1 the last). MONTHLY_DATE takes the day
    of the month from `first`. `not_in`: months, January 1, that are left out. It ends on the day `until`, or after
    `count` dates.
    """

    repeat: Repeat
    first: date
    days: tuple[int, ...] = ()
    which: int = 1
    not_in: tuple[int, ...] = ()
    until: date | None = None
    count: int | None = None

    @property
    def months(self) -> tuple[int, ...]:
        """Return the months in which it takes place."""
        return tuple(month for month in range(1, 13) if month not in self.not_in)

    @property
    def interval(self) -> int:
        """Return every how many weeks or months."""
        return 2 if self.repeat == Repeat.FORTNIGHTLY else 1


def check(rule: Rule) -> None:
    """Refuse a rule from which no dates can be made. Raises SeriesError."""
    if rule.until is None and rule.count is None:
        raise SeriesError("Say when the series ends: its last day, or how many dates it has.")
    if rule.until is not None and rule.until < rule.first:
        raise SeriesError("The last day is before the first. Choose a later one.")
    if rule.repeat != Repeat.MONTHLY_DATE and not rule.days:
        raise SeriesError("Choose a day of the week.")
    if rule.repeat == Repeat.MONTHLY_DAY and len(rule.days) != 1:
        raise SeriesError("Choose one day of the week for a series that is monthly.")
    if not rule.months:
        raise SeriesError("Every month is left out. Keep at least one.")
    if rule.count is not None and not 1 <= rule.count <= MOST_DATES:
        raise SeriesError(f"A series has between 1 and {MOST_DATES} dates.")


def days_of(rule: Rule) -> list[date]:
    """Return the days of a rule, in order, at most MOST_DATES. Raises SeriesError: none, or more than that."""
    check(rule)
    monthly_date = rule.repeat == Repeat.MONTHLY_DATE
    which = rule.which if rule.repeat == Repeat.MONTHLY_DAY else None
    dates = rrule(
        WEEKLY if rule.repeat in (Repeat.WEEKLY, Repeat.FORTNIGHTLY) else MONTHLY,
        dtstart=datetime.combine(_first_day(rule), time.min),
        interval=rule.interval,
        byweekday=None if monthly_date else [weekday(day, which) for day in rule.days],
        bymonthday=rule.first.day if monthly_date else None,
        bymonth=rule.months if rule.not_in else None,
        until=datetime.combine(rule.until, _END_OF_DAY) if rule.until else None,
        count=rule.count,
    )
    found = [moment.date() for moment in islice(dates, MOST_DATES + 1)]
    if not found:
        raise SeriesError("No day fits. Look at the first and the last day, and at the months that are left out.")
    if len(found) > MOST_DATES:
        raise SeriesError(f"That makes more than {MOST_DATES} dates. Choose an earlier last day.")
    return found


def _first_day(rule: Rule) -> date:
    """Return where counting begins: every two weeks from the first day that fits, and not from the week before it."""
    if rule.repeat != Repeat.FORTNIGHTLY:
        return rule.first
    return rule.first + timedelta(days=min((day - rule.first.weekday()) % 7 for day in rule.days))


def slot(day: date, starts: time, ends: time) -> Slot:
    """Return when something on a day starts and ends, as moments; as `moments` says where clocks change."""
    return moments(datetime.combine(day, starts), datetime.combine(day, ends))


def moments(wall_start: datetime, wall_end: datetime) -> Slot:
    """Return the moments of what the clock on the wall says, which is given without a zone.

    A time that the clocks leave out in spring is an hour later by the new time (RFC 5545, 3.3.5); what comes twice in
    autumn is the first of the two.
    """
    start, end = wall_start.replace(tzinfo=LONDON), wall_end.replace(tzinfo=LONDON)
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    return start, end if end > start else start + (wall_end - wall_start)


def slots_of(rule: Rule, starts: time, ends: time) -> list[Slot]:
    """Return when each date of a rule starts and ends. Raises SeriesError, also where it ends before it starts."""
    if ends <= starts:
        raise SeriesError("It ends before it starts. Choose a later end.")
    return [slot(day, starts, ends) for day in days_of(rule)]


def rule_text(rule: Rule) -> str:
    """Return the rule as RFC 5545 writes it, 3.3.10; the end as UTC, as it has to be."""
    weekly = rule.repeat in (Repeat.WEEKLY, Repeat.FORTNIGHTLY)
    parts = [f"FREQ={'WEEKLY' if weekly else 'MONTHLY'}"]
    if rule.interval > 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.repeat == Repeat.MONTHLY_DATE:
        parts.append(f"BYMONTHDAY={rule.first.day}")
    else:
        which = rule.which if rule.repeat == Repeat.MONTHLY_DAY else ""
        parts.append("BYDAY=" + ",".join(f"{which}{_CODES[day]}" for day in sorted(set(rule.days))))
    if rule.not_in:
        parts.append("BYMONTH=" + ",".join(str(month) for month in rule.months))
    if rule.count is not None:
        parts.append(f"COUNT={rule.count}")
    elif rule.until is not None:
        last = datetime.combine(rule.until, _END_OF_DAY, LONDON).astimezone(UTC)
        parts.append(f"UNTIL={last:%Y%m%dT%H%M%SZ}")
    return ";".join(parts)


def words_of(rule: Rule) -> str:
    """Return the rule as people say it: 'the first Tuesday of each month, not in August'."""
    days = _listed([DAYS[day] for day in sorted(set(rule.days))])
    said = {
        Repeat.WEEKLY: f"every {days}",
        Repeat.FORTNIGHTLY: f"every two weeks on {days}",
        Repeat.MONTHLY_DAY: f"the {WHICH.get(rule.which, '')} {days} of each month",
        Repeat.MONTHLY_DATE: f"the {rule.first.day}{_TH.get(rule.first.day, 'th')} of each month",
    }[rule.repeat]
    if rule.not_in:
        said += f", not in {_listed([MONTHS[month - 1] for month in sorted(set(rule.not_in))])}"
    return said


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
