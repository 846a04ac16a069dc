"""Where events stand on the site."""

from django.urls import NoReverseMatch, reverse


def booking_url(occurrence: int) -> str:
    """Return where a place at an occurrence is booked."""
    try:
        return reverse("event_book", args=[occurrence])
    except NoReverseMatch:
        return ""
