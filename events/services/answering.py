"""What is answered at booking to an organiser's questions, and changed later."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from events.answers import fault_of
from events.enums import LIVE_BOOKINGS
from events.models import Answer, Booking

from .places import AnswerError, BookingError, lock_booking, require_coming


def keep_answers(booking: Booking, answers: Mapping[int, str]) -> None:
    """Write what was answered, by the key of each question that is asked now; what was answered before goes.

    Others' keys are left out. Raises AnswerError at the first that is missing or cannot be.
    """
    for question in booking.occurrence.event.questions.filter(is_asked=True):
        text = answers.get(question.pk, "").strip()
        if fault := fault_of(question, text):
            raise AnswerError(fault, question.pk)
        if text:
            Answer.objects.update_or_create(booking=booking, question=question, defaults={"text": text})
        else:
            Answer.objects.filter(booking=booking, question=question).delete()


@transaction.atomic
def change_answers(booking_pk: int, answers: Mapping[int, str]) -> Booking:
    """Answer anew, until it is over. Raises AnswerError, other BookingErrors and Booking.DoesNotExist."""
    booking = lock_booking(booking_pk)
    if booking.state not in LIVE_BOOKINGS:
        raise BookingError("This booking has ended, so there is nothing to answer.")
    require_coming(booking.occurrence, timezone.now())
    keep_answers(booking, answers)
    return booking
