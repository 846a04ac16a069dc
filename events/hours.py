"""How many hours of an occurrence count as learning."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

LONGEST_DAY = 8  # hours, where it goes over several days: nobody learns through the night
MOST = Decimal(500)
_QUARTERS = Decimal(4)
_HOUR = 3600


def hours_between(starts_at: datetime, ends_at: datetime) -> Decimal:
    """Return the hours from one moment to another, to the nearest quarter: 0 where it is shorter than that.

    Over several days of Europe/London's own calendar no more than eight hours count for each.
    """
    quarters = Decimal((ends_at - starts_at).total_seconds()) / _HOUR * _QUARTERS
    hours = quarters.quantize(Decimal(1), ROUND_HALF_UP) / _QUARTERS
    days = (timezone.localtime(ends_at).date() - timezone.localtime(starts_at).date()).days + 1
    if days > 1:
        hours = min(hours, Decimal(days * LONGEST_DAY))
    return min(hours, MOST)
