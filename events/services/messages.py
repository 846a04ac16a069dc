"""What organisers write to those who booked a date, in their own words."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from events.models import Booking, Occurrence
from events.querysets import BookingQuerySet
from portal.core.mail import queue_mail

from .telling import path_of


def receivers(occurrence: Occurrence, states: Sequence[str]) -> BookingQuerySet:
    """Return the bookings of an occurrence in these states."""
    return Booking.objects.filter(occurrence=occurrence, state__in=states).select_related("user")


@transaction.atomic
def write_to_booked(
    occurrence: Occurrence, *, by: Any, subject: str, words: str, states: Sequence[str], token: str
) -> int:
    """Write to everybody whose booking is in one of these states, each by a mail of their own; return how many.

    Answers go to whoever wrote. `token`: of the form that was sent; sent twice, nobody gets it twice. Those who left
    are not written to.
    """
    written = 0
    for booking in receivers(occurrence, states):
        if not booking.email or (booking.user is not None and not booking.user.is_active):
            continue
        written += 1
        queue_mail(
            key=f"event-message:{token}:{booking.pk}",
            to=booking.email,
            subject=subject,
            template="events/email/message.txt",
            context={"words": words, "occurrence": occurrence, "event": occurrence.event, "path": path_of(booking)},
            secret=True,
            reply_to=by.email,
        )
    log(instance=occurrence.event, action="events.message", user=by, data={"date": occurrence.pk, "people": written})
    return written
