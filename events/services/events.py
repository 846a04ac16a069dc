"""What happens to the rows behind an event when its page is copied or deleted."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from events.models import Booking, EventPage, Feedback, Occurrence, Question, Series, Speaker


class BookedError(Exception):
    """An event cannot be deleted, since people have booked it; the message says what to do."""


def why_not_deleted(events: Sequence[int]) -> str:
    """Return why these events cannot be deleted; nothing where they can."""
    booked = Booking.objects.filter(occurrence__event__in=events).count()
    if not booked and not Feedback.objects.filter(occurrence__event__in=events).exists():
        return ""
    people = "1 booking" if booked == 1 else f"{booked} bookings"
    which = "This event has" if len(events) == 1 else "Events among these have"
    return (
        f"{which} {people}, and what people booked and attended is kept. Nothing was deleted. Cancel the dates that "
        "are to come, which tells those who booked, and unpublish the page instead."
    )


@transaction.atomic
def take_rows_of(events: Sequence[int]) -> None:
    """Delete what stands behind events that nobody has booked, and that are to be deleted. Raises BookedError."""
    list(Occurrence.objects.select_for_update().filter(event__in=events).order_by("pk"))  # nobody books meanwhile
    if problem := why_not_deleted(events):
        raise BookedError(problem)
    for rows in (Occurrence, Series, Question, Speaker):
        rows.objects.filter(event__in=events).delete()


@transaction.atomic
def copy_questions(event_pk: int, new_pk: int, *, by: Any) -> int:
    """Copy an event's questions to another, and return how many."""
    new = EventPage.objects.get(pk=new_pk)
    questions = list(Question.objects.filter(event=event_pk, is_asked=True))
    for question in questions:
        question.pk, question.event, question._state.adding = None, new, True
    Question.objects.bulk_create(questions)
    log(instance=new, action="events.copy", user=by, data={"of": event_pk})
    return len(questions)
