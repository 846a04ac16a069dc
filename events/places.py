"""How a place at an occurrence is had at a moment, in words: pure calculation."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from portal.core.times import moment_words

from .enums import BookingWay

if TYPE_CHECKING:
    from .models import Occurrence

FEW = 5  # so many places or fewer are said to be few


@dataclass(frozen=True)
class Places:
    """What is said of the places, and the words of the button (empty: there is nothing to press).

    `is_few`: whoever wants one should be quick. `is_open`: somebody can come, or book a place that nobody has.
    """

    words: str
    button: str = ""
    is_few: bool = False
    is_open: bool = False


def places_of(occurrence: "Occurrence", held: int, queued: int, now: datetime, provider: str = "") -> Places:
    """Return how a place is had now. `held`: places that are taken up; `queued`: how many wait for one."""
    if occurrence.is_cancelled or occurrence.is_over(now):
        return Places("Cancelled" if occurrence.is_cancelled else "Over")
    if occurrence.booking_way == BookingWay.NOT_NEEDED:
        return Places("No booking needed", is_open=True)
    if occurrence.booking_way == BookingWay.ELSEWHERE:
        return Places(f"Booked at {provider}" if provider else "Booked elsewhere")
    if occurrence.takes_bookings(now):
        return _open(occurrence, held, queued)
    if now >= occurrence.closes_at or occurrence.booking_opens_at is None:
        return Places("Booking has closed")
    return Places(f"Booking opens {moment_words(occurrence.booking_opens_at)}")


def _open(occurrence: "Occurrence", held: int, queued: int) -> Places:
    button = "Ask for a place" if occurrence.needs_approval else "Book a place"
    if occurrence.capacity is None:
        return Places("Open to all who want to come", button, is_open=True)
    left = occurrence.capacity - held
    if left <= 0:
        waiting = f"Full, {queued} on the waiting list" if queued else "Full"
        return Places(waiting, "Join the waiting list")
    return Places(f"{left} {'place' if left == 1 else 'places'} left", button, is_few=left <= FEW, is_open=True)
