"""What events hold about a person, for the person: bookings and answers, the calendar address, and where they speak."""

from collections.abc import Mapping, Sequence
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from portal.core.registries import PersonalData

from .enums import Attendance
from .models import Answer, Booking, CalendarLink, EventPage, Speaker
from .services.booking import cancel
from .services.forgetting import guests_kept_for


def _addresses(user: Any) -> QuerySet[Any]:
    """Return the addresses that somebody showed to be theirs."""
    return EmailAddress.objects.filter(user=user, verified=True).values(lower=Lower("email"))


def bookings_of(user: Any) -> QuerySet[Booking]:
    """Return somebody's bookings: those of the account, and those as a guest with one of its addresses."""
    theirs = Q(user=user) | Q(user=None, guest_email__in=_addresses(user))
    return Booking.objects.with_occurrence().filter(theirs)


def speaking_of(user: Any) -> QuerySet[Speaker]:
    """Return where somebody was put down as a speaker."""
    theirs = Q(technician__user=user) | Q(technician=None, email__in=_addresses(user))
    return Speaker.objects.filter(theirs).select_related("event")


def export(user: Any) -> Mapping[str, Any]:
    """Return it in plain values; the address of the calendar itself is no word about anybody."""
    link = CalendarLink.objects.filter(user=user).first()
    return {
        "bookings": [
            {"event": row.occurrence.event.title, "date": row.occurrence.starts_at, "state": row.get_state_display()}
            | {"booked": row.made_at, "booked by somebody else": row.booked_by_id is not None}
            | {"name": row.guest_name, "words of the organiser": row.answer_words}
            | {"attendance": Attendance(row.attendance).label, "feedback given": row.feedback_at}
            | {"answers": {str(answer.question): answer.text for answer in row.answers.all()}}
            for row in bookings_of(user).prefetch_related("answers__question")
        ],
        "speaking": [
            {"event": row.event.title, "name": row.name, "role": row.role, "topic": row.topic, "asked": row.asked_at}
            | {"answer": row.get_agreement_display(), "answered": row.answered_at}
            | {"noted by an organiser": row.recorded_reason}
            for row in speaking_of(user)
        ],
        "private calendar address made": link.made_at if link else None,
    }


@transaction.atomic
def erase(user: Any) -> int:
    """Give back the places of what is to come, and let go of who had the others; return of how many rows.

    That somebody had a place, and came, is counted still; nothing says who. Answers, and where they speak, go.
    """
    rows = list(bookings_of(user))
    now = timezone.now()
    for row in rows:
        if row.is_live and row.occurrence.starts_at > now:
            cancel(row.pk, by=user)
    keys = [row.pk for row in rows]
    Answer.objects.filter(booking__in=keys).delete()
    Booking.objects.filter(pk__in=keys).update(user=None, guest_name="", guest_email="", answer_words="")
    gone = Speaker.objects.filter(pk__in=[row.pk for row in speaking_of(user)]).delete()[0]
    gone += CalendarLink.objects.filter(user=user).delete()[0]
    done_for_others = (
        Booking.objects.filter(booked_by=user).update(booked_by=None),
        Booking.objects.filter(marked_by=user).update(marked_by=None),
        Speaker.objects.filter(recorded_by=user).update(recorded_by=None),
    )
    return len(rows) + gone + sum(done_for_others)


def shown_where(user: Any) -> Sequence[tuple[str, str]]:
    """Return the events whose pages name them as a speaker."""
    named = Speaker.objects.agreed().filter(technician__user=user).values("event")
    return [(f"The event ‘{page.title}’", page.url) for page in EventPage.objects.showing().filter(pk__in=named)]


def event_data() -> PersonalData:
    """Return the entry for the registry."""
    return PersonalData(
        key="events",
        label="Events you booked, and where you speak",
        export=export,
        erase=erase,
        shown_where=shown_where,
        kept_for=(
            "Your bookings as long as you have the account; what you answered about food, access or health is deleted "
            "14 days after the event. With the account, places at what is to come are given back, and of what is over "
            "it is known only that somebody came. Guests’ names and addresses, and mails to them, are "
            f"deleted {guests_kept_for()} after the event. Feedback is kept without your name from the start."
        ),
    )
