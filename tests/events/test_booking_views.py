"""The screens of booking: who sees what, what is done, and what is refused."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.enums import BookingState, LapsedBecause, QuestionKind
from events.models import Booking, Occurrence
from events.needs import booking_needs
from events.services.booking import book, cancel
from tests.factories.events import BookingFactory, OccurrenceFactory, QuestionFactory, events_index, in_days
from tests.factories.people import TechnicianFactory, UserFactory
from tests.profiles.claiming import text

pytestmark = pytest.mark.django_db
LINK = "https://meet.example/secret-room"


@pytest.fixture
def user(client: Client) -> Any:
    """Sign somebody in."""
    user = UserFactory(first_name="Ana", last_name="Ruiz")
    client.force_login(user)
    return user


def book_url(occurrence: Occurrence) -> str:
    return reverse("event_book", args=[occurrence.pk])


# --- booking


def test_somebody_signed_in_books_and_sees_the_joining_link(client: Client, user: Any) -> None:
    occurrence = OccurrenceFactory(joining_link=LINK)
    shown = client.get(book_url(occurrence))
    assert "10 places left" in text(shown)
    assert LINK not in shown.content.decode()
    answer = client.post(book_url(occurrence), follow=True)
    booking = Booking.objects.get()
    assert (booking.user, booking.state, answer.request["PATH_INFO"]) == (
        user, BookingState.CONFIRMED, reverse("me_booking", args=[booking.pk]),
    )  # fmt: skip
    assert "You have a place." in text(answer)
    assert LINK in answer.content.decode()


def test_a_full_date_gives_a_turn_and_no_link(client: Client, user: Any) -> None:
    occurrence = OccurrenceFactory(capacity=1, joining_link=LINK)
    book(occurrence.pk, user=UserFactory())
    assert "Join the waiting list" in text(client.get(book_url(occurrence)))
    answer = client.post(book_url(occurrence), follow=True)
    assert "You are on the waiting list." in text(answer)
    assert LINK not in answer.content.decode()


def test_required_questions_are_answered_and_can_be_answered_anew(client: Client, user: Any) -> None:
    question = QuestionFactory(kind=QuestionKind.CHOICE, choices="Soup\nSalad", is_required=True, text="Lunch?")
    occurrence = OccurrenceFactory(event=question.event)
    refused = client.post(book_url(occurrence), {f"question_{question.pk}": "Steak"})
    assert (refused.status_code, Booking.objects.count()) == (422, 0)
    assert "Choose one of the answers." in text(refused)
    answer = client.post(book_url(occurrence), {f"question_{question.pk}": "Soup"}, follow=True)
    booking = Booking.objects.get()
    assert 'value="Soup"' in answer.content.decode()
    here = reverse("me_booking", args=[booking.pk])
    assert client.post(here, {"do": "answers", f"question_{question.pk}": ""}).status_code == 422
    client.post(here, {"do": "answers", f"question_{question.pk}": "Salad"})
    assert booking.answers.get().text == "Salad"


def test_other_bookings_at_the_same_time_are_shown(client: Client, user: Any) -> None:
    occurrence = OccurrenceFactory(starts_at=in_days(5), ends_at=in_days(5, 12))
    for hours, title in ((9, "Before"), (11, "Meanwhile"), (12, "Afterwards")):
        BookingFactory(
            user=user, occurrence__event__title=title, occurrence__starts_at=in_days(5, hours),
            occurrence__ends_at=in_days(5, hours) + timedelta(hours=1),
        )  # fmt: skip
    BookingFactory(occurrence__event__title="Of another", occurrence__starts_at=in_days(5, 11))
    shown = text(client.get(book_url(occurrence)))
    assert [title in shown for title in ("Before", "Meanwhile", "Afterwards", "Of another")] == [
        False, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"starts_at": in_days(-3)}, "It has begun"),
        ({"starts_at": in_days(5), "booking_closes_at": in_days(-1)}, "Booking closed on"),
        ({"state": "cancelled"}, "This date is cancelled"),
        ({"booking_way": "not_needed"}, "not booked here"),
    ],
)
def test_what_cannot_be_booked_says_why_and_takes_nothing(
    client: Client, user: Any, fields: dict[str, Any], words: str
) -> None:
    occurrence = OccurrenceFactory(**fields)
    shown = client.get(book_url(occurrence))
    assert words in text(shown)
    assert b"<button" not in shown.content.partition(b"<main")[2].partition(b"</main>")[0]
    refused = client.post(book_url(occurrence))
    assert (refused.status_code, Booking.objects.count()) == (409, 0)
    assert words in text(refused)


def test_booked_twice_it_says_so(client: Client, user: Any) -> None:
    occurrence = OccurrenceFactory()
    BookingFactory(occurrence=occurrence, user=user)
    assert "You have booked this date." in text(client.get(book_url(occurrence)))
    refused = client.post(book_url(occurrence))
    assert (refused.status_code, Booking.objects.count()) == (409, 1)


def test_a_draft_is_booked_by_nobody(client: Client, user: Any) -> None:
    assert client.get(book_url(OccurrenceFactory(event__live=False))).status_code == 404


# --- from outside


def test_a_guest_books_by_the_link_without_a_session(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    occurrence = OccurrenceFactory(event__for_public=True, joining_link=LINK)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(book_url(occurrence), {"name": "Bo", "email": "bo@elsewhere.example"})
    assert answer["Location"] == reverse("event_booking_sent")
    booking = Booking.objects.get()
    here = reverse("event_booking_by_link", args=[booking.secret])
    assert here in mail.outbox[0].body
    shown = client.get(here)
    assert Booking.objects.get().state == BookingState.UNCONFIRMED, (
        "opening a link does nothing: programs open them too"
    )
    assert LINK not in shown.content.decode()
    done = client.post(here, {"do": "confirm"}, follow=True)
    assert "You have a place." in text(done)
    assert LINK in done.content.decode()
    assert (shown["Referrer-Policy"], shown["X-Robots-Tag"]) == ("same-origin", "noindex, nofollow")
    client.post(here, {"do": "cancel"})
    assert Booking.objects.get().state == BookingState.CANCELLED
    assert "sessionid" not in client.cookies


def test_a_guest_is_told_how_long_they_are_known_and_others_are_not(client: Client, settings: Any) -> None:
    settings.EVENT_GUESTS_KEPT_MONTHS = 3
    occurrence = OccurrenceFactory(event__for_public=True)
    assert "They are deleted 3 months after the event." in text(client.get(book_url(occurrence)))
    booking = BookingFactory(occurrence=occurrence, guest=True)
    told = text(client.get(reverse("event_booking_by_link", args=[booking.secret])))
    assert "Your name and address are deleted 3 months after the event." in told
    client.force_login(UserFactory())
    assert "are deleted" not in text(client.get(book_url(occurrence)))


def test_the_same_is_said_to_a_guest_who_has_booked(client: Client) -> None:
    occurrence = OccurrenceFactory(event__for_public=True)
    booking = BookingFactory(occurrence=occurrence, guest=True)
    answer = client.post(book_url(occurrence), {"name": "Eve", "email": booking.guest_email})
    assert (answer["Location"], Booking.objects.count()) == (reverse("event_booking_sent"), 1)
    assert Booking.objects.get().guest_name == booking.guest_name


def test_a_program_that_fills_in_every_field_books_nothing(client: Client) -> None:
    sent = {"name": "Bo", "email": "bo@elsewhere.example", "website": "https://spam.example"}
    client.post(book_url(OccurrenceFactory(event__for_public=True)), sent)
    assert not Booking.objects.exists()


@pytest.mark.parametrize("email", ["bo", "bo@elsewhere.example\nBcc: eve@elsewhere.example", ""])
def test_a_guest_gives_one_address(client: Client, email: str) -> None:
    answer = client.post(book_url(OccurrenceFactory(event__for_public=True)), {"name": "Bo", "email": email})
    assert (answer.status_code, Booking.objects.count()) == (422, 0)


def test_a_visitor_signs_in_to_what_is_for_the_university(client: Client) -> None:
    occurrence = OccurrenceFactory()
    shown = client.get(book_url(occurrence))
    assert f"{reverse('account_login')}?next={book_url(occurrence)}" in shown.content.decode()
    assert client.post(book_url(occurrence), {"name": "Bo", "email": "bo@elsewhere.example"}).status_code == 409
    assert not Booking.objects.exists()


# --- one's own


def test_an_offer_is_taken_or_declined_on_its_page(client: Client, user: Any) -> None:
    occurrence = OccurrenceFactory(capacity=1)
    first = book(occurrence.pk, user=UserFactory())
    client.post(book_url(occurrence))
    cancel(first.pk, by=first.user)
    booking = Booking.objects.get(user=user)
    (need,) = booking_needs(user)
    assert need.url == reverse("me_booking", args=[booking.pk])
    assert "Take the place" in text(client.get(need.url))
    assert "You have a place." in text(client.post(need.url, {"do": "take"}, follow=True))
    assert list(booking_needs(user)) == []
    refused = client.post(need.url, {"do": "decline"})
    assert (refused.status_code, "You have this place already." in text(refused)) == (409, True)


def test_an_offer_that_ran_out_is_refused(client: Client, user: Any) -> None:
    booking = BookingFactory(user=user, offered=True, offered_until=timezone.now() - timedelta(minutes=1))
    here = reverse("me_booking", args=[booking.pk])
    assert "Take the place" not in text(client.get(here))
    refused = client.post(here, {"do": "take"})
    assert (refused.status_code, "The offer has run out" in text(refused)) == (409, True)
    assert Booking.objects.get().state == BookingState.LAPSED


def test_what_is_asked_of_those_who_come_is_asked_of_nobody_who_cancelled(client: Client, user: Any) -> None:
    booking = BookingFactory(user=user, occurrence__event__not_recorded=True)
    here = reverse("me_booking", args=[booking.pk])
    assert "Please do not record." in text(client.get(here))
    assert "Please do not record." not in text(client.post(here, {"do": "cancel"}, follow=True))


def test_cancelled_twice_it_says_so(client: Client, user: Any) -> None:
    booking = BookingFactory(user=user)
    here = reverse("me_booking", args=[booking.pk])
    assert "This booking is cancelled." in text(client.post(here, {"do": "cancel"}, follow=True))
    refused = client.post(here, {"do": "cancel"})
    assert (refused.status_code, "was cancelled or has ended already" in text(refused)) == (409, True)


@pytest.mark.parametrize("do", ["cancel", "take", "decline", "confirm", "answers"])
def test_nobody_does_anything_with_the_booking_of_another(client: Client, user: Any, do: str) -> None:
    booking = BookingFactory(offered=True)
    assert client.post(reverse("me_booking", args=[booking.pk]), {"do": do}).status_code == 404
    client.logout()
    by_link = client.post(reverse("event_booking_by_link", args=[booking.secret]), {"do": do})
    assert by_link["Location"] == reverse("me_booking", args=[booking.pk])
    assert client.post(by_link["Location"], {"do": do})["Location"].startswith(reverse("account_login"))
    assert Booking.objects.get().state == BookingState.OFFERED


def test_the_list_says_what_stands_how(client: Client, user: Any) -> None:
    BookingFactory(user=user, occurrence__event__title="Mine to take", offered=True)
    BookingFactory(user=user, occurrence__event__title="Coming soon")
    BookingFactory(user=user, occurrence__event__title="Called off", occurrence__state="cancelled")
    BookingFactory(user=user, occurrence__event__title="Not yet", waiting=True)
    BookingFactory(user=user, occurrence__event__title="Long ago", occurrence__starts_at=in_days(-9))
    BookingFactory(user=user, occurrence__event__title="Left out", state=BookingState.CANCELLED)
    BookingFactory(occurrence__event__title="Of another")
    shown = text(client.get(reverse("me_bookings")))
    heads = (
        "offered to you", "Mine to take", "You have a place", "Coming soon", "Called off", "This date is cancelled",
        "You wait for a place", "Not yet", "Past, cancelled and lapsed",
    )  # fmt: skip
    places = [shown.index(words) for words in heads]
    assert places == sorted(places)
    assert {words in shown.partition("Past, cancelled and lapsed")[2] for words in ("Long ago", "Left out")} == {True}
    assert "Of another" not in shown


def test_where_nothing_is_booked_it_says_where_to_look(client: Client, user: Any) -> None:
    """Whatever part of its address the list was given."""
    assert 'href="/"' in client.get(reverse("me_bookings")).content.decode()
    index = events_index()
    index.slug = "whats-on"
    index.save()
    shown = client.get(reverse("me_bookings"))
    assert "Nothing is booked" in text(shown)
    assert f'href="{index.url}"' in shown.content.decode()
    assert index.url == "/whats-on/"


@pytest.mark.parametrize("because", list(LapsedBecause))
def test_what_lapsed_says_why(client: Client, user: Any, because: LapsedBecause) -> None:
    booking = BookingFactory(user=user, state=BookingState.LAPSED, lapsed_because=because)
    assert f"Lapsed: {because.label}" in text(client.get(reverse("me_bookings")))
    here = reverse("me_booking", args=[booking.pk])
    assert f"This booking lapsed: {because.label}." in text(client.get(here))
    Occurrence.objects.update(starts_at=in_days(-9), ends_at=in_days(-9, 12))
    assert f"It is over. This booking lapsed: {because.label}." in text(client.get(here))


def test_questions_that_wait_for_an_answer_stand_on_ones_page(client: Client, user: Any) -> None:
    question = QuestionFactory(is_required=True)
    booking = BookingFactory(user=user, occurrence__event=question.event)
    BookingFactory(user=user)
    (need,) = booking_needs(user)
    assert need.url == reverse("me_booking", args=[booking.pk])
    client.post(need.url, {"do": "answers", f"question_{question.pk}": "Nuts"})
    assert list(booking_needs(user)) == []


@pytest.mark.parametrize("make", ["coming", "past"])
def test_the_list_costs_the_same_for_thirty(client: Client, user: Any, make: str) -> None:
    state = BookingState.CONFIRMED if make == "coming" else BookingState.CANCELLED
    costs = []
    for more in (1, 29):
        for _ in range(more):
            BookingFactory(user=user, state=state)
        client.get(reverse("me_bookings"))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("me_bookings"))
        costs.append(len(captured))
    assert costs[0] == costs[1]


# --- a manager's team


def test_a_manager_books_for_the_team_and_for_nobody_else(client: Client) -> None:
    manager = TechnicianFactory(state="live")
    member, other = TechnicianFactory(manager=manager, family_name="Sato"), TechnicianFactory()
    client.force_login(manager.user)
    occurrence = OccurrenceFactory()
    left = f"{occurrence.capacity} places left"
    url = reverse("event_book_team", args=[occurrence.pk])
    assert left in text(client.get(url))
    assert url in client.get(book_url(occurrence)).content.decode()
    assert [name in text(client.get(url)) for name in (member.listed_name, other.listed_name)] == [True, False]
    assert client.post(url, {"people": [other.pk]}).status_code == 422
    assert not Booking.objects.exists()
    done = client.post(url, {"people": [member.pk]})
    assert f"{member.listed_name} : confirmed" in text(done)
    assert left not in text(done)  # which was so before
    assert Booking.objects.get().guest_email == member.email


def test_whoever_has_no_team_books_for_none(client: Client, user: Any) -> None:
    occurrence = OccurrenceFactory()
    assert client.get(reverse("event_book_team", args=[occurrence.pk])).status_code == 404
    assert reverse("event_book_team", args=[occurrence.pk]) not in client.get(book_url(occurrence)).content.decode()
