"""The sample university's events: each kind of thing is among them, and all of it is public and hangs together."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from events.enums import Attendance, BookingState, EventKind, OccurrenceState, Shelf
from events.models import Booking, EventPage, Feedback, Occurrence, Speaker
from portal.demo.events import sample_events, write_events
from portal.demo.sample import STAFF_LIST
from portal.front.services.standard_pages import make_pages
from profiles.enums import ProfileState
from profiles.models import CpdRow, Skill, Technician
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_they_are_public_and_hang_together(facts: None) -> None:
    """One test: the staff list takes seconds."""
    call_command("import_roster", str(STAFF_LIST), add_departments=True, verbosity=0)
    for person in Technician.objects.order_by("staff_number")[:40]:
        Technician.objects.filter(pk=person.pk).update(user=UserFactory(), state=ProfileState.LIVE)
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
    assert Booking.objects.filter(state=BookingState.WAITING).count() == 3
    attended = Booking.objects.filter(attendance=Attendance.ATTENDED)
    assert attended.count() == Feedback.objects.count() > 40
    assert CpdRow.objects.filter(source__startswith="booking:").count() == attended.count()
    assert Speaker.objects.agreed().count() == Speaker.objects.count() > 5
