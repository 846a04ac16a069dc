"""What the screens of organisers have in common."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.models import EventPage, Occurrence
from events.organising import when_words
from events.permissions import may_organise
from portal.core.screens import ForThose

Crumb = tuple[str, str]  # address and label


class OrganiserScreen(ForThose, WagtailAdminTemplateMixin, TemplateView):
    """A screen for those who organise events, with the way back to the list of what is coming."""

    may = may_organise
    header_icon = "calendar-alt"
    _show_breadcrumbs = True
    http_method_names = ["get", "head", "post"]
    request: HttpRequest

    def way(self) -> list[Crumb]:
        """Return what lies between the list and this screen."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list, and to what lies between."""
        steps = [{"url": url, "label": label} for url, label in [(reverse("organise:index"), "Events"), *self.way()]]
        here = {"url": "", "label": self.get_page_title()}
        return [*WagtailAdminTemplateMixin.breadcrumbs_items, *steps, here]

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """Return the page."""
        return self.render_to_response(self.get_context_data(**context), status=status)


class OneEvent(OrganiserScreen):
    """A screen about one event (`event` in the address), read once the role was checked."""

    _event: EventPage | None = None

    @property
    def event(self) -> EventPage:
        """Return the event, loaded once."""
        if self._event is None:
            self._event = get_object_or_404(EventPage, pk=self.kwargs["event"])
        return self._event

    def way(self) -> list[Crumb]:
        """Lead back to the event's dates."""
        return [(reverse("organise:dates", args=[self.event.pk]), self.event.title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the templates the event."""
        return super().get_context_data(**kwargs | {"event": self.event})


class OneDate(OrganiserScreen):
    """A screen about one date (`pk` in the address), read once the role was checked."""

    _occurrence: Occurrence | None = None

    @property
    def occurrence(self) -> Occurrence:
        """Return the date with its event and numbers, loaded once."""
        if self._occurrence is None:
            self._occurrence = get_object_or_404(Occurrence.objects.for_organisers(), pk=self.kwargs["pk"])
        return self._occurrence

    def way(self) -> list[Crumb]:
        """Lead back to the event's dates, and to who comes."""
        event = self.occurrence.event
        return [(reverse("organise:dates", args=[event.pk]), event.title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the templates the date and its event."""
        known = {"occurrence": self.occurrence, "event": self.occurrence.event, "when": when_words(self.occurrence)}
        return super().get_context_data(**kwargs | known)
