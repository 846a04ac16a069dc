"""What people thought: asked of those who came, once, and kept without who said it."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from events.enums import Attendance
from events.models import Booking, Feedback
from portal.core.mail import queue_mail
from portal.core.models import OutboxMail

from .places import BookingError, lock_booking

ASK_WITHIN = timedelta(days=30)  # after the date: attendance may be noted late
TAKEN_WITHIN = timedelta(days=90)


class FeedbackError(BookingError):
    """Nothing can be said of it as things stand; the message says why."""


def why_no_feedback(booking: Booking) -> str:
    """Return why nothing can be said, in words; nothing where it can."""
    if booking.feedback_at is not None:
        return "You have told us already. Thank you."
    if booking.attendance != Attendance.ATTENDED:
        return "Only those whom the organiser noted as having come are asked."
    if timezone.now() > booking.occurrence.ends_at + TAKEN_WITHIN:
        return "It was too long ago: what people think is asked for three months."
    return ""


@transaction.atomic
def give_feedback(booking_pk: int, *, score: int, words: str = "") -> None:
    """Keep what somebody thought, once. Nothing ties it to them: their booking says only that they answered.

    Raises FeedbackError, ValidationError where the score is none of ours, and Booking.DoesNotExist.
    """
    booking = lock_booking(booking_pk)
    if problem := why_no_feedback(booking):
        raise FeedbackError(problem)
    feedback = Feedback(occurrence=booking.occurrence, score=score, words=words.strip())
    feedback.full_clean()
    feedback.save()
    # Not the moment, by which one could be laid beside the other
    booking.feedback_at = booking.occurrence.ends_at
    booking.save(update_fields=["feedback_at"])


def feedback_path(booking: Booking) -> str:
    """Return where somebody says what they thought: signed in, or a guest by their own link."""
    if booking.user_id is not None:
        return reverse("me_booking_feedback", args=[booking.pk])
    return reverse("event_feedback_by_link", args=[booking.secret])


def _key(booking: Booking) -> str:
    return f"booking:{booking.pk}:feedback"


def ask_for_feedback() -> str:
    """Ask those who came what they thought, once each, when it is over; return a line for the log."""
    now = timezone.now()
    came = Booking.objects.confirmed().filter(attendance=Attendance.ATTENDED, feedback_at=None).with_occurrence()
    due = came.filter(occurrence__ends_at__lte=now, occurrence__ends_at__gt=now - ASK_WITHIN).order_by("pk")
    rows = {_key(booking): booking for booking in due.select_related("user__technician")}
    sent = set(OutboxMail.objects.filter(key__in=rows).values_list("key", flat=True))
    asked = sum(_ask(booking) for key, booking in rows.items() if key not in sent)
    return f"{asked} asked what they thought"


def _ask(booking: Booking) -> bool:
    if not booking.email or (booking.user is not None and not booking.user.is_active):
        return False
    queue_mail(
        key=_key(booking),
        to=booking.email,
        subject=f"What did you think? {booking.occurrence.event.title}",
        template="events/email/feedback.txt",
        context={
            "name": (booking.user.first_name if booking.user else booking.guest_name) or booking.name,
            "event": booking.occurrence.event,
            "occurrence": booking.occurrence,
            "path": feedback_path(booking),
            "has_log": getattr(booking.user, "technician", None) is not None,
        },
        secret=True,
    )
    return True
