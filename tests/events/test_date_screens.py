"""The screens on which organisers keep dates: who opens them, what they show, do and refuse."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.enums import OccurrenceState
from events.models import Occurrence, Series
from events.occurrence_rules import fingerprint
from portal.accounts.models import User
from portal.accounts.role_sync import sync_roles
from portal.core.roles import Role
from portal.core.times import LONDON
from tests.events.organising import page, queries, said
from tests.factories.events import BookingFactory, EventFactory, OccurrenceFactory, in_days
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
DATED = {"day": "2031-03-04", "starts": "10:00", "ends": "12:00", "place": "Hall", "booking_way": "here"}
RULE = {
    "repeat": "monthly_day", "which": "1", "days": ["1"], "not_in": ["8"], "first": "2031-06-01", "until": "2031-09-30",
    "starts": "10:00", "ends": "12:00", "place": "Hall", "booking_way": "here", "closes_hours": "24",
}  # fmt: skip


@pytest.fixture
def organiser(db: None) -> User:
    sync_roles()
    return UserFactory(role=Role.EVENT_ORGANISER.label)


@pytest.fixture
def as_organiser(client: Client, organiser: User) -> Client:
    client.force_login(organiser)
    return client


def test_who_opens_the_screens(client: Client) -> None:
    sync_roles()
    row = OccurrenceFactory()
    addresses = [
        reverse("organise:index"), reverse("organise:dates", args=[row.event_id]),
        reverse("organise:add_date", args=[row.event_id]), reverse("organise:series", args=[row.event_id]),
        reverse("organise:change_date", args=[row.pk]), reverse("organise:cancel_date", args=[row.pk]),
    ]  # fmt: skip
    may = {Role.EVENT_ORGANISER, Role.COMMUNICATIONS_EDITOR, Role.SITE_MANAGER}
    for role in Role:
        client.force_login(UserFactory(role=role.label))
        assert {client.get(address).status_code for address in addresses} == {200 if role in may else 302}, role
        removed = client.post(reverse("organise:remove_date", args=[OccurrenceFactory(event=row.event).pk]))
        assert (removed.url == reverse("organise:dates", args=[row.event_id])) == (role in may), role


def test_what_is_not_there(as_organiser: Client) -> None:
    for name in ("dates", "add_date", "series", "change_date", "cancel_date"):
        assert as_organiser.get(reverse(f"organise:{name}", args=[9999])).status_code == 404, name


def test_a_date_is_added_and_stands_in_the_lists(as_organiser: Client) -> None:
    event = EventFactory(title="Mending evening")
    answer = as_organiser.post(reverse("organise:add_date", args=[event.pk]), DATED | {"capacity": "12"}, follow=True)
    assert "The date is added." in said(answer)
    row = Occurrence.objects.get()
    assert (row.starts_at, row.ends_at) == (
        datetime(2031, 3, 4, 10, tzinfo=LONDON), datetime(2031, 3, 4, 12, tzinfo=LONDON)
    )  # fmt: skip
    for address in (reverse("organise:index"), reverse("organise:dates", args=[event.pk])):
        html = page(as_organiser, address)
        assert "Tue 4 Mar 2031, 10am to 12 noon" in html
        assert "0 of 12 taken" in html


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"day": ""}, "Give the day."),
        ({"ends": "09:00"}, "It ends before it starts."),
        ({"ends": ""}, "Give the time."),
        ({"place": ""}, "Say where it takes place"),
        ({"joining_link": "nowhere"}, "https://"),
        ({"joining_link": "https://meet.example/1"}, "Tick ‘online’ too"),
        ({"capacity": "0"}, "greater than or equal to 1"),
        ({"opens": "2031-03-03T10:00", "closes": "2031-03-02T10:00"}, "Booking closes before it opens."),
        ({"booking_way": "elsewhere"}, "no link to where it is booked"),
    ],
)
def test_what_a_new_date_refuses(as_organiser: Client, changes: dict[str, str], words: str) -> None:
    answer = as_organiser.post(reverse("organise:add_date", args=[EventFactory().pk]), DATED | changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Occurrence.objects.exists()


def series_made(client: Client, event: Any, **changes: Any) -> Any:
    """Show the dates of a rule, then make those that are ticked (`date`; all, where nothing is said)."""
    address = reverse("organise:series", args=[event.pk])
    shown = client.post(address, RULE | {"do": "preview"})
    assert shown.status_code == 200
    keys = [key for key, _, is_ticked, _ in shown.context["dates"] if is_ticked]
    sent = {"do": "make", "previewed": shown.context["mark"], "date": keys}
    return client.post(address, RULE | sent | changes, follow=True)


def test_the_dates_of_a_series_are_shown_before_they_are_made(as_organiser: Client) -> None:
    event = EventFactory()
    answer = as_organiser.post(reverse("organise:series", args=[event.pk]), RULE | {"do": "preview"})
    html = answer.content.decode()
    assert "3 dates: the first Tuesday of each month, not in August" in html
    assert html.count('name="date"') == 3
    assert "Tuesday 1 July 2031, 10am to 12 noon" in html
    assert not Occurrence.objects.exists()


def test_a_series_is_made_without_what_was_unticked(as_organiser: Client) -> None:
    event = EventFactory()
    answer = series_made(as_organiser, event, date=["2031-06-03T10:00", "2031-09-02T10:00"])
    assert "2 dates are made: the first Tuesday of each month, not in August." in said(answer)
    rows = list(Occurrence.objects.order_by("starts_at"))
    assert [timezone.localtime(row.starts_at).strftime("%d %b %H:%M") for row in rows] == [
        "03 Jun 10:00",
        "02 Sep 10:00",
    ]
    assert rows[0].booking_closes_at == rows[0].starts_at - timedelta(days=1)
    assert Series.objects.get().rule.startswith("FREQ=MONTHLY;BYDAY=1TU;BYMONTH=")


def test_what_is_there_already_is_not_ticked_and_not_made_twice(as_organiser: Client) -> None:
    event = EventFactory()
    series_made(as_organiser, event)
    shown = as_organiser.post(reverse("organise:series", args=[event.pk]), RULE | {"do": "preview"})
    assert [(ticked, there) for _, _, ticked, there in shown.context["dates"]] == [(False, True)] * 3
    again = series_made(as_organiser, event, date=["2031-06-03T10:00"])
    assert again.status_code == 422
    assert "The event has a date on 3 June 2031 at 10:00 already." in again.content.decode()
    assert Occurrence.objects.count() == 3


def test_another_rule_than_was_shown_is_shown_first(as_organiser: Client) -> None:
    answer = series_made(as_organiser, EventFactory(), which="2")
    assert answer.status_code == 409
    assert "You changed the rule." in answer.content.decode()
    assert not Occurrence.objects.exists()


def test_nothing_ticked_makes_nothing(as_organiser: Client) -> None:
    answer = series_made(as_organiser, EventFactory(), date=[])
    assert answer.status_code == 422
    assert "Tick at least one date." in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"until": ""}, "Say when the series ends"),
        ({"until": "2031-05-01"}, "The last day is before the first."),
        ({"days": []}, "Choose a day of the week."),
        ({"until": "2059-01-01"}, "more than 200 dates"),
        ({"ends": "09:00"}, "It ends before it starts."),
        ({"not_in": [str(month) for month in range(1, 13)]}, "Every month is left out."),
    ],
)
def test_what_a_rule_refuses(as_organiser: Client, changes: dict[str, Any], words: str) -> None:
    answer = as_organiser.post(reverse("organise:series", args=[EventFactory().pk]), RULE | changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def sent_of(row: Occurrence, **changes: str) -> dict[str, str]:
    """Return what the form of a date sends."""
    start, end = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
    return {
        "day": f"{start:%Y-%m-%d}", "starts": f"{start:%H:%M}", "ends": f"{end:%H:%M}", "place": row.place,
        "booking_way": row.booking_way, "capacity": str(row.capacity or ""), "seen": fingerprint(row), **changes,
    }  # fmt: skip


def test_a_change_says_beforehand_and_afterwards_how_many_are_told(as_organiser: Client) -> None:
    row = OccurrenceFactory()
    BookingFactory.create_batch(2, occurrence=row)
    address = reverse("organise:change_date", args=[row.pk])
    html = page(as_organiser, address)
    assert "2 people have booked." in html
    assert "after it" not in html
    answer = as_organiser.post(address, sent_of(row, place="Barn", capacity="1"), follow=True)
    assert said(answer) == [
        "The date is changed; 2 people are told by mail.",
        "1 more person has a place than there are places. Nobody loses it; nobody new gets one until enough cancel.",
    ]
    assert "2 of 1 taken, 1 more than there are" in answer.content.decode()


def test_a_change_that_changes_nothing_tells_nobody(as_organiser: Client) -> None:
    row = OccurrenceFactory()
    answer = as_organiser.post(reverse("organise:change_date", args=[row.pk]), sent_of(row), follow=True)
    assert said(answer) == ["Nothing was changed, so nobody is told."]


def test_a_change_from_a_second_window_is_shown_what_stands_there(as_organiser: Client) -> None:
    row = OccurrenceFactory()
    sent = sent_of(row, place="Barn")
    Occurrence.objects.filter(pk=row.pk).update(place="Loft")
    answer = as_organiser.post(reverse("organise:change_date", args=[row.pk]), sent)
    assert answer.status_code == 409
    assert 'value="Loft"' in answer.content.decode()
    assert as_organiser.post(reverse("organise:change_date", args=[row.pk]), sent | {"seen": ""}).status_code == 409


def test_a_change_from_here_on(as_organiser: Client) -> None:
    event = EventFactory()
    series_made(as_organiser, event)
    rows = list(Occurrence.objects.order_by("starts_at"))
    BookingFactory(occurrence=rows[2])
    address = reverse("organise:change_date", args=[rows[1].pk])
    assert "Save this and the 1 after it" in page(as_organiser, address)
    closes = f"{timezone.localtime(rows[1].booking_closes_at):%Y-%m-%dT%H:%M}"
    answer = as_organiser.post(address, sent_of(rows[1], starts="11:00", closes=closes, do="from-here-on"), follow=True)
    assert said(answer) == ["2 dates are changed; 1 person is told by mail."]
    hours = [timezone.localtime(row.starts_at).hour for row in Occurrence.objects.order_by("starts_at")]
    assert hours == [10, 11, 11]


def test_a_change_from_here_on_that_falls_on_another_date_says_so_and_changes_nothing(as_organiser: Client) -> None:
    event = EventFactory()
    series_made(as_organiser, event)
    first, second, _ = Occurrence.objects.order_by("starts_at")
    day = f"{timezone.localdate(first.starts_at)}"
    sent = sent_of(second, day=day, closes="", do="from-here-on")
    answer = as_organiser.post(reverse("organise:change_date", args=[second.pk]), sent)
    assert answer.status_code == 422
    assert "Choose another time, or change or cancel that one first." in answer.content.decode()
    assert Occurrence.objects.get(pk=second.pk).starts_at == second.starts_at


def test_cancelling_says_how_many_are_told(as_organiser: Client) -> None:
    row = OccurrenceFactory()
    BookingFactory.create_batch(3, occurrence=row)
    address = reverse("organise:cancel_date", args=[row.pk])
    assert "3 people have booked." in page(as_organiser, address)
    assert as_organiser.post(address, {"reason": " "}).status_code == 422
    answer = as_organiser.post(address, {"reason": "The roof leaks."}, follow=True)
    assert said(answer) == ["The date is cancelled; 3 people are told by mail."]
    assert "Cancelled: The roof leaks." in answer.content.decode()
    assert said(as_organiser.post(address, {"reason": "Again."}, follow=True)) == ["This date is cancelled already."]
    changed = as_organiser.get(reverse("organise:change_date", args=[row.pk]), follow=True)
    assert said(changed) == ["This date is cancelled. Add a new one where it takes place after all."]


def test_cancelling_from_here_on(as_organiser: Client) -> None:
    series_made(as_organiser, EventFactory())
    rows = list(Occurrence.objects.order_by("starts_at"))
    sent = {"reason": "No money.", "do": "from-here-on"}
    answer = as_organiser.post(reverse("organise:cancel_date", args=[rows[1].pk]), sent, follow=True)
    assert said(answer) == ["2 dates are cancelled; 0 people are told by mail."]
    states = list(Occurrence.objects.order_by("starts_at").values_list("state", flat=True))
    assert states == [OccurrenceState.SCHEDULED, OccurrenceState.CANCELLED, OccurrenceState.CANCELLED]


def test_deleting_a_date(as_organiser: Client) -> None:
    free, booked = OccurrenceFactory(), BookingFactory().occurrence
    assert "Delete this date" in page(as_organiser, reverse("organise:cancel_date", args=[free.pk]))
    assert "Delete this date" not in page(as_organiser, reverse("organise:cancel_date", args=[booked.pk]))
    gone = as_organiser.post(reverse("organise:remove_date", args=[free.pk]), follow=True)
    assert said(gone) == ["The date is deleted."]
    kept = as_organiser.post(reverse("organise:remove_date", args=[booked.pk]), follow=True)
    assert said(kept) == ["Somebody has booked this date, so it cannot be deleted. Cancel it instead."]
    assert list(Occurrence.objects.all()) == [booked]


def test_what_lists_cost_does_not_grow(as_organiser: Client) -> None:
    event = EventFactory()
    addresses = (
        reverse("organise:index"), f"{reverse('organise:index')}?show=over", reverse("organise:dates", args=[event.pk])
    )  # fmt: skip

    def fill(count: int) -> None:
        for _ in range(count):
            BookingFactory(occurrence=OccurrenceFactory(event=event))
            OccurrenceFactory(event=event, starts_at=in_days(-3), ends_at=in_days(-3, 12))

    fill(1)
    for_one = [queries(as_organiser, address) for address in addresses]
    fill(29)
    assert [queries(as_organiser, address) for address in addresses] == for_one
    assert page(as_organiser, addresses[0]).count("1 of 10 taken") == 30
