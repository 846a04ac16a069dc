"""What events can count for the plan: what took place, who booked and came, who spoke, and what people thought of it.

What anybody can count in the list of events is never kept back. Of people the number is, where few are meant, by
subtraction too: from the departments around, and from everybody where a theme is asked for. What counts is what began
in the period; somebody's department is the one that the staff list has now.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from portal.core.registries import MOST_EVIDENCE, Evidence, Measure, Result, Scope, measures
from portal.core.small_numbers import FEW, is_small
from portal.core.times import midnight
from profiles.counted_people import Row, RowsOf, told_rows
from profiles.models import Technician
from profiles.querysets import in_departments

from .enums import OUTREACH_KINDS, TRAINING_KINDS, Attendance, EventKind
from .hours import hours_between
from .models import Booking, EventPage, Feedback, Occurrence, Speaker
from .querysets import BookingQuerySet, OccurrenceQuerySet

QUARTERS = 4  # of an hour: hours are added up in whole numbers
NOT_BY_DEPARTMENT = "what people thought is kept without their department"


def _in_period(scope: Scope) -> OccurrenceQuerySet:
    """Return what takes place, and begins in the period, of the theme where one is asked for."""
    begin, end = midnight(scope.start), midnight(scope.end + timedelta(days=1))
    within = Occurrence.objects.taking_place().filter(starts_at__gte=begin, starts_at__lt=end)
    found: OccurrenceQuerySet = within.exclude(event__kind=EventKind.DEADLINE)
    return found if scope.theme_id is None else found.filter(event__themes=scope.theme_id)


def _held(scope: Scope) -> OccurrenceQuerySet:
    """Return those of them that are over."""
    return _in_period(scope).over(timezone.now())


def _evidence(occurrences: QuerySet[Occurrence]) -> tuple[Evidence, ...]:
    """Return the pages of the events, those that took place last first."""
    latest = occurrences.filter(event__live=True).select_related("event").order_by("-starts_at", "-pk")
    pages: dict[int, EventPage] = {row.event_id: row.event for row in reversed(latest[: MOST_EVIDENCE * 5])}
    newest_first = list(reversed(pages.values()))[:MOST_EVIDENCE]
    return tuple(Evidence(page.title, page.get_url() or "") for page in newest_first)


# --- what anybody can count -----------------------------------------------------------------------------------------


def _public(scope: Scope, kinds: Iterable[EventKind] | None = None) -> Result:
    """Count dates of events that are in the list; of a department those at which somebody from there spoke."""
    held = _held(scope).showing()
    if kinds is not None:
        held = held.filter(event__kind__in=tuple(kinds))
    if scope.department_id is not None:
        people = Technician.objects.filter(in_departments([scope.department_id]))
        held = held.filter(event__in=Speaker.objects.agreed().filter(technician__in=people).values("event"))
    return Result(held.count(), _evidence(held))


def events_held(scope: Scope) -> Result:
    """Count events that took place, each date once."""
    return _public(scope)


def outreach_held(scope: Scope) -> Result:
    """Count outreach activities and open days that took place."""
    return _public(scope, OUTREACH_KINDS)


# --- people ---------------------------------------------------------------------------------------------------------


def _told(scope: Scope, rows_of: RowsOf, evidence: QuerySet[Occurrence], *, each_once: bool, part: int = 1) -> Result:
    return told_rows(scope, rows_of, partial(_evidence, evidence), each_once=each_once, part=part)


def _rows(bookings: BookingQuerySet) -> list[Row]:
    """Return one row a booking; one whose person is known no more stands for somebody by itself."""
    names = ("pk", "user", "guest_email", "user__technician__department")
    found = bookings.order_by("pk").values_list(*names)
    return [
        Row(str(user) if user else guest.lower() or f"booking {pk}", department)
        for pk, user, guest, department in found
    ]


def _attended(occurrences: QuerySet[Occurrence]) -> BookingQuerySet:
    rows: BookingQuerySet = Booking.objects.confirmed().filter(attendance=Attendance.ATTENDED)
    return rows.filter(occurrence__in=occurrences.order_by().values("pk"))


def _training(scope: Scope) -> BookingQuerySet:
    """Return the bookings of technicians who came to training."""
    held = _held(scope).filter(event__kind__in=TRAINING_KINDS)
    rows: BookingQuerySet = _attended(held).filter(user__technician__isnull=False)
    return rows


def _attended_by(bookings: Callable[[Scope], BookingQuerySet], scope: Scope) -> QuerySet[Occurrence]:
    return Occurrence.objects.filter(pk__in=bookings(scope).order_by().values("occurrence"))


def places_booked(scope: Scope) -> Result:
    """Count places that people have or had, also on dates in the period that are still to come."""

    def booked(within: Scope) -> BookingQuerySet:
        rows: BookingQuerySet = Booking.objects.confirmed()
        return rows.filter(occurrence__in=_in_period(within).order_by().values("pk"))

    return _told(scope, lambda within: _rows(booked(within)), _attended_by(booked, scope), each_once=False)


def people_attending(scope: Scope) -> Result:
    """Count people who came, each once: technicians, colleagues and guests."""

    def came(within: Scope) -> BookingQuerySet:
        return _attended(_held(within))

    return _told(scope, lambda within: _rows(came(within)), _attended_by(came, scope), each_once=True)


def technicians_at_training(scope: Scope) -> Result:
    """Count technicians who came to training, workshops or writing sessions, each once."""
    evidence = _attended_by(_training, scope)
    return _told(scope, lambda within: _rows(_training(within)), evidence, each_once=True)


def training_hours(scope: Scope) -> Result:
    """Add up the hours of training, workshops and writing sessions to which technicians came."""

    def hours(within: Scope) -> Iterable[Row]:
        names = ("user", "user__technician__department", "occurrence__starts_at", "occurrence__ends_at")
        for user, department, starts_at, ends_at in _training(within).order_by("pk").values_list(*names):
            yield Row(str(user), department, int(hours_between(starts_at, ends_at) * QUARTERS))

    return _told(scope, hours, _attended_by(_training, scope), each_once=False, part=QUARTERS)


def technicians_who_spoke(scope: Scope) -> Result:
    """Count technicians who spoke at events that took place, and agreed to be named; each once."""

    def spoke(within: Scope) -> Iterable[Row]:
        rows: Any = Speaker.objects.agreed().filter(event__in=_held(within).order_by().values("event"))
        named = rows.filter(technician__isnull=False).order_by("pk")
        for technician, department in named.values_list("technician", "technician__department"):
            yield Row(str(technician), department)

    speakers = Speaker.objects.agreed().filter(technician__isnull=False)
    return _told(scope, spoke, _held(scope).filter(event__in=speakers.values("event")), each_once=True)


# --- what people thought --------------------------------------------------------------------------------------------


def event_feedback(scope: Scope) -> Result:
    """Return what people thought on average, from 1, not useful, to 5, very useful. Nothing says who, or from where."""
    if scope.department_id is not None:
        return Result(None, note=NOT_BY_DEPARTMENT)
    scores = _scores(scope)
    whole = None if scope.theme_id is None else len(_scores(replace(scope, theme_id=None)))
    if is_small(len(scores), whole):
        return Result(None, note=FEW)
    thought_of = _held(scope).filter(pk__in=Feedback.objects.order_by().values("occurrence"))
    return Result(round(sum(scores) / len(scores), 1), _evidence(thought_of))


def _scores(scope: Scope) -> list[int]:
    rows = Feedback.objects.filter(occurrence__in=_held(scope).order_by().values("pk"))
    return list(rows.order_by().values_list("score", flat=True))


MEASURES = (
    Measure("events_held", "Events held", "events", "more", events_held),
    Measure("outreach_held", "Outreach activities and open days held", "activities", "more", outreach_held),
    Measure("places_booked", "Places booked at events", "places", "more", places_booked),
    Measure("people_attending", "People who came to events", "people", "more", people_attending),
    Measure(
        "technicians_at_training", "Technicians who came to training", "technicians", "more", technicians_at_training
    ),
    Measure("training_hours", "Hours of training that technicians came to", "hours", "more", training_hours),
    Measure("technicians_who_spoke", "Technicians who spoke at events", "technicians", "more", technicians_who_spoke),
    Measure("event_feedback", "What people thought of events", "out of 5", "more", event_feedback),
)


def register_measures() -> None:
    """Offer them to the plan."""
    for measure in MEASURES:
        measures.register(measure)
