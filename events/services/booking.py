"""Booking: taking a place, giving it back, taking what is offered, and an organiser's yes or no.

Each step holds the occurrence's row first (`places`), then looks, then writes, and tells whoever it is about by a mail
that leaves when all of it is committed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from events.enums import ENDED_BOOKINGS, HOLDS_PLACE, BookingState
from events.models import Booking, Occurrence
from portal.accounts.addresses import account_of
from profiles.models import Technician

from .answering import change_answers, keep_answers
from .guests import book_as_guest, confirm_address
from .places import (
    AnswerError,
    BookedAlreadyError,
    BookingError,
    FullError,
    NotOpenError,
    OfferOverError,
    bookings_of,
    free_places,
    lock,
    lock_booking,
    pass_places_on,
    place,
    require_coming,
    require_open,
)
from .telling import tell_cancelled, tell_place, tell_refused

__all__ = [
    "AnswerError",
    "BookedAlreadyError",
    "BookingError",
    "FullError",
    "NotOpenError",
    "OfferOverError",
    "TeamOutcome",
    "approve",
    "book",
    "book_as_guest",
    "book_somebody",
    "book_team",
    "cancel",
    "change_answers",
    "confirm_address",
    "decline_offer",
    "free_places",
    "pass_places_on",
    "refuse",
    "take_offer",
]


@dataclass(frozen=True)
class TeamOutcome:
    """What became of one of a team: the booking, or why there is none (`problem`, in words)."""

    technician: Technician
    booking: Booking | None
    problem: str = ""


@transaction.atomic
def book(
    occurrence_pk: int,
    *,
    user: Any,
    by: Any = None,
    answers: Mapping[int, str] | None = None,
    as_organiser: bool = False,
) -> Booking:
    """Book for somebody with an account: CONFIRMED, WAITING where all is taken, ASKED where an organiser decides.

    `by`: a manager or organiser who books for them. `answers` by the key of each question; None where whoever books
    cannot know them. `as_organiser`: no decision is needed, and booking may be closed, while it is not over.
    Raises NotOpenError, BookedAlreadyError, FullError, AnswerError and Occurrence.DoesNotExist.
    """
    occurrence = lock(occurrence_pk)
    booking = Booking(occurrence=occurrence, user=user, booked_by=_other(by, user))
    return _take(booking, answers, as_organiser=as_organiser)


def _other(by: Any, user: Any) -> Any:
    return by if by is not None and by != user else None


def _take(booking: Booking, answers: Mapping[int, str] | None, *, as_organiser: bool = False) -> Booking:
    """Save a new booking of somebody who can be relied on to be whom it names. The occurrence is held."""
    occurrence = booking.occurrence
    (require_coming if as_organiser else require_open)(occurrence, timezone.now())
    live = bookings_of(occurrence).live()
    theirs = live.filter(guest_email=booking.guest_email) if booking.user is None else live.of(booking.user)
    if theirs.exists():
        who = "They have" if booking.booked_by else "You have"
        raise BookedAlreadyError(f"{who} booked this date already.")
    place(booking, is_approved=as_organiser)
    booking.save()
    if answers is not None:
        keep_answers(booking, answers)
    tell_place(booking)
    return booking


@transaction.atomic
def book_team(occurrence_pk: int, *, manager: Any, technicians: Iterable[Technician]) -> list[TeamOutcome]:
    """Book for people of a manager's team, in this order; each is told, and can cancel.

    Those without an account are written to at the address of the staff list. One who cannot be booked stops nobody
    else. Raises PermissionError for somebody who is not of the team, NotOpenError and Occurrence.DoesNotExist.
    """
    occurrence = lock(occurrence_pk)
    require_open(occurrence, timezone.now())
    team = set(Technician.objects.managed_by(manager).values_list("pk", flat=True))
    outcomes = []
    for technician in technicians:
        if technician.pk not in team:
            raise PermissionError("Managers book for their own team alone.")
        try:
            with transaction.atomic():
                outcomes.append(TeamOutcome(technician, _take(_for_one(occurrence, technician, manager), None)))
        except BookingError as problem:
            outcomes.append(TeamOutcome(technician, None, str(problem)))
    return outcomes


def _for_one(occurrence: Occurrence, technician: Technician, manager: Any) -> Booking:
    user = technician.user or account_of(technician.email)
    if user is not None:
        return Booking(occurrence=occurrence, user=user, booked_by=manager)
    name, email = technician.listed_name, technician.email.lower()
    return Booking(occurrence=occurrence, guest_name=name, guest_email=email, booked_by=manager)


@transaction.atomic
def book_somebody(occurrence_pk: int, *, name: str, email: str, by: Any) -> Booking:
    """Book for whoever an organiser names: no decision is needed, and booking may be closed, while it is not over.

    Whoever has an account books as themselves, anybody else as a guest whose address counts as confirmed; they are
    told, and can cancel. Raises NotOpenError, BookedAlreadyError, FullError and Occurrence.DoesNotExist.
    """
    occurrence = lock(occurrence_pk)
    booking = Booking(occurrence=occurrence, user=account_of(email), booked_by=by)
    if booking.user is None:
        booking.guest_name, booking.guest_email = name, email.lower()
    return _take(booking, None, as_organiser=True)


@transaction.atomic
def cancel(booking_pk: int, *, by: Any = None, words: str = "") -> Booking:
    """Cancel a booking before it begins, and pass on what it held. `words`: why, where an organiser does it.

    Raises BookingError where it has ended already or the date has begun, and Booking.DoesNotExist.
    """
    booking = lock_booking(booking_pk)
    if booking.state in ENDED_BOOKINGS:
        raise BookingError("This booking was cancelled or has ended already. There is nothing more to do.")
    if booking.occurrence.starts_at <= timezone.now():
        raise BookingError("It has begun, so it can no longer be cancelled.")
    booking.answer_words = words
    _end(booking, BookingState.CANCELLED)
    tell_cancelled(booking, words, by=by)
    return booking


def _end(booking: Booking, state: BookingState) -> None:
    """End a booking, and pass on the place that it held."""
    held_a_place = booking.state in HOLDS_PLACE
    booking.state, booking.changed_at, booking.offered_until = state, timezone.now(), None
    booking.save()
    if held_a_place:
        pass_places_on(booking.occurrence)


def take_offer(booking_pk: int, *, by: Any = None) -> Booking:
    """Take the place that is offered.

    Raises OfferOverError where the offer has run out (the place passes on at once), BookingError where there is no
    offer, and Booking.DoesNotExist.
    """
    with transaction.atomic():
        booking, now = lock_booking(booking_pk), timezone.now()
        is_over = _require_offer(booking, now)
        if is_over:
            pass_places_on(booking.occurrence)
        else:
            require_coming(booking.occurrence, now)
            booking.state, booking.changed_at, booking.offered_until = BookingState.CONFIRMED, now, None
            booking.save()
            tell_place(booking)
    if is_over:
        raise OfferOverError("The offer has run out, and the place has passed on. You can join the queue again.")
    return booking


def _require_offer(booking: Booking, now: datetime) -> bool:
    """Say whether an offer has run out. Raises BookingError, or OfferOverError, where there is none."""
    if booking.state == BookingState.CONFIRMED:
        raise BookingError("You have this place already.")
    if booking.state == BookingState.LAPSED:
        raise OfferOverError("The offer has run out, and the place has passed on. You can join the queue again.")
    if booking.state != BookingState.OFFERED or booking.offered_until is None:
        raise BookingError("No place is offered to you at the moment.")
    return booking.offered_until <= now


@transaction.atomic
def decline_offer(booking_pk: int, *, by: Any = None) -> Booking:
    """Do not take the place that is offered: the next in the queue is asked. Raises as `take_offer`."""
    booking = lock_booking(booking_pk)
    _require_offer(booking, timezone.now())
    _end(booking, BookingState.CANCELLED)
    return booking


@transaction.atomic
def approve(booking_pk: int, *, by: Any) -> Booking:
    """Say yes to somebody who asked: they have a place, or wait for one.

    Raises BookingError where they do not ask, FullError, NotOpenError where it is over, and Booking.DoesNotExist.
    """
    booking = _asked(booking_pk)
    place(booking, is_approved=True)
    booking.save()
    tell_place(booking)
    return booking


@transaction.atomic
def refuse(booking_pk: int, *, by: Any, words: str) -> Booking:
    """Say no to somebody who asked, in words that are sent to them. Raises BookingError and Booking.DoesNotExist."""
    if not words.strip():
        raise BookingError("Say why: whoever asked gets an answer.")
    booking = _asked(booking_pk)
    booking.answer_words = words.strip()
    _end(booking, BookingState.REFUSED)
    tell_refused(booking)
    return booking


def _asked(booking_pk: int) -> Booking:
    booking = lock_booking(booking_pk)
    if booking.state != BookingState.ASKED:
        raise BookingError(f"This was decided already: {booking.get_state_display().lower()}.")
    require_coming(booking.occurrence, timezone.now())
    return booking
