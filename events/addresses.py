"""Where events stand on the site."""

from django.urls import reverse


def page_url(*slugs: str) -> str:
    """Return the address of a list, or of an event beneath it, from their parts of it.

    Lists stand straight under the first page, so that nothing has to be asked of the database.
    """
    return reverse("wagtail_serve", args=[f"{'/'.join(slugs)}/"])


def booking_url(occurrence: int) -> str:
    """Return where a place at an occurrence is booked."""
    return reverse("event_book", args=[occurrence])


def events_url() -> str:
    """Return the address of all events: beside booking, which is no page of the tree."""
    return reverse("event_booking_sent").removesuffix("booking/sent/")
