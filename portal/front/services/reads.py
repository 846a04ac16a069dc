"""Counting that a page was read."""

from datetime import date, timedelta

from django.db.models import F
from django.utils import timezone

from portal.front.counting import CountedPage
from portal.front.models import PageReads

# Three years and a month: a plan of 36 months is counted from its first day to its last
KEPT = timedelta(days=3 * 365 + 31)


def count_read(page: CountedPage, on: date) -> None:
    """Count one more read of a page on a day; none is lost where many come at once.

    Django's upsert can set a value and not add to one, so a row is made with nothing in it where there is none, by
    whoever is first, and then added to: one statement for all but the first read of a day.
    """
    today = PageReads.objects.filter(key=page.key, day=on)
    if today.update(count=F("count") + 1):
        return
    PageReads.objects.bulk_create([PageReads(kind=page.kind, key=page.key, day=on)], ignore_conflicts=True)
    today.update(count=F("count") + 1)


def forget_old_reads() -> str:
    """Delete what is older than it is kept, and say how many rows went."""
    gone, _ = PageReads.objects.filter(day__lt=timezone.localdate() - KEPT).delete()
    return f"{gone} daily counts of pages forgotten"
