"""Feeds of a list of events, whole or narrowed down as its address says: for calendars (iCalendar) and readers (RSS).

They hold what the public sees, whoever asks, and never a joining link. They know no session.
"""

from datetime import datetime, timedelta
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.http import require_safe

from portal.core.addresses import page_url
from portal.core.feeds import KEPT_FOR, absolute, feed_response, xml_text

from .calendars import calendar_of, occurrence_event, occurrence_uid
from .cards import date_view
from .enums import ListShape
from .finding import Asked, read_asked
from .models import EventIndexPage, EventPage, Occurrence
from .told import ToldEvents

MOST_DATES = 500  # in a calendar: the next ones
MOST_NEWS = 30
KEPT_AFTERWARDS = timedelta(days=60)  # what is over stays so long in people's calendars


def _list(shelf: str) -> EventIndexPage:
    found: EventIndexPage | None = EventIndexPage.objects.live().filter(shelf=shelf).first()
    if found is None:
        raise Http404("There is no such list.")
    return found


def _found(request: HttpRequest, index: EventIndexPage, now: datetime, since: datetime) -> tuple[Asked, list[int]]:
    """Return what the address asks for, and the keys of the dates that fit, what is over since then with them."""
    day = timezone.localdate(now)
    read = read_asked(request.GET, day)
    asked = Asked(ListShape.MONTH, None, read.since or timezone.localdate(since), read.until, read.chosen, read.text)
    events = ToldEvents(index, asked, now)
    asked = asked.known(events.labels)
    return asked, [one.pk for one in events.dates if one.pk and asked.fits(one.told)]


@require_safe
def calendar_feed(request: HttpRequest, shelf: str) -> HttpResponse:
    """Return the dates of a list for calendar programs, which ask again and again; cancelled ones say so."""
    index, now = _list(shelf), timezone.now()
    _, keys = _found(request, index, now, now - KEPT_AFTERWARDS)
    rows = Occurrence.objects.filter(pk__in=keys[:MOST_DATES]).select_related("event", "campus").order_by("starts_at")
    events = (
        occurrence_event(row, uid=occurrence_uid(row), sequence=row.sequence, method="PUBLISH", with_link=False)
        for row in rows
    )
    response = HttpResponse(calendar_of(events, index.title), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{index.shelf}.ics"'
    response["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    return response


@require_safe
def news_feed(request: HttpRequest, shelf: str) -> HttpResponse:
    """Return the events that are coming as RSS, those announced last first."""
    index, now = _list(shelf), timezone.now()
    address = page_url(index.slug)
    feed = Rss201rev2Feed(
        title=xml_text(index.title),
        link=absolute(address),
        description=xml_text(index.summary or index.title),
        language="en-GB",
        feed_url=absolute(reverse(f"{index.shelf}_feed")),
    )
    _, keys = _found(request, index, now, now)
    coming = Occurrence.objects.filter(pk__in=keys[:MOST_DATES]).not_over(now).with_places()
    dates: dict[int, Occurrence] = {}
    for row in coming.select_related("campus"):
        dates.setdefault(row.event_id, row)
    events = EventPage.objects.showing().filter(pk__in=dates).order_by("-first_published_at", "-pk")
    for event in events.prefetch_related("themes")[:MOST_NEWS]:
        link = absolute(page_url(index.slug, event.slug))
        date = date_view(dates[event.pk], event, now)
        when = f"{date.long_day}, {date.hours}{f', {date.where}' if date.where else ''}"
        told = f"Cancelled: {when}" if date.is_cancelled else when
        feed.add_item(
            title=xml_text(event.title),
            link=link,
            description=xml_text(f"{told}. {event.summary}".strip()),
            unique_id=link,
            pubdate=timezone.localtime(cast("datetime", event.first_published_at)),
            categories=[event.get_kind_display(), *(theme.name for theme in event.themes.all())],
        )
    return feed_response(feed)
