"""Calendar files (RFC 5545) of occurrences: for mails, feeds and private addresses.

Times stand in Europe/London's own time with its rule for summer beside them, so that a program that knows no time zones
shows them right too.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.utils import timezone

from portal.core.times import LONDON

from .models import Booking, Occurrence

_HOUR, _NONE = timedelta(hours=1), timedelta(0)
# The Summer Time Order 2002: the last Sundays of March and October, at one o'clock Greenwich time
_SEASONS = (
    (icalendar.TimezoneDaylight, "BST", datetime(1981, 3, 29, 1), 3, _NONE, _HOUR),
    (icalendar.TimezoneStandard, "GMT", datetime(1996, 10, 27, 2), 10, _HOUR, _NONE),
)


def host() -> str:
    """Return the site's name in addresses, which makes identifiers unique in the world."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def booking_uid(booking: Booking) -> str:
    """Return the identifier of somebody's booking in their calendar: the same for good."""
    return f"booking-{booking.pk}@{host()}"


def occurrence_uid(occurrence: Occurrence) -> str:
    """Return the identifier of an occurrence in feeds: the same for good."""
    return f"{occurrence.uid}@{host()}"


def where(occurrence: Occurrence) -> str:
    """Return where it takes place, in a line."""
    parts = [occurrence.place, occurrence.campus.name if occurrence.campus else ""]
    return ", ".join([part for part in parts if part] + (["Online"] if occurrence.is_online else []))


def occurrence_event(
    occurrence: Occurrence, *, uid: str, sequence: int, method: str, with_link: bool
) -> icalendar.Event:
    """Return an occurrence as a calendar has it. Costs no query where `event` and `campus` were fetched.

    `method`: 'CANCEL' takes it out of the calendar, as a cancelled occurrence does in any file. `with_link`: with the
    joining link, for those who have a place and nobody else.
    """
    event, page = icalendar.Event(), occurrence.event
    address = settings.BASE_URL + (page.url or "")
    is_off = method == "CANCEL" or occurrence.is_cancelled
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("last-modified", occurrence.changed_at.astimezone(UTC))
    event.add("dtstart", occurrence.starts_at.astimezone(LONDON))
    event.add("dtend", occurrence.ends_at.astimezone(LONDON))
    event.add("summary", f"Cancelled: {page.title}" if occurrence.is_cancelled else page.title)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("organizer", _organiser())
    event.add("url", address)
    if place := where(occurrence):
        event.add("location", place)
    event.add("description", _description(occurrence, address, with_link=with_link and not is_off))
    return event


def _organiser() -> icalendar.vCalAddress:
    organiser = icalendar.vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organiser.params["cn"] = settings.WAGTAIL_SITE_NAME
    return organiser


def attendee(name: str, email: str) -> icalendar.vCalAddress:
    """Return whom a mail's calendar file is for (RFC 5546, 3.2.2), who need not answer: the booking is the answer."""
    whom = icalendar.vCalAddress(f"mailto:{email}")
    whom.params["cn"] = name
    whom.params["role"] = "REQ-PARTICIPANT"
    whom.params["partstat"] = "ACCEPTED"
    whom.params["rsvp"] = "FALSE"
    return whom


def _description(occurrence: Occurrence, address: str, *, with_link: bool) -> str:
    lines = [occurrence.cancelled_reason if occurrence.is_cancelled else "", occurrence.note]
    if occurrence.event.not_recorded:
        lines.append("Please do not record.")
    if with_link and occurrence.joining_link:
        lines.append(f"Join online: {occurrence.joining_link}")
    return "\n".join(line for line in [*lines, address] if line)


def calendar_of(events: Iterable[icalendar.Event], name: str, method: str = "PUBLISH") -> str:
    """Return a calendar file. `name` is what a program calls the calendar that it reads from an address."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//{host()}//Technician portal//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if method == "PUBLISH":  # in a mail it would name somebody's whole calendar
        calendar.add("x-wr-calname", name)
        calendar.add("x-wr-timezone", str(LONDON))
        calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    calendar.add_component(_london())
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical().decode()


def _london() -> icalendar.Timezone:
    """Return the rule of summer time. `icalendar`'s own has summer begin an hour late, and ends with a year."""
    london = icalendar.Timezone()
    london.add("tzid", str(LONDON))
    for kind, name, first, month, before, after in _SEASONS:
        season = kind()
        season.add("dtstart", first)
        season.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        season.add("tzoffsetfrom", before)
        season.add("tzoffsetto", after)
        season.add("tzname", name)
        london.add_component(season)
    return london
