"""The sample university's events and training: what is on, who comes, and what came of what is over.

Bookings are written as they would stand, and nobody is written to. Who came is noted by the service, so that it
stands in the logs of those who did.
"""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from itertools import cycle, islice
from typing import Any

from django.utils import timezone

from events.enums import (
    Attendance,
    BookingState,
    BookingWay,
    OccurrenceState,
    Repeat,
    Shelf,
)
from events.models import Booking, EventIndexPage, EventPage, Feedback, Occurrence, Question, Series, Speaker
from events.series import Rule, days_of, rule_text, words_of
from events.services.attendance import mark_list
from portal.accounts.models import User
from portal.core.enums import Agreement
from portal.demo.sample import DATA
from portal.front.services.page_writing import write_page
from profiles.models import Campus, Technician

Words = Mapping[str, Any]
_FIELDS = ("slug", "title", "kind", "summary", "themes", "skills", "provider", "provider_name", "outside_link", "cost",
           "access", "not_recorded")  # fmt: skip
_GROUPS = ("technicians", "staff", "students", "public")
DOMAIN = "wexcombe.example"  # of the addresses of those whom the file names
SCORES = (5, 5, 4, 5, 3, 4)  # what people gave, over and over
SATURDAY, TUESDAY, AUGUST = 5, 1, 8


def sample_events() -> list[dict[str, Any]]:
    """Return the events as the file has them."""
    rows: list[dict[str, Any]] = tomllib.loads((DATA / "events.toml").read_text(encoding="utf-8"))["events"]
    return rows


def write_events(organiser: User) -> None:
    """Write the events beneath the two lists, which are there, with their dates, speakers and bookings."""
    lists = {index.shelf: index for index in EventIndexPage.objects.all()}
    campuses = {campus.name: campus for campus in Campus.objects.all()}
    people = {person.staff_number: person for person in Technician.objects.all()}
    named = {_account(one["who"]).pk for row in sample_events() for one in _people_of(row)}
    technicians = User.objects.filter(technician__isnull=False).exclude(pk__in=named)
    members = list(technicians.order_by("technician__staff_number"))
    for place, row in enumerate(sample_events()):
        event = _write_page(lists[row.get("shelf", Shelf.EVENTS)], row)
        EventPage.objects.filter(pk=event.pk).update(owner=organiser)
        _write_speakers(event, row.get("speakers", []), people, organiser)
        if "question" in row:
            Question.objects.create(event=event, text=row["question"], is_private=True)
        for words in row.get("dates", []):
            occurrence = _write_date(event, words, _day(words["days"]), campuses)
            _write_named(occurrence, words.get("people", []))
            _write_bookings(occurrence, words, members, place)
            _write_who_came(occurrence, organiser)
        if "series" in row:
            _write_series(event, row["series"], campuses, organiser)


def _write_page(index: EventIndexPage, row: Words) -> EventPage:
    words = {name: row[name] for name in _FIELDS if name in row}
    words |= {"type": "events.EventPage", "publish": True, "body": [{"text": _markup(row["text"])}]}
    words |= {f"for_{group}": group in row.get("for", ["technicians"]) for group in _GROUPS}
    if "recording" in row:
        words["recording"] = [{"video": row["recording"]}]
    page: Any = write_page(index, words)
    return EventPage.objects.get(pk=page.pk)


def _markup(text: str) -> str:
    parts = (part.strip() for part in text.strip().split("\n\n"))
    lines = (part.split("\n", 1) if part.startswith("## ") else ["", part] for part in parts)
    return "".join(
        (f"<h2>{heading.removeprefix('## ')}</h2>" if heading else "") + f"<p>{words}</p>" for heading, words in lines
    )


def _write_speakers(event: EventPage, rows: Iterable[Words], people: Mapping[str, Technician], organiser: User) -> None:
    for order, row in enumerate(rows):
        person = people[row["who"]] if "who" in row else None
        Speaker.objects.create(
            event=event,
            technician=person,
            name="" if person else row["name"],
            role=row.get("role", ""),
            topic=row.get("topic", ""),
            order=order,
            agreement=Agreement.AGREED,
            answered_at=timezone.now(),
        )


def _day(days: int) -> date:
    """Return a day so many from today; what would be on a Saturday or Sunday is on the Monday after, or before."""
    day = timezone.localdate() + timedelta(days=days)
    past_friday = day.weekday() - SATURDAY
    if past_friday < 0:
        return day
    return day + timedelta(days=2 - past_friday) if days > 0 else day - timedelta(days=1 + past_friday)


def _write_date(
    event: EventPage, words: Words, day: date, campuses: Mapping[str, Campus], series: Series | None = None
) -> Occurrence:
    start = datetime.combine(day, time.fromisoformat(words["at"]), timezone.get_default_timezone())
    opens = words.get("opens")
    return Occurrence.objects.create(
        event=event,
        series=series,
        starts_at=start,
        ends_at=start + timedelta(hours=words["hours"]),
        campus=campuses[words["campus"]] if "campus" in words else None,
        place=words.get("place", ""),
        is_online=words.get("online", False),
        joining_link="https://meet.example.org/wexcombe" if words.get("online") else "",
        booking_way=words.get("way", BookingWay.HERE),
        capacity=words.get("capacity"),
        booking_opens_at=timezone.now() + timedelta(days=opens) if opens and not words.get("booked") else None,
        needs_approval=words.get("approval", False),
        state=words.get("state", OccurrenceState.SCHEDULED),
        cancelled_reason=words.get("reason", "") if "state" in words else "",
    )


def _write_series(event: EventPage, words: Words, campuses: Mapping[str, Campus], organiser: User) -> None:
    """Write the first Tuesday of each month, not in August, the last half year with it; one of them is cancelled."""
    first = timezone.localdate() - timedelta(days=183)
    rule = Rule(Repeat.MONTHLY_DAY, first, days=(TUESDAY,), which=1, not_in=(AUGUST,), count=words["months"] + 6)
    series = Series.objects.create(event=event, rule=rule_text(rule), words=words_of(rule), made_by=organiser)
    rows = [_write_date(event, words, day, campuses, series) for day in days_of(rule)]
    coming = [row for row in rows if row.starts_at > timezone.now()]
    Occurrence.objects.filter(pk=coming[words["cancelled"] - 1].pk).update(
        state=OccurrenceState.CANCELLED, cancelled_reason=words["reason"]
    )


def _people_of(event: Words) -> list[dict[str, Any]]:
    """Return those whom the file names as booked for any date of an event."""
    return [one for date_words in event.get("dates", []) for one in date_words.get("people", [])]


def _write_named(occurrence: Occurrence, people: Iterable[Words]) -> None:
    """Write the bookings of those whom the file names, with who booked for them."""
    for number, row in enumerate(people):
        by = _account(row["by"]) if "by" in row else None
        _book(occurrence, number, user=_account(row["who"]), booked_by=by, is_waiting=row.get("waits", False))


def _account(name: str) -> User:
    return User.objects.get(email=f"{name}@{DOMAIN}")


def _book(occurrence: Occurrence, number: int, *, is_waiting: bool, **whose: Any) -> None:
    """Write one booking, made three days before now, or before the date if that is over; a minute later for each."""
    made = min(timezone.now(), occurrence.starts_at) - timedelta(days=3) + timedelta(minutes=number)
    Booking.objects.create(
        occurrence=occurrence,
        state=BookingState.WAITING if is_waiting else BookingState.CONFIRMED,
        made_at=made,
        changed_at=made,
        queued_at=made if is_waiting else None,
        **whose,
    )


def _write_bookings(occurrence: Occurrence, words: Words, members: list[User], place: int) -> None:
    """Write the others who have a place and who wait, as many as the file says, others for each event."""
    booked, waiting = words.get("booked", 0), words.get("waiting", 0)
    first = occurrence.bookings.count()
    chosen = dict.fromkeys(islice(cycle(members), place * 5, place * 5 + booked + waiting))
    for number, user in enumerate(chosen):
        _book(occurrence, first + number, is_waiting=number >= booked, user=user)


def _write_who_came(occurrence: Occurrence, organiser: User) -> None:
    """Note of what is over who came, all but the last, and what they thought."""
    rows = list(occurrence.bookings.confirmed())
    if occurrence.ends_at > timezone.now() or not rows:
        return
    marks = {row.pk: Attendance.ATTENDED for row in rows[:-1]} | {rows[-1].pk: Attendance.ABSENT}
    mark_list(occurrence.pk, marks, by=organiser)
    on = timezone.localdate(occurrence.ends_at) + timedelta(days=1)
    scores = islice(cycle(SCORES), len(rows) - 1)
    Feedback.objects.bulk_create(Feedback(occurrence=occurrence, score=score, given_on=on) for score in scores)
