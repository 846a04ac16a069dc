"""Places: who has one, who waits, and how one that becomes free passes on.

All of it is done while the occurrence's row is held: confirmed bookings and open offers never exceed the places, be
there ever so many who book at the same moment.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from events.enums import BookingState, BookingWay, LapsedBecause
from events.models import Booking, Occurrence
from events.querysets import BookingQuerySet

from .telling import tell_lapsed, tell_offered

OFFER_FOR = timedelta(hours=48)
SHORTEST_OFFER = timedelta(hours=1)
_MOMENT = "%-d %B %Y at %H:%M"


class BookingError(Exception):
    """Something that cannot be done with a booking as things stand; the message says why, for whoever tried."""


class NotOpenError(BookingError):
    """Nobody books now: it is cancelled, over, closed, not open yet, or booked elsewhere."""


class BookedAlreadyError(BookingError):
    """They have a booking of this occurrence."""


class FullError(BookingError):
    """There is no place, and nobody can wait for one any more."""


class OfferOverError(BookingError):
    """The offer has run out, and the place went to somebody else."""


class AnswerError(BookingError):
    """A question of the organiser's is not answered as it must be. `question` is its key."""

    def __init__(self, message: str, question: int) -> None:
        super().__init__(message)
        self.question = question


def moment(when: datetime) -> str:
    """Return a moment in words, in Europe/London's own time."""
    return timezone.localtime(when).strftime(_MOMENT)


def lock(pk: int) -> Occurrence:
    """Return an occurrence as it is now, held until the transaction ends. Raises Occurrence.DoesNotExist."""
    return Occurrence.objects.select_for_update(of=("self",)).select_related("event", "campus").get(pk=pk)


def lock_booking(pk: int) -> Booking:
    """Return a booking as it is now, its occurrence held until the transaction ends. Raises Booking.DoesNotExist."""
    occurrence = lock(Booking.objects.values_list("occurrence", flat=True).get(pk=pk))
    booking = Booking.objects.select_related("user", "booked_by").get(pk=pk)
    booking.occurrence = occurrence
    return booking


def bookings_of(occurrence: Occurrence) -> BookingQuerySet:
    """Return the bookings of an occurrence."""
    return Booking.objects.filter(occurrence=occurrence)


def free_places(occurrence: Occurrence) -> int | None:
    """Return how many places nobody holds; None where there are as many as come. Never less than 0."""
    if occurrence.capacity is None:
        return None
    return max(occurrence.capacity - bookings_of(occurrence).holding_places().count(), 0)


def require_open(occurrence: Occurrence, now: datetime) -> None:
    """Raise NotOpenError, in words, where nobody can book at this moment."""
    if problem := why_not_open(occurrence, now):
        raise NotOpenError(problem)


def why_not_open(occurrence: Occurrence, now: datetime) -> str:
    """Return why nobody can book an occurrence at this moment; nothing where somebody can."""
    opens = occurrence.booking_opens_at
    if occurrence.is_cancelled:
        return "This date is cancelled. Look whether there is another one."
    if not occurrence.event.live:
        return "This event is no longer listed."
    if occurrence.booking_way != BookingWay.HERE:
        return "Places are not booked here. The event’s page says how to come."
    if now >= occurrence.starts_at:
        return "It has begun, so nobody can book any more."
    if now >= occurrence.closes_at:
        return f"Booking closed on {moment(occurrence.closes_at)}."
    return f"Booking opens on {moment(opens)}. Come back then." if opens is not None and now < opens else ""


def require_coming(occurrence: Occurrence, now: datetime) -> None:
    """Raise NotOpenError where an occurrence does not take place, or is over: later than booking is open."""
    if occurrence.is_cancelled:
        raise NotOpenError("This date is cancelled.")
    if occurrence.is_over(now):
        raise NotOpenError("It is over.")


def place(booking: Booking, *, is_approved: bool = False) -> None:
    """Give a booking what is to be had: a place, the end of the queue, or the organiser's decision. Not saved.

    Those who wait come first. The occurrence is held. Raises FullError where all is taken and booking is closed.
    """
    occurrence, now = booking.occurrence, timezone.now()
    booking.changed_at = now
    if occurrence.needs_approval and not is_approved:
        booking.state = BookingState.ASKED
        return
    pass_places_on(occurrence)
    free = free_places(occurrence)
    if free is None or (free > 0 and not bookings_of(occurrence).queue().exists()):
        booking.state = BookingState.CONFIRMED
    elif now >= occurrence.closes_at:
        raise FullError("All places are taken, and booking is closed, so nobody can wait for one.")
    else:
        booking.state, booking.queued_at = BookingState.WAITING, now


@transaction.atomic
def pass_places_on(occurrence: Occurrence) -> int:
    """End the offers that have run out and offer what is free to the head of the queue; return how many offers.

    Call it in the transaction that frees places (somebody cancels, there are more places). Nothing is offered once
    booking is closed, or where the date is cancelled.
    """
    occurrence, now = lock(occurrence.pk), timezone.now()
    _end_offers(occurrence, now)
    if occurrence.is_cancelled or not occurrence.event.live or now >= occurrence.closes_at:
        return 0
    offered = list(bookings_of(occurrence).queue().select_related("user")[: free_places(occurrence)])
    for booking in offered:
        booking.occurrence = occurrence
        booking.state, booking.changed_at = BookingState.OFFERED, now
        booking.offered_until = offer_ends(occurrence, now)
        booking.save(update_fields=["state", "changed_at", "offered_until"])
        tell_offered(booking)
    return len(offered)


def offer_ends(occurrence: Occurrence, now: datetime) -> datetime:
    """Return until when an offer made now stands.

    48 hours; near the closing half of what is left, so that the next in the queue has time too, but not under an hour;
    never past the closing.
    """
    left = occurrence.closes_at - now
    return min(now + max(min(OFFER_FOR, left / 2), SHORTEST_OFFER), occurrence.closes_at)


def _end_offers(occurrence: Occurrence, now: datetime) -> None:
    over = bookings_of(occurrence).filter(state=BookingState.OFFERED, offered_until__lte=now)
    _lapse(occurrence, over, LapsedBecause.NOT_TAKEN, now)


def _lapse(occurrence: Occurrence, bookings: BookingQuerySet, because: LapsedBecause, now: datetime) -> int:
    """End bookings that nobody cancelled, and tell each person why; return how many. The occurrence is held."""
    ended = list(bookings.select_related("user").order_by("pk"))
    for booking in ended:
        booking.occurrence = occurrence
        booking.state, booking.changed_at, booking.offered_until = BookingState.LAPSED, now, None
        booking.lapsed_because = because
        booking.save(update_fields=["state", "changed_at", "offered_until", "lapsed_because"])
        tell_lapsed(booking)
    return len(ended)


def end_queue(occurrence: Occurrence) -> int:
    """End the waiting list once booking is closed, and what nobody decided once it begins; return how many ended.

    Each is told once. An organiser may decide until the start on those who asked in time. The occurrence is held.
    """
    now, rows = timezone.now(), bookings_of(occurrence)
    if now < occurrence.closes_at:
        return 0
    ended = _lapse(occurrence, rows.queue(), LapsedBecause.NO_PLACE, now)
    if now >= occurrence.starts_at:
        ended += _lapse(occurrence, rows.filter(state=BookingState.ASKED), LapsedBecause.NOT_DECIDED, now)
    return ended


def expire_offers() -> str:
    """Pass on what was offered and not taken, and end the queues of what has closed; return a line for the log."""
    now = timezone.now()
    passed = ended = 0
    for pk in Occurrence.objects.with_places_to_pass_on(now).values_list("pk", flat=True):
        with transaction.atomic():
            passed += pass_places_on(lock(pk))
    for pk in Occurrence.objects.with_queues_to_end(now).values_list("pk", flat=True):
        with transaction.atomic():
            ended += end_queue(lock(pk))
    return f"{passed} offered, {ended} ended with the queue"
