"""What a list of events shows, as its address asks."""

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils import timezone

from .cards import event_card
from .models import EventPage, Occurrence

if TYPE_CHECKING:
    from .models import EventIndexPage

PAGE_SIZE = 20  # events


def index_context(index: "EventIndexPage", asked_for: QueryDict) -> dict[str, Any]:
    """Return what a list of events shows: each coming event once, by the next of its dates."""
    now = timezone.now()
    rows = Occurrence.objects.showing().filter(event__path__startswith=index.path).not_over(now)
    dates: dict[int, list[int]] = {}
    for pk, event in rows.values_list("pk", "event"):
        dates.setdefault(event, []).append(pk)
    page = Paginator(list(dates), PAGE_SIZE).get_page(asked_for.get("page"))
    events = EventPage.objects.showing().select_related("picture").in_bulk(list(page.object_list))
    wanted = [dates[pk][0] for pk in page.object_list]
    shown = Occurrence.objects.with_places().select_related("campus").in_bulk(wanted)
    cards = [event_card(events[pk], shown[dates[pk][0]], now, len(dates[pk]) - 1) for pk in page.object_list]
    return {"found": page, "cards": cards}
