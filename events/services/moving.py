"""Where dates of a series that are moved together may fall: not into the past, and not on what is there already."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError

from events.models import Occurrence
from events.occurrence_rules import Details
from events.services.places import moment


def check_moves(rows: Sequence[Occurrence], news: Sequence[Details], now: datetime) -> None:
    """Refuse new times of dates of one series. `news` says of each row what is to be said of it.

    A date that is to come stays to come; none overlaps another of the series that stays where it is, nor begins
    together with any other date of the event. Raises ValidationError, which says which date would fall where.
    """
    moved = [(row, new) for row, new in zip(rows, news, strict=True) if new.starts_at != row.starts_at]
    others = Occurrence.objects.filter(event=rows[0].event_id).exclude(pk__in=[row.pk for row in rows])
    staying = list(others.taking_place().order_by("starts_at", "pk")) if moved else []
    for row, new in moved:
        lands = f"The date of {moment(row.starts_at)} would fall on {moment(new.starts_at)}"
        if row.starts_at > now >= new.starts_at:
            raise ValidationError(f"{lands}, which is over. Choose a later time, or change this date alone.")
        there = next((other for other in staying if _is_in_the_way(other, row, new)), None)
        if there is not None:
            raise ValidationError(
                f"{lands}, and there is a date on {moment(there.starts_at)} already. Choose another time, or change or "
                "cancel that one first."
            )


def _is_in_the_way(other: Occurrence, row: Occurrence, new: Details) -> bool:
    overlaps = other.starts_at < new.ends_at and new.starts_at < other.ends_at
    return other.starts_at == new.starts_at or (overlaps and other.series_id == row.series_id)
