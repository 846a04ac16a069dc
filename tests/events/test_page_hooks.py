"""What becomes of the rows behind an event when its page is copied, deleted, or set back to an older version."""

import pytest
from django.test import Client
from django.urls import reverse

from events.enums import BookingState
from events.models import Booking, EventPage, Occurrence, Question, Speaker
from portal.accounts.role_sync import sync_roles
from portal.core.roles import Role
from tests.events.organising import said
from tests.factories.events import BookingFactory, EventFactory, OccurrenceFactory, QuestionFactory, SpeakerFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_editor(client: Client) -> Client:
    sync_roles()
    client.force_login(UserFactory(role=Role.SITE_MANAGER.label))
    return client


def test_an_event_that_somebody_booked_is_not_deleted(as_editor: Client) -> None:
    booking = BookingFactory(state=BookingState.CANCELLED)
    event = booking.occurrence.event
    for page in (event, event.get_parent()):
        answer = as_editor.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
        assert "1 booking, and what people booked and attended is kept. Nothing was deleted." in said(answer)[0]
    assert EventPage.objects.filter(pk=event.pk).exists()
    assert Booking.objects.filter(pk=booking.pk).exists()


def test_an_event_that_nobody_booked_goes_with_its_rows(as_editor: Client) -> None:
    event = EventFactory()
    OccurrenceFactory(event=event)
    QuestionFactory(event=event)
    SpeakerFactory(event=event)
    as_editor.get(reverse("wagtailadmin_pages:delete", args=[event.pk]))
    assert Occurrence.objects.exists()
    as_editor.post(reverse("wagtailadmin_pages:delete", args=[event.pk]))
    assert not EventPage.objects.filter(pk=event.pk).exists()
    assert [rows.objects.count() for rows in (Occurrence, Question, Speaker)] == [0, 0, 0]


def test_together_none_is_deleted_where_one_is_booked(as_editor: Client) -> None:
    booked, free = BookingFactory().occurrence.event, OccurrenceFactory().event
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    answer = as_editor.post(f"{address}?id={booked.pk}&id={free.pk}&next=/admin/", follow=True)
    assert "Events among these have 1 booking" in said(answer)[0]
    assert EventPage.objects.count() == 2
    assert Occurrence.objects.count() == 2
    as_editor.post(f"{address}?id={free.pk}&next=/admin/")
    assert list(EventPage.objects.values_list("pk", flat=True)) == [booked.pk]


def test_a_copy_has_the_questions_and_nothing_that_was_booked(as_editor: Client) -> None:
    booking = BookingFactory()
    event = booking.occurrence.event
    QuestionFactory(event=event, text="What do you not eat?")
    QuestionFactory(event=event, text="Not asked any more", is_asked=False)
    SpeakerFactory(event=event)
    parent = event.get_parent()
    sent = {"new_title": "Once more", "new_slug": "once-more", "new_parent_page": str(parent.pk)}
    answer = as_editor.post(reverse("wagtailadmin_pages:copy", args=[event.pk]), sent, follow=True)
    assert "Dates, speakers and bookings are not copied." in " ".join(said(answer))
    copy = EventPage.objects.get(slug="once-more")
    assert [row.text for row in copy.questions.all()] == ["What do you not eat?"]
    assert (copy.occurrences.count(), copy.speakers.count()) == (0, 0)
    assert not copy.live
    assert event.questions.count() == 2
    assert event.occurrences.count() == 1


def test_a_booking_stands_when_an_older_version_of_the_page_is_published() -> None:
    event = EventFactory(title="The first title")
    older = event.get_latest_revision()
    event.title = "The second title"
    event.save_revision().publish()
    booking = BookingFactory(occurrence__event=event)
    question, speaker = QuestionFactory(event=event), SpeakerFactory(event=event)
    older.publish()
    event.refresh_from_db()
    assert event.title == "The first title"
    assert Booking.objects.get() == booking
    assert booking.state == BookingState.CONFIRMED
    assert (event.occurrences.get(), event.questions.get(), event.speakers.get()) == (
        booking.occurrence, question, speaker
    )  # fmt: skip
