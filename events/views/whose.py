"""Whose booking an address is of: one's own, or a guest's who has the link."""

from typing import Any

from django.http import Http404

from events.models import Booking


def own_booking(user: Any, pk: int) -> Booking:
    """Return a booking of this user's, with what it is of. Raises Http404 for anybody else's."""
    booking = Booking.objects.of(user).with_occurrence().filter(pk=pk).first()
    if booking is None:
        raise Http404("No booking of yours has this number.")
    return booking


def booking_by_link(secret: str) -> Booking:
    """Return the booking of a link that was sent to one person alone, with what it is of. Raises Http404."""
    booking = Booking.objects.with_occurrence().filter(secret=secret).first()
    if booking is None:
        raise Http404("No booking is at this address, or it was not confirmed in time.")
    return booking
