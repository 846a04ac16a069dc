"""What is deleted when its time is over."""

from datetime import timedelta

from django.utils import timezone

from events.models import Answer

PRIVATE_ANSWERS_KEPT = timedelta(days=14)  # after the occurrence


def purge_private_answers() -> str:
    """Delete what was answered about food, access and health 14 days after what it was for; return a line for the log.

    By the time at which it was to end, also where it was cancelled.
    """
    over = timezone.now() - PRIVATE_ANSWERS_KEPT
    gone = Answer.objects.filter(question__is_private=True, booking__occurrence__ends_at__lte=over)
    return f"{gone.delete()[0]} private answers deleted"
