"""The list in which organisers note who came, and the sheet that people sign."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.enums import Attendance, BookingState, OccurrenceState
from events.models import Booking, Occurrence
from portal.accounts.role_sync import sync_roles
from portal.core.roles import Role
from tests.events.organising import page, queries, said
from tests.factories.events import BookingFactory, EventFactory, OccurrenceFactory, in_days
from tests.factories.people import UserFactory, live_technician

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_organiser(client: Client) -> Client:
    sync_roles()
    client.force_login(UserFactory(role=Role.EVENT_ORGANISER.label))
    return client


def held(**fields: Any) -> Occurrence:
    begin = in_days(-2)
    occurrence: Occurrence = OccurrenceFactory(starts_at=begin, ends_at=begin + timedelta(hours=2), **fields)
    return occurrence


def address(occurrence: Occurrence, name: str = "attendance") -> str:
    return reverse(f"organise:{name}", args=[occurrence.pk])


def sent(*pairs: tuple[Booking, str], was: str = "") -> dict[str, str]:
    values = {"do": "list"}
    for booking, value in pairs:
        values |= {f"came-{booking.pk}": value, f"was-{booking.pk}": was}
    return values


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


def marks() -> list[str]:
    return list(Booking.objects.order_by("pk").values_list("attendance", flat=True))


def test_who_opens_the_screens(client: Client) -> None:
    sync_roles()
    booking = BookingFactory(occurrence=held())
    may = {Role.EVENT_ORGANISER, Role.COMMUNICATIONS_EDITOR, Role.SITE_MANAGER}
    for role in Role:
        client.force_login(UserFactory(role=role.label))
        opened = [client.get(address(booking.occurrence, name)).status_code for name in ("attendance", "sign_in")]
        assert opened == [200 if role in may else 302] * 2, role
        client.post(address(booking.occurrence), {"do": "all"})
        assert marks() == [Attendance.ATTENDED if role in may else Attendance.NOT_MARKED], role
        Booking.objects.update(attendance=Attendance.NOT_MARKED)


def test_who_came_is_noted_one_by_one_and_corrected(as_organiser: Client) -> None:
    technician, occurrence = live_technician(), held()
    first, second = BookingFactory(occurrence=occurrence, user=technician.user), BookingFactory(occurrence=occurrence)
    third = BookingFactory(occurrence=occurrence, guest=True)
    answer = as_organiser.post(
        address(occurrence), sent((first, "attended"), (second, "absent"), (third, "")), follow=True
    )
    assert "Noted for 2 people." in said(answer)
    assert "Not marked: 1; Attended: 1; Did not come: 1" in text(answer)
    assert marks() == ["attended", "absent", ""]
    assert technician.cpd_rows.count() == 1
    as_organiser.post(address(occurrence), sent((first, "absent"), was="attended"))
    assert marks() == ["absent", "absent", ""]
    assert not technician.cpd_rows.exists()


def test_everybody_who_is_not_marked_came(as_organiser: Client) -> None:
    occurrence = held()
    BookingFactory(occurrence=occurrence, attendance=Attendance.ABSENT)
    BookingFactory.create_batch(2, occurrence=occurrence)
    BookingFactory(occurrence=occurrence, state=BookingState.CANCELLED)
    assert "Everybody who is not marked came (2)" in page(as_organiser, address(occurrence))
    assert "Noted for 2 people." in said(as_organiser.post(address(occurrence), {"do": "all"}, follow=True))
    assert marks() == ["absent", "attended", "attended", ""]
    assert "Nothing was changed." in said(as_organiser.post(address(occurrence), {"do": "all"}, follow=True))


def test_what_somebody_else_noted_meanwhile_stands_where_nothing_was_changed(as_organiser: Client) -> None:
    occurrence = held()
    first, second = BookingFactory.create_batch(2, occurrence=occurrence)
    Booking.objects.filter(pk=first.pk).update(attendance=Attendance.ABSENT)
    as_organiser.post(address(occurrence), sent((first, ""), (second, "attended")))
    assert marks() == ["absent", "attended"]


@pytest.mark.parametrize(
    ("values", "status", "words"),
    [
        ({"came-{pk}": "perhaps"}, 422, "Nothing was noted"),
        ({"came-many": "attended"}, 422, "Nothing was noted"),
        ({f"came-{'9' * 30}": "attended"}, 422, "Nothing was noted"),
        ({"came-99999": "attended"}, 409, "The list has changed meanwhile"),
    ],
)
def test_what_cannot_be_is_refused(as_organiser: Client, values: dict[str, str], status: int, words: str) -> None:
    booking = BookingFactory(occurrence=held())
    posted = {name.format(pk=booking.pk): value for name, value in values.items()}
    answer = as_organiser.post(address(booking.occurrence), posted)
    assert answer.status_code == status
    assert words in said(answer)[0]
    assert marks() == [""]


def test_nothing_is_noted_before_it_begins_or_of_what_was_cancelled(as_organiser: Client) -> None:
    soon, off = BookingFactory(), BookingFactory(occurrence=held(state=OccurrenceState.CANCELLED))
    for booking, words in ((soon, "It has not begun yet"), (off, "This date was cancelled")):
        shown = page(as_organiser, address(booking.occurrence))
        assert words in shown
        assert "Save who came" not in shown
        answer = as_organiser.post(address(booking.occurrence), sent((booking, "attended")))
        assert (answer.status_code, words in said(answer)[0]) == (409, True)
    assert marks() == ["", ""]


def test_the_sheet_names_those_with_a_place(as_organiser: Client) -> None:
    technician = live_technician()
    occurrence = held(event=EventFactory(not_recorded=True), place="Room 9")
    BookingFactory(occurrence=occurrence, user=technician.user)
    BookingFactory(occurrence=occurrence, guest=True, guest_name="Guest Quill")
    BookingFactory(occurrence=occurrence, guest=True, guest_name="Not Coming", state=BookingState.CANCELLED)
    sheet = page(as_organiser, address(occurrence, "sign_in"))
    for words in ("Guest Quill", technician.department.name, "Room 9", "Please do not record.", "Signature"):
        assert words in sheet
    assert "Not Coming" not in sheet
    assert as_organiser.post(address(occurrence, "sign_in")).status_code == 405


@pytest.mark.parametrize("name", ["attendance", "sign_in"])
def test_the_lists_cost_the_same_for_one_and_for_thirty(as_organiser: Client, name: str) -> None:
    occurrence, costs = held(capacity=None), []
    for many in (1, 29):
        for _ in range(many):
            BookingFactory(occurrence=occurrence, user=live_technician().user)
        as_organiser.get(address(occurrence, name))
        costs.append(queries(as_organiser, address(occurrence, name)))
    assert costs[0] == costs[1]
