"""The sample university's events: each kind of thing is among them, and all of it is public and hangs together."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Q
from django.test import Client
from django.utils import timezone

from events.enums import Attendance, BookingState, EventKind, OccurrenceState, Shelf
from events.models import Booking, EventPage, Feedback, Occurrence, Speaker
from portal.accounts.role_sync import sync_roles
from portal.demo.events import DOMAIN, sample_events, write_events
from portal.demo.loading import TECHNICIAN_ACCOUNT, make_accounts, sample_accounts
from portal.demo.sample import STAFF_LIST
from portal.front.services.standard_pages import make_pages
from profiles.enums import ProfileState
from profiles.models import CpdRow, Skill, Technician
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_they_are_public_and_hang_together(facts: None) -> None:
    """One test: the staff list takes seconds."""
    call_command("import_roster", str(STAFF_LIST), add_departments=True, verbosity=0)
    booked = {f"{one['who']}@{DOMAIN}" for row in sample_events() for one in _named(row)}
    with_account = Technician.objects.filter(Q(email__in=booked) | Q(staff_number__lt="W45"))
    for person in with_account:
        user = UserFactory(email=person.email)
        Technician.objects.filter(pk=person.pk).update(user=user, state=ProfileState.LIVE)
    sync_roles()
    make_accounts()
    make_pages()
    write_events(UserFactory())
    events = {event.slug: event for event in EventPage.objects.showing()}
    assert set(events) == {row["slug"] for row in sample_events()}
    assert {event.kind for event in events.values()} == set(EventKind.values)
    for event in events.values():
        assert event.full_clean() is None
        assert event.obstacles() == []
        assert Client().get(event.get_url()).status_code == 200, event.slug
    for row in sample_events():
        assert Skill.objects.filter(name__in=row.get("skills", [])).count() == len(row.get("skills", [])), row["slug"]
        assert events[row["slug"]].themes.count() == len(row["themes"]), row["slug"]
    _dates_and_people()
    _own_bookings()


def _named(row: dict[str, Any]) -> list[dict[str, str]]:
    people = [one for words in row.get("dates", []) for one in words.get("people", [])]
    return people + [{"who": one["by"]} for one in people if "by" in one]


def _own_bookings() -> None:
    """Each account in the README finds some; the technician's are coming, waited for, and attended with CPD."""
    for role, address in sample_accounts():
        assert Booking.objects.filter(user__email=address).exists(), role
    own = Booking.objects.filter(user__email=TECHNICIAN_ACCOUNT)
    assert [row.state for row in own.filter(occurrence__starts_at__gt=timezone.now()).order_by("state")] == [
        BookingState.CONFIRMED, BookingState.CONFIRMED, BookingState.WAITING
    ]  # fmt: skip
    assert CpdRow.objects.filter(source__in=[f"booking:{row.pk}" for row in own]).count() == 1
    assert own.get(booked_by__isnull=False).booked_by.technician == own[0].user.technician.manager
    team = Booking.objects.filter(booked_by__email=TECHNICIAN_ACCOUNT)
    managers = {(row.user.technician.manager.email, row.state) for row in team}
    assert (managers, len(team)) == ({(TECHNICIAN_ACCOUNT, BookingState.CONFIRMED)}, 2)


def _dates_and_people() -> None:
    now = timezone.now()
    coming = Occurrence.objects.not_over(now)
    assert coming.filter(state=OccurrenceState.CANCELLED).count() == 2
    assert {row.event.get_parent().slug for row in coming} == set(Shelf.values)
    assert not [row for row in Occurrence.objects.with_places() if row.capacity and row.held > row.capacity]
    assert all(timezone.localtime(row.starts_at).weekday() < 5 for row in Occurrence.objects.all())
    series = Occurrence.objects.exclude(series=None)
    assert {timezone.localtime(row.starts_at).strftime("%a %-H.%M") for row in series} == {"Tue 10.30"}
    assert not [row for row in series if timezone.localtime(row.starts_at).month == 8]
    assert Booking.objects.filter(state=BookingState.WAITING).count() == 4
    attended = Booking.objects.filter(attendance=Attendance.ATTENDED)
    assert attended.count() == Feedback.objects.count() > 40
    of_technicians = attended.filter(user__technician__isnull=False)
    assert CpdRow.objects.filter(source__startswith="booking:").count() == of_technicians.count()
    assert Speaker.objects.agreed().count() == Speaker.objects.count() > 5
