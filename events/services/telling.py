"""What those who booked are told by mail, with a calendar file where it changes their calendar.

Written to the outbox inside the transaction that it is about, so it leaves when that commits, and not otherwise. The
texts are wiped once they have left: they hold joining links and links that open a booking.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from events.calendars import attendee, booking_uid, calendar_of, occurrence_event, where
from events.enums import BookingState, LapsedBecause
from events.models import Booking
from portal.core.enums import CalendarMethod
from portal.core.mail import CalendarFile, queue_mail
from portal.core.models import OutboxMail

REMIND_BEFORE = (timedelta(days=1), timedelta(days=7))
LINK_AGAIN_AFTER = 600  # seconds: whoever presses twice gets one mail
_SUBJECTS = {
    "confirmed": "You have a place: {title}",
    "changed": "Changed: {title}",
    "cancelled": "Cancelled: {title}",
    "offered": "A place is free for you: {title}",
    "lapsed": "Your offer has run out: {title}",
    "no_place": "No place came free: {title}",
    "waiting": "You are on the waiting list: {title}",
    "asked": "You asked for a place: {title}",
    "refused": "No place for you this time: {title}",
    "remind": "Soon: {title}",
    "link": "Confirm your booking: {title}",
}


def tell_place(booking: Booking) -> None:
    """Tell somebody what became of their booking: confirmed, waiting, or asked."""
    {
        BookingState.CONFIRMED: tell_confirmed,
        BookingState.WAITING: tell_waiting,
        BookingState.ASKED: tell_asked,
    }[BookingState(booking.state)](booking)


def tell_confirmed(booking: Booking) -> None:
    """Tell somebody that they have a place, with a file that puts it into their calendar."""
    _send(booking, "confirmed", CalendarMethod.REQUEST)


def tell_changed(booking: Booking) -> None:
    """Tell somebody that time, place or link are others now; those with a place get a file that changes their entry.

    Save the occurrence first.
    """
    has_place = booking.state == BookingState.CONFIRMED
    _send(booking, "changed", CalendarMethod.REQUEST if has_place else None)


def tell_cancelled(booking: Booking, why: str = "", *, by: Any = None) -> None:
    """Tell somebody that their booking, or the whole date, is cancelled; what was in their calendar is taken out.

    `by`: who did it, where it was not they themselves.
    """
    is_own = booking.user_id is not None and getattr(by, "pk", None) == booking.user_id
    method = CalendarMethod.CANCEL if booking.sequence else None
    _send(booking, "cancelled", method, why=why, by_other=by is not None and not is_own)


def tell_offered(booking: Booking) -> None:
    """Offer somebody from the waiting list the place that became free."""
    _send(booking, "offered")


def tell_lapsed(booking: Booking) -> None:
    """Tell somebody, once, that their booking has ended, and why: nobody cancelled or refused it."""
    what = "lapsed" if booking.lapsed_because == LapsedBecause.NOT_TAKEN else "no_place"
    _send(booking, what, key=f"booking:{booking.pk}:lapsed", is_closed=booking.occurrence.closes_at <= timezone.now())


def tell_waiting(booking: Booking) -> None:
    """Tell somebody that they are on the waiting list, and until when they may hear."""
    _send(booking, "waiting")


def tell_asked(booking: Booking) -> None:
    """Tell somebody that an organiser decides."""
    _send(booking, "asked")


def tell_refused(booking: Booking) -> None:
    """Tell somebody the organiser's no, and the words."""
    _send(booking, "refused")


def tell_link(booking: Booking) -> None:
    """Send a guest the link that confirms, or shows, the booking: once in ten minutes, however often they ask."""
    turn = int(timezone.now().timestamp()) // LINK_AGAIN_AFTER
    _send(booking, "link", key=f"booking:{booking.pk}:link:{turn}")


def path_of(booking: Booking) -> str:
    """Return where somebody sees their booking: signed in, or a guest by their own link."""
    if booking.user_id is not None:
        return reverse("me_booking", args=[booking.pk])
    return reverse("event_booking_by_link", args=[booking.secret])


def _send(booking: Booking, what: str, method: CalendarMethod | None = None, *, key: str = "", **context: Any) -> None:
    """Write one mail; nobody is written to who has left. With a file, the booking's `sequence` rises."""
    if not booking.email or (booking.user is not None and not booking.user.is_active):
        return
    occurrence = booking.occurrence
    calendar = _file(booking, method) if method else None
    has_place = booking.state == BookingState.CONFIRMED and not occurrence.is_cancelled
    queue_mail(
        key=key or f"booking:{booking.pk}:{what}:{timezone.now():%Y%m%d%H%M%S%f}",
        to=booking.email,
        subject=_SUBJECTS[what].format(title=occurrence.event.title),
        template="events/email/booking.txt",
        context={
            "what": what,
            "booking": booking,
            "occurrence": occurrence,
            "event": occurrence.event,
            "name": (booking.user.first_name if booking.user else booking.guest_name) or booking.name,
            "where": where(occurrence),
            "joining_link": occurrence.joining_link if has_place else "",
            "path": path_of(booking),
            "event_path": occurrence.event.url,
            **context,
        },
        secret=True,
        calendar=calendar,
    )


def _file(booking: Booking, method: CalendarMethod) -> CalendarFile:
    booking.sequence += 1
    booking.save(update_fields=["sequence"])
    event = occurrence_event(
        booking.occurrence,
        uid=booking_uid(booking),
        sequence=booking.sequence,
        method=method,
        with_link=booking.state == BookingState.CONFIRMED,
    )
    event.add("attendee", attendee(booking.name, booking.email))
    return CalendarFile(calendar_of([event], "", method), method)


def remind_booked() -> str:
    """Remind those who have a place, a week and a day before, once each; return a line for the log.

    Who got the place later than that was told then, and is not reminded.
    """
    now, reminded = timezone.now(), 0
    for nearer, before in zip((timedelta(0), *REMIND_BEFORE), REMIND_BEFORE, strict=False):
        due = Booking.objects.confirmed().soon(now + nearer, now + before)
        keys = {_reminder(row, before): row.pk for row in due if row.changed_at <= row.occurrence.starts_at - before}
        sent = set(OutboxMail.objects.filter(key__in=keys).values_list("key", flat=True))
        reminded += sum(_remind(pk, before) for key, pk in keys.items() if key not in sent)
    return f"{reminded} reminded"


def _reminder(booking: Booking, before: timedelta) -> str:
    """Return the key of a reminder: one a booking, and one more where the time was changed."""
    return f"booking:{booking.pk}:remind:{before.days}:{booking.occurrence.starts_at:%Y%m%d%H%M}"


@transaction.atomic
def _remind(pk: int, before: timedelta) -> bool:
    rows = Booking.objects.select_for_update(of=("self",)).confirmed().soon(timezone.now(), timezone.now() + before)
    booking = rows.filter(pk=pk).first()
    if booking is None:  # cancelled a moment ago
        return False
    _send(booking, "remind", key=_reminder(booking, before), days=before.days)
    return True
