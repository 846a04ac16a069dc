"""When judges who are not done are reminded; pure calculation."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from portal.core.times import LONDON

SOON, LAST = "soon", "last"
MORNING = time(7)  # no mail in the night
_LEAST = timedelta(hours=3)  # before the end, so that something can still be done


def reminder_due(ends: datetime, now: datetime, days: int) -> str:
    """Return which reminder is due at a moment: SOON, LAST, or an empty string.

    `ends`: when judging ends. LAST is due from seven in the morning (London) of the last day, or of the day before
    where judging ends before ten; SOON for a day from the same hour, so many `days` earlier, and not with fewer than 1.
    """
    if now >= ends:
        return ""
    day = timezone.localdate(ends - _LEAST, LONDON)
    if timezone.localtime(ends - _LEAST, LONDON).time() < MORNING:
        day -= timedelta(days=1)
    if now >= datetime.combine(day, MORNING, LONDON):
        return LAST
    first = day - timedelta(days=days)
    begins, goes = (datetime.combine(one, MORNING, LONDON) for one in (first, first + timedelta(days=1)))
    return SOON if days > 0 and begins <= now < goes else ""
