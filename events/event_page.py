"""What the page of an event shows, besides what editors wrote there."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from profiles.enums import WordState
from profiles.models import Technician
from profiles.visibility import Audience, view_hits

from .cards import date_view, provider_of
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
    """Return those who agreed to be named.

    A technician's name comes from the profile, as far as the reader may see it, unless it was printed on the row.
    """
    rows = list(event.speakers.agreed())
    wanted = [row.technician_id for row in rows if row.technician_id]
    found = Technician.objects.filter(pk__in=wanted).visible_to(audience).for_hits() if wanted else []
    seen = {view.pk: view for view in view_hits(found, audience)}
    shown = []
    for row in rows:
        view = seen.get(row.technician_id or 0)
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


def event_context(event: "EventPage", audience: Audience, asked: QueryDict) -> dict[str, Any]:
    """Return what stands around the text of an event: the page, or a version of it that is looked at before."""
    now = timezone.now()
    rows = Occurrence.objects.filter(event=event.pk).with_places().select_related("campus")
    dates = Paginator(rows.not_over(now), PAGE_SIZE).get_page(asked.get("page"))
    index = event.get_parent() if event.path else None
    index_url = (index.get_url() or "") if index else ""
    return {
        "kind": event.get_kind_display(),
        "dates": dates,
        "coming": [date_view(row, event, now) for row in dates.object_list],
        "past": [date_view(row, event, now) for row in rows.over(now)[:MOST_PAST]],
        "speakers": speakers_of(event, audience),
        "who_for": who_for(event),
        "provider": provider_of(event),
        "index_title": index.title if index else "",
        "index_url": index_url,
        "themes": [EventLink(theme.name, f"{index_url}?theme={theme.slug}") for theme in event.themes.all()],
        "skills": [
            EventLink(skill.name, reverse("skill", args=[skill.slug]))
            for skill in event.skills.all()
            if skill.state == WordState.APPROVED
        ],
    }
