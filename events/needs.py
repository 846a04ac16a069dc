"""What events ask of those who booked, and of those who speak."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from portal.core.enums import Agreement
from portal.core.registries import Need, NeedSource, needs_me
from portal.core.times import long_day, moment_words
from profiles.permissions import has_profile

from .models import Booking, Speaker


def booking_needs(user: Any) -> Iterator[Need]:
    """Yield one need for each place that is offered, and for each that lacks an answer it must have: one query."""
    for booking in Booking.objects.of(user).needing_their_owner(timezone.now()).with_occurrence():
        yield _offer(booking) if booking.offered_until else _question(booking)


def _offer(booking: Booking) -> Need:
    until: Any = booking.offered_until
    return Need(
        f"A place is free: {booking.occurrence.event.title}",
        f"Take it by {moment_words(until)}, or it is offered to the next on the waiting list.",
        reverse("me_booking", args=[booking.pk]),
        "Take it or say no",
        due=timezone.localdate(until),
    )


def _question(booking: Booking) -> Need:
    day = timezone.localdate(booking.occurrence.starts_at)
    return Need(
        f"The organiser has a question: {booking.occurrence.event.title}",
        f"You are booked for {long_day(day)}. It takes a minute.",
        reverse("me_booking", args=[booking.pk]),
        "Answer it",
        due=day,
    )


def speaker_needs(user: Any) -> Iterator[Need]:
    """Yield one need for each event at which somebody is asked to be named: one query."""
    asked = Speaker.objects.filter(technician__user=user, agreement=Agreement.ASKED)
    for speaker in asked.select_related("event"):
        yield Need(
            "May you be named as a speaker?",
            f"‘{speaker.event.title}’. Nobody is named who has not agreed.",
            reverse("me_speaking_one", args=[speaker.pk]),
            "Read and answer",
        )


def register_needs() -> None:
    """Offer this at /me/."""
    needs_me.register(NeedSource("events.speaking", speaker_needs, might=has_profile))
    needs_me.register(NeedSource("events.bookings", booking_needs))
