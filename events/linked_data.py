"""An event as search engines read it: schema.org Event, EducationEvent, or a series of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString

from portal.core.addresses import page_url
from portal.core.linked_data import json_ld
from portal.core.picture_sizes import SHAPES, file_name
from portal.core.pictures import picture_address

from .enums import TRAINING_KINDS

if TYPE_CHECKING:
    from .cards import DateView
    from .event_page import SpeakerView
    from .models import EventPage

SHARED = file_name("wide", max(SHAPES["wide"].widths), "webp")
_MODES = {
    (True, True): "MixedEventAttendanceMode",
    (True, False): "OnlineEventAttendanceMode",
    (False, True): "OfflineEventAttendanceMode",
    (False, False): "OfflineEventAttendanceMode",
}


def event_json_ld(
    event: "EventPage", dates: "Sequence[DateView]", provider: str, speakers: "Sequence[SpeakerView]"
) -> SafeString:
    """Return the JSON of a published event by the dates that its page shows; empty where it has none.

    It says what the page says, with those `speakers` whom the public sees, and never where one joins online.
    """
    index = event.list_page
    if not dates or index is None:
        return SafeString("")
    address = settings.BASE_URL + page_url(index.slug, event.slug)
    kind = "EducationEvent" if event.kind in TRAINING_KINDS else "Event"
    picture = event.picture
    is_shown = picture is not None and picture.may_be_shown(timezone.localdate())
    about = {
        "name": event.title,
        "description": event.summary,
        "url": address,
        "image": settings.BASE_URL + picture_address(picture, SHARED) if picture and is_shown else "",
        "organizer": {"@type": "Organization", "name": provider} if provider else "",
        "performer": [_performer(one) for one in speakers],
        "inLanguage": "en-GB",
    }
    told = [{"@type": kind, **about, **_when_and_where(date, address)} for date in dates]
    if len(told) == 1:
        return json_ld(told[0])
    return json_ld({"@type": "EventSeries", **about, "subEvent": [_without_nothing(one) for one in told]})


def _performer(speaker: "SpeakerView") -> dict[str, str]:
    address = settings.BASE_URL + speaker.url if speaker.url else ""
    person = {"@type": "Person", "name": speaker.name, "jobTitle": speaker.role, "url": address}
    return {key: value for key, value in person.items() if value}


def _without_nothing(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value}


def _when_and_where(date: "DateView", address: str) -> dict[str, Any]:
    places: list[dict[str, str]] = []
    if date.place:
        places.append({"@type": "Place", "name": date.place, "address": date.place})
    if date.is_online:
        places.append({"@type": "VirtualLocation", "url": address})
    return {
        "startDate": timezone.localtime(date.begins).isoformat(),
        "endDate": timezone.localtime(date.ends).isoformat(),
        "eventStatus": f"https://schema.org/{'EventCancelled' if date.is_cancelled else 'EventScheduled'}",
        "eventAttendanceMode": f"https://schema.org/{_MODES[date.is_online, bool(date.place)]}",
        "location": places[0] if len(places) == 1 else places,
    }
