"""What events tell a technician of their own year: where they spoke, and the outreach in which they had a part.

What they learned as somebody who came stands in their CPD log already, by attendance.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from portal.core.registries import YearPart, YearRow, my_year

from .cards import where_of
from .enums import OUTREACH_KINDS, EventKind
from .models import Occurrence, Speaker

if TYPE_CHECKING:
    from .querysets import OccurrenceQuerySet


def _held(start: date, end: date) -> "OccurrenceQuerySet":
    """Return what took place on these days; also where its page was taken down since."""
    over = Occurrence.objects.taking_place().over(timezone.now()).exclude(event__kind=EventKind.DEADLINE)
    held: OccurrenceQuerySet = over.on_days(start, end).select_related("event", "campus")
    return held


def _spoke_at(technician: int, start: date, end: date, most: int) -> Iterable[YearRow]:
    """Return dates of events at which they spoke, and agreed to be named; outreach has a part of its own."""
    held = _held(start, end).with_speaker(technician).exclude(event__kind__in=OUTREACH_KINDS)[:most]
    return _rows(held, technician, "")


def _outreach(technician: int, start: date, end: date, most: int) -> Iterable[YearRow]:
    """Return dates of outreach and open days at which they spoke or were."""
    outreach = _held(start, end).filter(event__kind__in=OUTREACH_KINDS)
    with_them = outreach.with_speaker(technician) | outreach.attended_by(technician)
    return _rows(with_them[:most], technician, "took part")


def _rows(held: "OccurrenceQuerySet", technician: int, otherwise: str) -> list[YearRow]:
    """Return the dates as rows; `otherwise`: what is said of one at which they did not speak."""
    spoken = dict(Speaker.objects.of_technician(technician).values_list("event", "topic"))
    return [_row(one, spoken.get(one.event_id), otherwise) for one in held]


def _row(one: Occurrence, topic: str | None, otherwise: str) -> YearRow:
    part = otherwise if topic is None else f"spoke on ‘{topic}’" if topic else "spoke"
    detail = ", ".join(words for words in (one.event.get_kind_display(), part, where_of(one)) if words)
    url = (one.event.get_url() or "") if one.event.live else ""
    return YearRow(timezone.localdate(one.starts_at), one.event.title, detail, url)


def register_year_parts() -> None:
    """Offer them to 'my year'."""
    none_spoken = "Where you are named as a speaker, and agreed, it stands here afterwards."
    none_helped = "Outreach and open days at which you spoke or were stand here afterwards."
    my_year.register(YearPart("events_spoke", "Events you spoke at", _spoke_at, none_spoken))
    my_year.register(YearPart("events_outreach", "Outreach and open days", _outreach, none_helped))
