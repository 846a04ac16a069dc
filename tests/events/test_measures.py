"""What events count: exact numbers by period, theme and department, and small ones kept back, by subtraction too."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.enums import Attendance, BookingState, EventKind, OccurrenceState
from events.measures import MEASURES, NOT_BY_DEPARTMENT
from events.models import Feedback, Occurrence
from events.services.attendance import mark
from events.services.booking import book
from plan.models import Reading
from portal.core.enums import Agreement
from portal.core.models import Theme
from portal.core.registries import MOST_EVIDENCE, Result, Scope, measures
from portal.core.small_numbers import FEW
from profiles.enums import ProfileState
from profiles.models import Department, Technician
from tests.factories.events import BookingFactory, EventFactory, OccurrenceFactory, SpeakerFactory, in_days
from tests.factories.people import DepartmentFactory, TechnicianFactory
from tests.factories.plans import TargetFactory
from tests.plan.reading_pages import published_action, text

pytestmark = pytest.mark.django_db
BEGIN = datetime(2026, 3, 3, 10, tzinfo=UTC)
PEOPLE = ("places_booked", "people_attending", "technicians_at_training", "training_hours")


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel("2026-06-01 12:00", tick=False):
        yield


def count(key: str, department: Department | None = None, theme: Theme | None = None, **period: date) -> Result:
    measure = measures.get(key)
    assert measure is not None
    days = {"start": date(2026, 1, 1), "end": date(2026, 12, 31)} | period
    theme_id = theme.pk if theme else None
    return measure.compute(Scope(**days, theme_id=theme_id, department_id=department.pk if department else None))


def held(kind: EventKind = EventKind.TRAINING, begin: datetime = BEGIN, **fields: Any) -> Occurrence:
    """Return two hours of an event."""
    event = fields.pop("event", None) or EventFactory(kind=kind)
    return OccurrenceFactory(event=event, starts_at=begin, ends_at=begin + timedelta(hours=2), **fields)


def on_theme(occurrence: Occurrence, theme: Theme) -> None:
    occurrence.event.themes.add(theme)
    occurrence.event.save()


def came(occurrence: Occurrence, people: list[Technician], **fields: Any) -> None:
    for person in people:
        values = {"attendance": Attendance.ATTENDED} | fields
        BookingFactory(occurrence=occurrence, user=person.user, **values)


def technicians(many: int, department: Department) -> list[Technician]:
    people: list[Technician] = TechnicianFactory.create_batch(many, state=ProfileState.LIVE, department=department)
    return people


def test_what_takes_place_is_counted_by_date_kind_and_period() -> None:
    first = held(EventKind.OPEN_DAY)
    held(event=first.event, begin=BEGIN + timedelta(days=7))
    held(state=OccurrenceState.CANCELLED)
    held(EventKind.DEADLINE)
    held(begin=timezone.now() + timedelta(days=1))
    held(event=EventFactory(live=False))
    held(begin=datetime(2025, 12, 31, 23, 59, tzinfo=UTC))
    assert (count("events_held").value, count("outreach_held").value) == (2, 2)
    assert [(link.title, link.url) for link in count("events_held").evidence] == [(first.event.title, first.event.url)]
    assert count("events_held", start=BEGIN.date(), end=BEGIN.date()).value == 1
    assert count("events_held", start=date(2025, 12, 31)).value == 3


def test_what_takes_place_by_theme_and_by_who_spoke() -> None:
    theme, science = Theme.objects.create(name="Skills", slug="skills-x"), DepartmentFactory()
    beneath = DepartmentFactory(parent=science)
    one, other = held(), held(EventKind.OUTREACH)
    on_theme(one, theme)
    for occurrence, agreement in ((one, Agreement.AGREED), (other, Agreement.ASKED)):
        (speaker,) = technicians(1, beneath)
        SpeakerFactory(event=occurrence.event, technician=speaker, agreement=agreement)
    assert count("events_held", theme=theme).value == 1
    assert (count("events_held", science).value, count("outreach_held", science).value) == (1, 0)


def test_people_are_counted_once_and_places_each() -> None:
    department = DepartmentFactory()
    people = technicians(5, department)
    first, second, talk = held(), held(), held(EventKind.TALK)
    came(first, people)
    came(second, people[:2])
    came(talk, people[:1])
    came(held(begin=timezone.now() + timedelta(days=3)), people[:1], attendance=Attendance.NOT_MARKED)
    came(second, people[3:4], attendance=Attendance.ABSENT)
    came(second, people[4:], state=BookingState.CANCELLED, attendance=Attendance.NOT_MARKED)
    BookingFactory(occurrence=talk, guest=True, attendance=Attendance.ATTENDED)
    BookingFactory(occurrence=talk, user=None, attendance=Attendance.ATTENDED)
    assert [count(key).value for key in PEOPLE] == [12, 7, 5, 14]
    assert [count(key, department).value for key in PEOPLE[2:]] == [5, 14]


def test_few_people_are_kept_back_however_often_they_came() -> None:
    people = technicians(4, DepartmentFactory())
    for _ in range(3):
        came(held(), people)
    assert [(count(key).value, count(key).note, count(key).evidence) for key in PEOPLE] == [(None, FEW, ())] * 4


def test_of_departments_few_are_kept_back_by_subtraction_too() -> None:
    science = DepartmentFactory(kind="faculty")
    chemistry, physics, glass = DepartmentFactory.create_batch(3, parent=science)
    occurrence = held()
    for many, department in ((7, chemistry), (6, physics), (2, glass)):
        came(occurrence, technicians(many, department))
    told = [count("technicians_at_training", each).value for each in (None, science, chemistry, physics, glass)]
    assert told == [15, 15, 7, None, None]
    assert [count("training_hours", each).value for each in (science, chemistry, physics)] == [30, 14, None]
    assert count("training_hours", chemistry).evidence == ()
    gone = DepartmentFactory()
    gone_pk = gone.pk
    gone.delete()
    gone.pk = gone_pk
    assert count("training_hours", gone).note == FEW


def test_of_a_theme_few_are_kept_back_by_subtraction_too() -> None:
    theme = Theme.objects.create(name="Skills", slug="skills-x")
    department = DepartmentFactory()
    people = technicians(9, department)
    with_theme, without = held(), held()
    on_theme(with_theme, theme)
    came(with_theme, people[:6])
    came(without, people[6:])
    assert count("people_attending").value == 9
    assert count("people_attending", theme=theme).note == FEW
    came(without, technicians(2, department))
    assert (count("people_attending").value, count("people_attending", theme=theme).value) == (11, 6)


def test_who_spoke_and_agreed_is_counted_once() -> None:
    people = technicians(6, DepartmentFactory())
    one, other, still_to_come = held(EventKind.TALK), held(EventKind.TALK), held(begin=in_days(3))
    for person in people[:5]:
        SpeakerFactory(event=one.event, technician=person, agreement=Agreement.AGREED)
    SpeakerFactory(event=other.event, technician=people[0], agreement=Agreement.AGREED)
    SpeakerFactory(event=other.event, technician=people[5], agreement=Agreement.WITHDRAWN)
    SpeakerFactory(event=still_to_come.event, technician=people[5], agreement=Agreement.AGREED)
    result = count("technicians_who_spoke")
    assert (result.value, {link.title for link in result.evidence}) == (5, {one.event.title, other.event.title})


def test_what_people_thought_is_an_average_of_at_least_five() -> None:
    theme = Theme.objects.create(name="Skills", slug="skills-x")
    occurrence, other = held(), held()
    on_theme(occurrence, theme)
    for score in (5, 4, 4, 5):
        Feedback.objects.create(occurrence=occurrence, score=score)
    assert count("event_feedback").note == FEW
    Feedback.objects.create(occurrence=other, score=2)
    assert (count("event_feedback").value, len(count("event_feedback").evidence)) == (4.0, 2)
    assert count("event_feedback", DepartmentFactory()).note == NOT_BY_DEPARTMENT
    Feedback.objects.create(occurrence=occurrence, score=5)
    assert count("event_feedback", theme=theme).note == FEW  # the one that is left would be known
    for _ in range(4):
        Feedback.objects.create(occurrence=other, score=2)
    assert count("event_feedback", theme=theme).value == 4.6


def test_evidence_is_bounded_and_counting_costs_the_same_for_more() -> None:
    department = DepartmentFactory()
    people = technicians(5, department)
    costs = []
    for many in (1, 14):
        for _ in range(many):
            came(held(), people)
        for measure in MEASURES:
            count(measure.key)
        with CaptureQueriesContext(connection) as captured:
            results = [count(measure.key) for measure in MEASURES]
        costs.append(len(captured))
    assert max(len(result.evidence) for result in results) == MOST_EVIDENCE
    assert costs[0] == costs[1]


def test_booking_and_attending_show_on_the_public_page_of_an_action(client: Client) -> None:
    action = published_action()
    TargetFactory(action=action, measure="technicians_at_training", baseline=0, goal=40)
    people = technicians(6, DepartmentFactory())
    training = held(begin=in_days(1))
    bookings = [book(training.pk, user=person.user) for person in people]
    call_command("run_jobs")
    assert Reading.objects.get(measure="technicians_at_training").value is None
    with time_machine.travel(training.ends_at + timedelta(hours=1), tick=False):
        for booking in bookings:
            mark(booking.pk, Attendance.ATTENDED, by=None)
        call_command("run_jobs")
        assert "6 technicians now, 40 by July 2027." in text(client, action)
    assert Reading.objects.filter(measure="technicians_at_training").count() == 2
