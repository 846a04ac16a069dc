"""What the screens of organisers have in common."""

from functools import cached_property
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse

from events.models import EventPage, Occurrence
from events.organising import when_words
from events.permissions import may_organise
from portal.core.screens import Crumb, Screen


class OrganiserScreen(Screen):
    """A screen for those who organise events, with the way back to the list of what is coming."""

    may = may_organise
    home: ClassVar[Crumb | None] = ("organise:index", "Events")
    stylesheet = "events/admin.css"
    header_icon = "calendar-alt"


class OneEvent(OrganiserScreen):
    """A screen about one event (`event` in the address), read once the role was checked."""

    @cached_property
    def event(self) -> EventPage:
        """Return the event, loaded once."""
        return get_object_or_404(EventPage, pk=self.kwargs["event"])

    def about(self) -> str:
        """Name the event."""
        return str(self.event.title)

    def way(self) -> list[Crumb]:
        """Lead back to the event's dates."""
        return [(reverse("organise:dates", args=[self.event.pk]), self.event.title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the templates the event."""
        return super().get_context_data(**kwargs | {"event": self.event})


class OneDate(OrganiserScreen):
    """A screen about one date (`pk` in the address), read once the role was checked."""

    @cached_property
    def occurrence(self) -> Occurrence:
        """Return the date with its event and numbers, loaded once."""
        return get_object_or_404(Occurrence.objects.for_organisers(), pk=self.kwargs["pk"])

    def about(self) -> str:
        """Name the event."""
        return str(self.occurrence.event.title)

    def way(self) -> list[Crumb]:
        """Lead back to the event's dates, and to who comes."""
        event = self.occurrence.event
        return [(reverse("organise:dates", args=[event.pk]), event.title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the templates the date and its event."""
        known = {"occurrence": self.occurrence, "event": self.occurrence.event, "when": when_words(self.occurrence)}
        return super().get_context_data(**kwargs | known)
