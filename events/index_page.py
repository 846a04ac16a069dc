"""What a list of events shows, as its address asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from portal.core.addresses import page_url
from profiles.asking import exactly

from .cards import EventCard, event_card
from .enums import ListShape
from .finding import Asked, Dated, chips_of, facets_of, may_look_at, next_month, read_asked
from .models import Occurrence
from .month import Day, by_day, weeks_of
from .told import ToldEvents

if TYPE_CHECKING:
    from .models import EventIndexPage

PAGE_SIZE = 20  # events


@dataclass(frozen=True)
class Tab:
    """A way to look at the list."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Month:
    """A month as it is shown, with the addresses of those beside it."""

    first: date
    weeks: list[list[Day]]
    before: str
    after: str


def index_context(index: "EventIndexPage", asked_for: QueryDict) -> dict[str, Any]:
    """Return what a list of events shows: each event once by one of its dates, or a month with all of them."""
    now = timezone.now()
    asked = read_asked(asked_for, timezone.localdate(now))
    events = ToldEvents(index, asked, now)
    asked = asked.known(events.labels)
    fitting = {id(told) for told in events.told if asked.fits(told)}
    dates = [one for one in events.dates if id(one.told) in fitting]
    facets = facets_of(events.told, events.labels, asked)
    context = {
        "index_url": page_url(index.slug),
        "asked": asked,
        **_feeds(index, asked),
        "facets": facets,
        "chips": chips_of(events.labels, asked),
        "is_narrowed": asked.is_narrowed,
        **_words(asked, events),
        "query_string": asked.address(),
        "tabs": list(_tabs(asked)),
        "shape": asked.shape.value,
    }
    if asked.shape == ListShape.MONTH:
        return {**context, "month": _month(index, asked, events, dates, timezone.localdate(now)), "total": len(dates)}
    found, cards = _cards(index, events, dates, asked_for, now)
    return {**context, "found": found, "cards": cards, "total": found.paginator.count}


def _words(asked: Asked, events: ToldEvents) -> dict[str, Any]:
    """Return what is said of the words that were typed, and the addresses without them and without all else."""
    taken = events.taken
    return {
        "taken": taken,
        "exactly": f"?{asked.address(other={'q': exactly(asked.text, taken)})}" if taken else "",
        "without_words": f"?{asked.address(other={'q': ''})}",
        "elsewhere": urlencode({"q": asked.text, "type": "events"}),
        "in_use": len(chips_of(events.labels, asked)) - bool(asked.text),
        "words_alone": f"?{urlencode({'q': asked.text})}" if asked.text else "",
    }


def _feeds(index: "EventIndexPage", asked: Asked) -> dict[str, str]:
    """Return the addresses by which a calendar and a reader of feeds follow what is shown."""
    query = asked.address(other={"show": "", "month": "", "recording": ""})
    names = {"calendar_url": f"{index.shelf}_calendar", "feed_url": f"{index.shelf}_feed"}
    return {key: f"{reverse(name)}{f'?{query}' if query else ''}" for key, name in names.items()}


def _tabs(asked: Asked) -> Iterable[Tab]:
    for shape in ListShape:
        day = {} if shape != ListShape.MONTH else {"from": "", "to": ""}
        query = asked.address(other={"month": "", **day, "show": shape.value})
        yield Tab(shape.label, f"?{query}", shape == asked.shape)


def _cards(
    index: "EventIndexPage", events: ToldEvents, dates: list[Dated], asked_for: QueryDict, now: datetime
) -> tuple[Page[int], list[EventCard]]:
    """Return a page of events, each by the first of its dates that takes place, else by the first."""
    of_event: dict[int, list[Dated]] = {}
    for one in dates:
        of_event.setdefault(one.event, []).append(one)
    found: Page[int] = Paginator(list(of_event), PAGE_SIZE).get_page(asked_for.get("page"))
    chosen = {
        pk: next((one for one in of_event[pk] if not one.is_cancelled), of_event[pk][0]) for pk in found.object_list
    }
    keys = [one.pk for one in chosen.values() if one.pk]
    rows = Occurrence.objects.with_places().select_related("campus").in_bulk(keys) if keys else {}
    shown = [(events.events[pk], one) for pk, one in chosen.items()]
    cards = [
        event_card(event, rows.get(one.pk or 0), now, page_url(index.slug, event.slug), len(of_event[event.pk]) - 1)
        for event, one in shown
    ]
    return found, cards


def _month(index: "EventIndexPage", asked: Asked, events: ToldEvents, dates: list[Dated], today: date) -> Month:
    first = asked.month or today.replace(day=1)
    shown = (events.events[pk] for pk in {one.event for one in dates})
    pages = {event.pk: (event.title, page_url(index.slug, event.slug)) for event in shown}

    def list_of(day: date) -> str:
        """Return the address of what is on that day: of the past where it is over."""
        shape = ListShape.PAST if day < today else ListShape.COMING
        return f"?{asked.address(other={'month': '', 'show': shape.value, 'from': f'{day}', 'to': f'{day}'})}"

    def beside(month: date) -> str:
        return f"?{asked.address(other={'month': f'{month:%Y-%m}'})}" if may_look_at(month, today) else ""

    weeks = weeks_of(first, today, by_day(dates), pages, list_of)
    return Month(first, weeks, beside((first - timedelta(days=1)).replace(day=1)), beside(next_month(first)))
