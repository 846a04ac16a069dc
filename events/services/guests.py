"""People from the public: they book by an address, which they confirm by a link that is sent there."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from events.enums import LIVE_BOOKINGS, BookingState
from events.models import Booking
from portal.accounts.addresses import account_of

from .answering import keep_answers
from .places import BookedAlreadyError, BookingError, NotOpenError, bookings_of, lock, lock_booking, place, require_open
from .telling import tell_link, tell_place

CONFIRM_WITHIN = timedelta(hours=48)


@transaction.atomic
def book_as_guest(occurrence_pk: int, *, name: str, email: str, answers: Mapping[int, str] | None = None) -> Booking:
    """Note that somebody from the public wants to come, and send them the link that confirms it.

    Until then they have no place. Whoever has a booking by that address is sent its link again, and nobody else is
    told that there is one. Raises NotOpenError, AnswerError and Occurrence.DoesNotExist.
    """
    occurrence, address = lock(occurrence_pk), email.strip().lower()
    require_open(occurrence, timezone.now())
    if not occurrence.event.for_public:
        raise NotOpenError("This event is not open to the public. Sign in to book.")
    booking = bookings_of(occurrence).live().filter(guest_email=address).first()
    if booking is None:
        booking = Booking(occurrence=occurrence, state=BookingState.UNCONFIRMED)
        booking.guest_name, booking.guest_email = " ".join(name.split())[:160], address
        booking.save()
        keep_answers(booking, answers or {})
    booking.occurrence = occurrence
    tell_link(booking)
    return booking


@transaction.atomic
def confirm_address(secret: str) -> Booking:
    """Take the place, or the end of the queue, for whoever has the link. Pressed twice, it says the same again.

    The booking becomes that of an account, where the address is somebody's. Raises BookingErrors and
    Booking.DoesNotExist, where the link is none of ours or waited too long.
    """
    booking = lock_booking(Booking.objects.values_list("pk", flat=True).get(secret=secret))
    if booking.state != BookingState.UNCONFIRMED:
        if booking.state not in LIVE_BOOKINGS:
            raise BookingError("This booking has ended. Book again on the event’s page.")
        return booking
    require_open(booking.occurrence, timezone.now())
    account = account_of(booking.guest_email)
    if account is not None:
        if bookings_of(booking.occurrence).live().of(account).exists():
            raise BookedAlreadyError("You have booked this already with your account. Sign in to see your booking.")
        booking.user, booking.guest_name, booking.guest_email = account, "", ""
    place(booking)
    booking.save()
    tell_place(booking)
    return booking


def forget_unconfirmed(now: datetime) -> int:
    """Delete what nobody confirmed in time: the address may be somebody else's. Return how many went."""
    gone = Booking.objects.filter(state=BookingState.UNCONFIRMED, made_at__lte=now - CONFIRM_WITHIN)
    return gone.delete()[1].get("events.Booking", 0)
