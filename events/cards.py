"""What is shown of an occurrence, and of an event in a list: one shape for lists, pages, panels and the home page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from portal.core.registries import Card
from portal.core.times import clock, hours_words, long_day, short_day

from .addresses import booking_url
from .enums import BookingWay, EventKind, Provider
from .places import Places, places_of

if TYPE_CHECKING:
    from .finding import Listed
    from .models import EventPage, Occurrence


@dataclass(frozen=True)
class DateView:
    """One occurrence as it is shown. `hours`, `where` and `long_day` in words; `url`: where it is booked, if it is."""

    pk: int
    day: date
    begins: datetime
    ends: datetime
    hours: str
    where: str
    place: str
    is_online: bool
    note: str
    places: Places
    url: str
    is_cancelled: bool
    reason: str
    is_over: bool

    @property
    def long_day(self) -> str:
        """Return the day with weekday and year."""
        return long_day(self.day)

    @property
    def clock(self) -> str:
        """Return when it begins."""
        return clock(self.begins)


@dataclass(frozen=True)
class EventCard:
    """An event in a list: `next` is the date that it stands for there, `more` how many others fit as well."""

    pk: int
    title: str
    url: str
    summary: str
    kind: str
    next: DateView | None
    more: int = 0
    has_recording: bool = False


def place_of(occurrence: "Occurrence") -> str:
    """Return the room and campus in words; nothing where it is online alone."""
    named = [occurrence.place, occurrence.campus.name if occurrence.campus else ""]
    return ", ".join(part for part in named if part)


def where_of(occurrence: "Occurrence") -> str:
    """Return the place in words: room, campus, online."""
    place = place_of(occurrence)
    if occurrence.is_online:
        return f"{place}, and online" if place else "Online"
    return place


def provider_of(event: "EventPage | Listed") -> str:
    """Return who gives an event, where that is not this university."""
    return event.provider_name if event.provider != Provider.OWN else ""


def date_view(occurrence: "Occurrence", event: "EventPage | Listed", now: datetime) -> DateView:
    """Return what is shown of an occurrence that was read by `with_places()`."""
    places = places_of(
        occurrence, getattr(occurrence, "held", 0), getattr(occurrence, "queued", 0), now, provider_of(event)
    )
    if occurrence.booking_way == BookingWay.ELSEWHERE:
        url = "" if occurrence.is_cancelled or occurrence.is_over(now) else event.outside_link
    else:
        url = booking_url(occurrence.pk) if places.button else ""
    return DateView(
        pk=occurrence.pk,
        day=timezone.localdate(occurrence.starts_at),
        begins=occurrence.starts_at,
        ends=occurrence.ends_at,
        hours=hours_words(occurrence.starts_at, occurrence.ends_at),
        where=where_of(occurrence),
        place=place_of(occurrence),
        is_online=occurrence.is_online,
        note=occurrence.note,
        places=places,
        url=url,
        is_cancelled=occurrence.is_cancelled,
        reason=occurrence.cancelled_reason,
        is_over=occurrence.is_over(now),
    )


def event_card(
    event: "EventPage | Listed", date: "Occurrence | None", now: datetime, url: str, more: int = 0
) -> EventCard:
    """Return the card of an event by one of its dates."""
    return EventCard(
        pk=event.pk,
        title=event.title,
        url=url,
        summary=event.summary,
        kind=EventKind(event.kind).label,
        next=date_view(date, event, now) if date else None,
        more=more,
        has_recording=bool(event.recording),
    )


def plain_cards(dates: Iterable["Occurrence"]) -> list[Card]:
    """Return events as the registries' cards, each once, by the first of its dates that is given."""
    found: dict[int, Card] = {}
    for one in dates:
        day = timezone.localdate(one.starts_at)
        words = f"{one.event.get_kind_display()}, {short_day(day)}, {clock(one.starts_at)}"
        found.setdefault(one.event_id, Card(one.event.title, one.event.get_url() or "", words))
    return list(found.values())
