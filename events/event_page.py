"""What the page of an event shows, besides what editors wrote there."""

from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from portal.core.addresses import page_url
from profiles.enums import WordState
from profiles.visibility import Audience, audience_of, view_named

from .cards import date_view, provider_of
from .linked_data import event_json_ld
from .models import Occurrence

if TYPE_CHECKING:
    from .models import EventPage

PAGE_SIZE = 12  # dates
MOST_PAST = 6  # dates that are over, the latest first


@dataclass(frozen=True)
class SpeakerView:
    """Somebody who speaks and agreed to be named. `url`: their profile, where the reader may see it."""

    name: str
    role: str
    topic: str
    url: str = ""


@dataclass(frozen=True)
class EventLink:
    """A skill or theme of an event, and where it leads."""

    name: str
    url: str


def speakers_of(event: "EventPage", audience: Audience) -> list[SpeakerView]:
    """Return those who agreed to be named, in the organiser's order.

    A technician's name comes from the profile, as far as the reader may see it; who is not seen is left out, with
    their topic.
    """
    shown = []
    for row in event.speakers.agreed().with_technician():
        view = view_named(row.technician, audience) if row.technician else None
        name = row.name or (view.display_name if view else "")
        if name:
            role = row.role or (view.job_title if view else "")
            shown.append(SpeakerView(name, role, row.topic, view.url if view else ""))
    return shown


def who_for(event: "EventPage") -> str:
    """Return whom an event is for, in words."""
    if event.for_public:
        return "Everybody, the public too"
    groups = (("technicians", event.for_technicians), ("all staff", event.for_staff), ("students", event.for_students))
    named = [name for name, is_for in groups if is_for]
    words = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else "".join(named)
    return words[:1].upper() + words[1:]


def _words(event: "EventPage", index_url: str, *, is_preview: bool) -> dict[str, list[EventLink]]:
    """Return themes and skills; of a version that is looked at before, those that it has and the page not yet."""
    if is_preview:
        approved = [one for one in event.skills.all() if one.state == WordState.APPROVED]
        found = {
            "theme_words": {one.slug: one.name for one in event.themes.all()},
            "skill_words": {one.slug: one.name for one in approved},
        }
    else:
        read = type(event).objects.filter(pk=event.pk).with_words()
        found = read.values("theme_words", "skill_words").get()
    themes, skills = (sorted(found[of].items(), key=itemgetter(1)) for of in ("theme_words", "skill_words"))
    return {
        "themes": [EventLink(name, f"{index_url}?theme={slug}") for slug, name in themes],
        "skills": [EventLink(name, reverse("skill", args=[slug])) for slug, name in skills],
    }


def _dates(event: "EventPage", page: str, now: datetime) -> dict[str, Any]:
    """Return a page of its dates that are coming, and the last that are over."""
    number = int(page[:6]) if page.isascii() and page.isdigit() else 1
    first = (max(number, 1) - 1) * PAGE_SIZE
    dates = Occurrence.objects.filter(event=event.pk).around(now, first, PAGE_SIZE, MOST_PAST)
    rows: list[Any] = list(dates.with_places().select_related("campus"))
    shown = Paginator(range(rows[0].coming if rows else 0), PAGE_SIZE).get_page(number)
    if number > 1 and number != shown.number:
        return _dates(event, f"{shown.number}", now)
    views = [date_view(row, event, now) for row in rows]
    return {
        "dates": shown,
        "coming": [view for view in views if not view.is_over],
        "past": (past := [view for view in reversed(views) if view.is_over]),
        "last": next((view for view in past if not view.is_cancelled), None),
    }


def event_context(event: "EventPage", request: HttpRequest) -> dict[str, Any]:
    """Return what stands around the text of an event: the page, or a version of it that is looked at before."""
    now, audience = timezone.now(), audience_of(request.user)
    index = event.list_page
    index_url = page_url(index.slug) if index else ""
    around = _dates(event, request.GET.get("page", ""), now)
    speakers = speakers_of(event, audience)
    told = speakers if audience == Audience.PUBLIC else []  # linked data is for search engines, which are the public
    return {
        "json_ld": event_json_ld(event, around["coming"], provider_of(event), told) if event.live else "",
        "kind": event.get_kind_display(),
        **around,
        **_words(event, index_url, is_preview=getattr(request, "is_preview", False)),
        "speakers": speakers,
        "who_for": who_for(event),
        "provider": provider_of(event),
        "index_title": index.title if index else "",
        "index_url": index_url,
    }
