"""What is deleted when its time is over."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from events.models import Answer, Booking
from portal.core.models import OutboxMail

PRIVATE_ANSWERS_KEPT = timedelta(days=14)  # after the occurrence


def purge_private_answers() -> str:
    """Delete what was answered about food, access and health 14 days after what it was for; return a line for the log.

    By the time at which it was to end, also where it was cancelled.
    """
    over = timezone.now() - PRIVATE_ANSWERS_KEPT
    gone = Answer.objects.filter(question__is_private=True, booking__occurrence__ends_at__lte=over)
    return f"{gone.delete()[0]} private answers deleted"


def guests_kept_for() -> str:
    """Return for how long a guest's name and address are kept after the date, in words ('12 months')."""
    months = settings.EVENT_GUESTS_KEPT_MONTHS
    return "1 month" if months == 1 else f"{months} months"


def forget_past_guests() -> str:
    """Let go of who guests of past dates were (EVENT_GUESTS_KEPT_MONTHS after the end); return a line for the log.

    Name, address, answers, words to them and mails that were sent to them go; that somebody had a place, and came,
    stays, so that numbers stay as they are. Counted by the month, in Europe/London's own time.
    """
    over = timezone.localtime() - relativedelta(months=settings.EVENT_GUESTS_KEPT_MONTHS)
    keys = list(Booking.objects.of_known_guests().filter(occurrence__ends_at__lte=over).values_list("pk", flat=True))
    for key in keys:
        _forget_guest(key)
    return f"{len(keys)} guests forgotten"


@transaction.atomic
def _forget_guest(pk: int) -> None:
    booking = Booking.objects.select_for_update().get(pk=pk)
    about = Q(key__startswith=f"booking:{pk}:") | Q(key__startswith="event-message:", key__endswith=f":{pk}")
    OutboxMail.objects.filter(about, to=booking.guest_email).delete()
    booking.answers.all().delete()
    booking.guest_name = booking.guest_email = booking.answer_words = ""
    booking.save(update_fields=["guest_name", "guest_email", "answer_words"])
