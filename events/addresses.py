"""Where events stand on the site."""

from django.urls import reverse

from portal.core.addresses import page_url

from .enums import Shelf
from .models import EventIndexPage


def booking_url(occurrence: int) -> str:
    """Return where a place at an occurrence is booked."""
    return reverse("event_book", args=[occurrence])


def events_url() -> str:
    """Return the address of the list of events, whatever its editors called it; of the first page without one."""
    index = EventIndexPage.objects.live().filter(shelf=Shelf.EVENTS).first()
    return page_url(index.slug) if index else page_url()
