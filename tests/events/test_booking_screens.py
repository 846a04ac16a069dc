"""The screens on which organisers see who comes: decisions, booking for somebody, messages, the list as a file."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import PageLogEntry

from events.enums import BookingState
from events.models import Answer, Booking, Occurrence
from portal.accounts.models import User
from portal.accounts.role_sync import sync_roles
from portal.core.models import OutboxMail
from portal.core.roles import Role
from tests.events.organising import page, queries, said
from tests.factories.events import BookingFactory, OccurrenceFactory, QuestionFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(db: None) -> User:
    sync_roles()
    return UserFactory(role=Role.EVENT_ORGANISER.label, first_name="Ola", last_name="Rookhope")


@pytest.fixture
def as_organiser(client: Client, organiser: User) -> Client:
    client.force_login(organiser)
    return client


def to(name: str, row: Occurrence | Booking) -> str:
    return reverse(f"organise:{name}", args=[row.pk])


def test_who_opens_the_screens(client: Client) -> None:
    sync_roles()
    row = OccurrenceFactory()
    booking = BookingFactory(occurrence=row, state=BookingState.ASKED)
    addresses = [
        *(to(name, row) for name in ("bookings", "bookings_file", "book", "message")),
        *(to(name, booking) for name in ("refuse", "cancel_booking")),
    ]
    may = {Role.EVENT_ORGANISER, Role.COMMUNICATIONS_EDITOR, Role.SITE_MANAGER}
    for role in Role:
        client.force_login(UserFactory(role=role.label))
        assert {client.get(address).status_code for address in addresses} == {200 if role in may else 302}, role
    client.force_login(UserFactory(role=Role.PLAN_OWNER.label))
    client.post(to("approve", booking))
    booking.refresh_from_db()
    assert booking.state == BookingState.ASKED


def test_each_part_of_the_list_and_the_waiting_list_in_its_order(as_organiser: Client) -> None:
    row, now = OccurrenceFactory(capacity=1), timezone.now()
    BookingFactory(occurrence=row, user__first_name="Ada", user__last_name="Tarn")
    for number, name in enumerate(("Bea", "Cy", "Di")):
        BookingFactory(
            occurrence=row, waiting=True, queued_at=now - timedelta(hours=number), user__first_name=name
        )  # the latest to join is named first
    BookingFactory(occurrence=row, guest=True, guest_name="Eve Elsewhere", state=BookingState.CANCELLED)
    assert [row_.name for row_ in as_organiser.get(to("bookings", row)).context["rows"]] == ["Ada Tarn"]
    waiting = as_organiser.get(to("bookings", row) + "?show=waiting")
    assert [found.name for found in waiting.context["rows"]] == ["Di", "Cy", "Bea"]
    ended = as_organiser.get(to("bookings", row) + "?show=ended")
    assert [found.name for found in ended.context["rows"]] == ["Eve Elsewhere"]
    assert waiting.context["parts"] == [
        ("coming", "Coming", 1),
        ("waiting", "Waiting list", 3),
        ("ended", "Not coming", 1),
    ]


def test_people_are_found_by_name_and_address(as_organiser: Client) -> None:
    row = OccurrenceFactory()
    BookingFactory(occurrence=row, user__first_name="Ada", user__last_name="Tarn")
    BookingFactory(occurrence=row, guest=True, guest_name="Bea Beck", guest_email="bea@elsewhere.example")

    def found(text: str) -> list[str]:
        return [each.name for each in as_organiser.get(to("bookings", row), {"q": text}).context["rows"]]

    assert (found("tarn ada"), found("elsewhere"), found("nobody")) == (["Ada Tarn"], ["Bea Beck"], [])
    assert "Nobody here has ‘<bdi>nobody</bdi>’" in page(as_organiser, to("bookings", row) + "?q=nobody")


def test_food_and_access_are_read_by_organisers_alone(client: Client) -> None:
    sync_roles()
    booking = BookingFactory()
    private = QuestionFactory(event=booking.occurrence.event, text="What do you not eat?")
    plain = QuestionFactory(event=booking.occurrence.event, text="Which lathe?", is_private=False)
    Answer.objects.create(booking=booking, question=private, text="Walnuts")
    Answer.objects.create(booking=booking, question=plain, text="The long one")
    readers = {Role.EVENT_ORGANISER: True, Role.COMMUNICATIONS_EDITOR: False, Role.SITE_MANAGER: False}
    for role, reads in readers.items():
        client.force_login(UserFactory(role=role.label))
        html = page(client, to("bookings", booking.occurrence))
        assert ("Walnuts" in html, "The long one" in html) == (reads, True), role
        cells = cells_of(client.get(to("bookings_file", booking.occurrence)))
        assert ("Walnuts" in cells[1], "The long one" in cells[1]) == (reads, True), role


def cells_of(answer: Any) -> list[list[Any]]:
    """Return the cells of an Excel file."""
    assert answer.status_code == 200
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(answer.content)).active.rows]


def test_the_file_holds_no_formula_and_its_download_is_noted(as_organiser: Client) -> None:
    row = OccurrenceFactory()
    BookingFactory(occurrence=row, guest=True, guest_name="=cmd|' /C calc'!A0", guest_email="+44@elsewhere.example")
    BookingFactory(occurrence=row, state=BookingState.CANCELLED)
    cells = cells_of(as_organiser.get(to("bookings_file", row)))
    assert cells[0] == ["Name", "Email", "Booking", "Booked on", "Booked by", "Attendance"]
    assert [line[:3] for line in cells[1:]] == [["'=cmd|' /C calc'!A0", "'+44@elsewhere.example", "Confirmed"]]
    assert PageLogEntry.objects.filter(page=row.event_id, action="events.export").count() == 1


def test_yes_and_no(as_organiser: Client) -> None:
    row = OccurrenceFactory(needs_approval=True, capacity=1)
    yes, no = (
        BookingFactory(occurrence=row, state=BookingState.ASKED, user__first_name=name) for name in ("Ada", "Bo")
    )
    assert "Say yes" in page(as_organiser, to("bookings", row) + "?show=asked")
    assert said(as_organiser.post(to("approve", yes), follow=True)) == ["Ada has a place, and is told by mail."]
    assert said(as_organiser.post(to("approve", yes), follow=True)) == ["This was decided already: confirmed."]
    assert as_organiser.post(to("refuse", no), {"words": ""}).status_code == 422
    assert said(as_organiser.post(to("refuse", no), {"words": "For second years."}, follow=True)) == [
        "Bo is told by mail."
    ]
    no.refresh_from_db()
    assert (no.state, no.answer_words) == (BookingState.REFUSED, "For second years.")
    assert said(as_organiser.post(to("refuse", no), {"words": "Again."}, follow=True)) == [
        "This was decided already: not approved."
    ]


def test_booking_for_somebody_with_and_without_an_account(as_organiser: Client, organiser: User) -> None:
    row = OccurrenceFactory(capacity=2, needs_approval=True, booking_closes_at=timezone.now() - timedelta(hours=1))
    colleague = UserFactory(first_name="Ada", last_name="Tarn")
    sent = {"email": colleague.email.upper(), "name": "Whoever"}
    assert said(as_organiser.post(to("book", row), sent, follow=True)) == ["Ada Tarn has a place, and is told by mail."]
    again = as_organiser.post(to("book", row), sent)
    assert (again.status_code, "They have booked this date already." in again.content.decode()) == (409, True)
    guest = {"email": "Bea@elsewhere.example", "name": "Bea Beck"}
    assert said(as_organiser.post(to("book", row), guest, follow=True)) == [
        "Bea Beck has a place, and is told by mail."
    ]
    made = Booking.objects.get(guest_email="bea@elsewhere.example")
    assert (made.state, made.booked_by) == (BookingState.CONFIRMED, organiser)
    full = as_organiser.post(to("book", row), {"email": "cy@elsewhere.example", "name": "Cy"})
    assert full.status_code == 409
    assert Booking.objects.count() == 2


def test_cancelling_for_somebody_passes_the_place_on(as_organiser: Client) -> None:
    row = OccurrenceFactory(capacity=1)
    booking = BookingFactory(occurrence=row, user__first_name="Ada")
    waits = BookingFactory(occurrence=row, waiting=True)
    sent = {"words": "You told us by telephone."}
    assert said(as_organiser.post(to("cancel_booking", booking), sent, follow=True)) == ["Ada is told by mail."]
    waits.refresh_from_db()
    assert waits.state == BookingState.OFFERED
    assert said(as_organiser.post(to("cancel_booking", booking), sent, follow=True)) == [
        "This booking was cancelled or has ended already. There is nothing more to do."
    ]


def test_a_message_goes_to_those_chosen_once_and_answers_to_the_writer(as_organiser: Client, organiser: User) -> None:
    row = OccurrenceFactory()
    booked, waits = BookingFactory(occurrence=row), BookingFactory(occurrence=row, waiting=True)
    BookingFactory(occurrence=row, state=BookingState.CANCELLED)
    form = as_organiser.get(to("message", row)).context["form"]
    assert [label for _, label in form.fields["to"].choices][:2] == [
        "Those who have a place (1)", "Those who are offered a place (0)"
    ]  # fmt: skip
    sent = {
        "to": ["confirmed", "waiting"], "subject": "Bring boots\r\nBcc: all@elsewhere.example", "words": "It is wet.",
        "token": str(form["token"].value()),
    }  # fmt: skip
    assert said(as_organiser.post(to("message", row), sent, follow=True)) == ["Sent to 2 people."]
    as_organiser.post(to("message", row), sent)
    mails = list(OutboxMail.objects.filter(key__startswith="event-message:"))
    assert sorted(mail.to for mail in mails) == sorted([booked.email, waits.email])
    assert {mail.subject for mail in mails} == {"Bring boots Bcc: all@elsewhere.example"}


def test_a_message_to_nobody_is_refused(as_organiser: Client) -> None:
    row = OccurrenceFactory()
    form = as_organiser.get(to("message", row)).context["form"]
    sent = {"to": "confirmed", "subject": "Hello", "words": "Hello", "token": str(form["token"].value())}
    answer = as_organiser.post(to("message", row), sent)
    assert answer.status_code == 422
    assert "There is nobody to write to." in answer.content.decode()


def test_what_the_list_costs_does_not_grow(as_organiser: Client) -> None:
    row = OccurrenceFactory(capacity=None)
    question = QuestionFactory(event=row.event)

    def fill(count: int) -> None:
        for _ in range(count):
            Answer.objects.create(booking=BookingFactory(occurrence=row), question=question, text="None")

    addresses = (to("bookings", row), to("bookings_file", row))
    fill(1)
    for_one = [queries(as_organiser, address) for address in addresses]
    fill(29)
    assert [queries(as_organiser, address) for address in addresses] == for_one
