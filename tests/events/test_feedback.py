"""What people thought: asked of those who came, once, kept without a name, and shown to organisers."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from events.enums import Attendance
from events.models import Booking, Feedback
from events.services.feedback import TAKEN_WITHIN, FeedbackError, ask_for_feedback, give_feedback
from portal.accounts.role_sync import sync_roles
from portal.core.roles import Role
from tests.events.organising import page, queries
from tests.factories.events import BookingFactory, OccurrenceFactory, in_days
from tests.factories.people import UserFactory, live_technician

pytestmark = pytest.mark.django_db


def came(attendance: str = Attendance.ATTENDED, **fields: Any) -> Booking:
    """Return a booking of what took place two days ago."""
    occurrence = fields.pop("occurrence", None)
    begin = in_days(-2)
    occurrence = occurrence or OccurrenceFactory(starts_at=begin, ends_at=begin + timedelta(hours=2))
    booking: Booking = BookingFactory(occurrence=occurrence, attendance=attendance, **fields)
    return booking


def url(booking: Booking) -> str:
    return reverse("me_booking_feedback", args=[booking.pk])


def test_it_is_told_once_and_kept_without_who(client: Client) -> None:
    booking = came()
    client.force_login(booking.user)
    assert url(booking) in client.get("/me/bookings/").content.decode()
    assert client.post(url(booking), {"score": "4", "words": " Good pumps "})["Location"] == url(booking)
    feedback = Feedback.objects.get()
    assert (feedback.occurrence, feedback.score, feedback.words) == (booking.occurrence, 4, "Good pumps")
    assert "You have told us already." in client.get(url(booking)).content.decode()
    assert client.post(url(booking), {"score": "1"}).status_code == 409
    assert Feedback.objects.count() == 1
    booking.refresh_from_db()
    assert booking.feedback_at == booking.occurrence.ends_at
    assert url(booking) not in client.get("/me/bookings/").content.decode()


def test_nobody_answers_for_somebody_else(client: Client) -> None:
    booking = came()
    assert client.post(url(booking), {"score": "4"})["Location"].startswith("/account/login/")
    client.force_login(UserFactory())
    assert (client.get(url(booking)).status_code, client.post(url(booking), {"score": "4"}).status_code) == (404, 404)
    assert not Feedback.objects.exists()


def test_a_guest_answers_by_their_link(client: Client) -> None:
    guest, member = came(guest=True), came()
    address = reverse("event_feedback_by_link", args=[guest.secret])
    assert client.post(address, {"score": "5"})["Location"] == address
    assert "You have told us already." in client.get(address).content.decode()
    assert client.get(reverse("event_feedback_by_link", args=[member.secret]))["Location"] == url(member)
    assert client.get(reverse("event_feedback_by_link", args=["nobody"])).status_code == 404


@pytest.mark.parametrize("sent", [{}, {"score": "0"}, {"score": "6"}, {"score": "5", "words": "x" * 2001}])
def test_what_cannot_be_is_refused(client: Client, sent: dict[str, str]) -> None:
    booking = came()
    client.force_login(booking.user)
    assert client.post(url(booking), sent).status_code == 422
    assert not Feedback.objects.exists()


def test_those_who_were_not_there_and_those_who_come_late_are_not_asked() -> None:
    for attendance in (Attendance.ABSENT, Attendance.NOT_MARKED):
        with pytest.raises(FeedbackError, match="Only those whom the organiser noted"):
            give_feedback(came(attendance).pk, score=4)
    booking = came()
    late = booking.occurrence.ends_at + TAKEN_WITHIN + timedelta(minutes=1)
    with time_machine.travel(late, tick=False), pytest.raises(FeedbackError, match="too long ago"):
        give_feedback(booking.pk, score=4)


def test_those_who_came_are_asked_by_mail_once() -> None:
    technician = live_technician()
    booking, guest = came(user=technician.user), came(guest=True)
    came(Attendance.ABSENT)
    answered = came()
    give_feedback(answered.pk, score=3)
    came(user=UserFactory(is_active=False))
    assert ask_for_feedback() == "2 asked what they thought"
    assert ask_for_feedback() == "0 asked what they thought"
    call_command("run_jobs")
    sent = {each.to[0]: str(each.body) for each in mail.outbox if each.subject.startswith("What did you think?")}
    assert sent.keys() == {technician.user.email, guest.guest_email}
    assert url(booking) in sent[technician.user.email]
    assert "/me/cpd/" in sent[technician.user.email]
    assert f"{guest.secret}/feedback/" in sent[guest.guest_email]
    assert "/me/cpd/" not in sent[guest.guest_email]


def test_organisers_see_scores_and_words(client: Client) -> None:
    sync_roles()
    booking = came()
    address = reverse("organise:feedback", args=[booking.occurrence_id])
    client.force_login(UserFactory(role=Role.PROFILE_STEWARD.label))
    assert client.get(address).status_code == 302
    client.force_login(UserFactory(role=Role.EVENT_ORGANISER.label))
    assert "Nobody has answered yet." in page(client, address)
    for score, words in ((5, "<b>Zinc</b>"), (4, "Brass"), (4, "")):
        Feedback.objects.create(occurrence=booking.occurrence, score=score, words=words)
    cost = queries(client, address)
    shown = page(client, address)
    for words in ("3 of 1 who came answered", "<strong>4.3</strong> out of 5", "Useful: 2", "&lt;b&gt;Zinc"):
        assert words in shown
    for _ in range(27):
        Feedback.objects.create(occurrence=booking.occurrence, score=1, words="Tin")
    assert queries(client, address) == cost
