"""What events hold about a person: told whole, let go of with the account, and private answers gone in time."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from events.enums import Attendance, BookingState
from events.models import Answer, Booking, Occurrence, Speaker
from events.services.calendar_links import make_link
from events.services.forgetting import forget_past_guests, guests_kept_for, purge_private_answers
from events.services.telling import tell_confirmed
from portal.accounts.models import User
from portal.accounts.personal import PERSONAL_DATA as ACCOUNTS
from portal.core.enums import Agreement
from portal.core.models import OutboxMail
from portal.core.registries import PersonalData, jobs, personal_data
from tests.factories.events import (
    BookingFactory,
    EventFactory,
    OccurrenceFactory,
    QuestionFactory,
    SpeakerFactory,
    in_days,
)
from tests.factories.people import UserFactory, live_technician

pytestmark = pytest.mark.django_db


@pytest.fixture
def data() -> PersonalData:
    found = personal_data.get("events")
    assert found
    return found


@pytest.fixture
def person() -> User:
    """Return somebody who came once, is coming, was a guest, and speaks."""
    technician = live_technician()
    user: User = technician.user
    event = EventFactory(title="Pumps for all")
    came = OccurrenceFactory(event=event, starts_at=in_days(-9))
    BookingFactory(occurrence=came, user=user, attendance=Attendance.ATTENDED)
    coming = BookingFactory(occurrence__event=event, occurrence__capacity=1, user=user)
    Answer.objects.create(booking=coming, question=QuestionFactory(event=event, text="Food?"), text="No celery")
    guest = {"guest_name": "Ana as a guest", "guest_email": user.email}
    BookingFactory(occurrence=OccurrenceFactory(event=event), user=None, **guest)
    SpeakerFactory(event=event, technician=technician, name="", topic="Oil", agreement=Agreement.AGREED)
    SpeakerFactory(event=EventFactory(), email=user.email, topic="Water")
    make_link(user)
    return user


def test_all_of_it_is_told(person: User, data: PersonalData) -> None:
    told = data.export(person)
    assert [(row["event"], row["state"], row["attendance"]) for row in told["bookings"]] == [
        ("Pumps for all", "Confirmed", "Attended"),
        ("Pumps for all", "Confirmed", "Not marked"),
        ("Pumps for all", "Confirmed", "Not marked"),
    ]
    assert [row["answers"] for row in told["bookings"]] == [{}, {"Food?": "No celery"}, {}]
    assert told["bookings"][2]["name"] == "Ana as a guest"
    assert sorted((row["topic"], row["answer"]) for row in told["speaking"]) == [
        ("Oil", "Agreed"),
        ("Water", "Not asked yet"),
    ]
    assert told["private calendar address made"].date() == timezone.now().date()
    assert [words for words, _ in data.shown_where(person)] == ["The event ‘Pumps for all’"]


def test_nothing_is_told_to_somebody_who_has_nothing(person: User, data: PersonalData) -> None:
    stranger = UserFactory()
    assert not any(data.export(stranger).values())
    assert (list(data.shown_where(stranger)), data.erase(stranger)) == ([], 0)
    assert Booking.objects.of(person).count() == 2


def test_erasing_gives_places_back_and_keeps_that_somebody_came(person: User, data: PersonalData) -> None:
    coming = Booking.objects.of(person).get(occurrence__capacity=1)
    waiting = BookingFactory(occurrence=coming.occurrence, waiting=True, booked_by=person)
    assert data.erase(person) == 7
    assert not any(data.export(person).values())
    assert (list(data.shown_where(person)), Speaker.objects.count(), Answer.objects.count()) == ([], 0, 0)
    past = Booking.objects.get(attendance=Attendance.ATTENDED)
    assert (past.user, past.state, past.name) == (None, BookingState.CONFIRMED, "Name no longer kept")
    coming.refresh_from_db()
    waiting.refresh_from_db()
    assert (coming.user, coming.state) == (None, BookingState.CANCELLED)
    assert (waiting.state, waiting.booked_by) == (BookingState.OFFERED, None)
    assert not Booking.objects.exclude(guest_email="").exists()
    assert data.erase(person) == 0


def test_the_account_can_go(person: User, data: PersonalData) -> None:
    data.erase(person)
    ACCOUNTS.erase(person)
    assert Booking.objects.count() == 3


def test_who_guests_were_is_forgotten_after_twelve_months_and_that_they_came_stays(data: PersonalData) -> None:
    over = OccurrenceFactory(starts_at=in_days(-9), ends_at=in_days(-9, 12))
    with time_machine.travel(over.starts_at - timedelta(days=5)):
        guest = BookingFactory(occurrence=over, guest=True, attendance=Attendance.ATTENDED, answer_words="Welcome")
        colleague = BookingFactory(occurrence=over)
        coming = BookingFactory(guest=True, guest_email=guest.guest_email)
    Answer.objects.create(booking=guest, question=QuestionFactory(event=over.event, is_private=False), text="Ana’s")
    for booking in (guest, coming):
        tell_confirmed(booking)
    due = over.ends_at + relativedelta(months=12)
    with time_machine.travel(due - timedelta(minutes=1), tick=False):
        assert forget_past_guests() == "0 guests forgotten"
    Occurrence.objects.filter(pk=coming.occurrence_id).update(ends_at=due + timedelta(days=1))
    with time_machine.travel(due, tick=False):
        job = jobs.get("forget_past_guests")
        assert job is not None
        assert (job.every, job.run()) == (timedelta(days=1), "1 guests forgotten")
        assert forget_past_guests() == "0 guests forgotten"
    guest.refresh_from_db()
    assert (guest.guest_name, guest.guest_email, guest.answer_words, guest.answers.count()) == ("", "", "", 0)
    assert (guest.name, guest.state, guest.attendance) == (
        "Name no longer kept", BookingState.CONFIRMED, Attendance.ATTENDED
    )  # fmt: skip
    assert list(OutboxMail.objects.values_list("to", "key")) == [
        (coming.guest_email, OutboxMail.objects.get(key__startswith=f"booking:{coming.pk}:").key)
    ]
    for booking in (colleague, coming):
        booking.refresh_from_db()
        assert booking.email
    assert "Guests’ names and addresses, and mails to them, are deleted 12 months after the event." in data.kept_for


def test_how_long_guests_are_known_can_be_set(settings: Any) -> None:
    booking = BookingFactory(guest=True)
    settings.EVENT_GUESTS_KEPT_MONTHS = 1
    assert guests_kept_for() == "1 month"
    with time_machine.travel(booking.occurrence.ends_at + relativedelta(months=1), tick=False):
        assert forget_past_guests() == "1 guests forgotten"


def test_private_answers_go_after_fourteen_days_and_others_stay() -> None:
    event = EventFactory()
    booking = BookingFactory(occurrence=OccurrenceFactory(event=event))
    for is_private in (True, False):
        question = QuestionFactory(event=event, is_private=is_private)
        Answer.objects.create(booking=booking, question=question, text="Yes")
    due = booking.occurrence.ends_at + timedelta(days=14)
    with time_machine.travel(due - timedelta(minutes=1), tick=False):
        assert purge_private_answers() == "0 private answers deleted"
    with time_machine.travel(due, tick=False):
        job = jobs.get("purge_private_answers")
        assert job is not None
        assert job.run() == "1 private answers deleted"
    assert [answer.question.is_private for answer in Answer.objects.all()] == [False]
