"""Where events stand on the site."""

from django.urls import NoReverseMatch, reverse


def page_url(*slugs: str) -> str:
    """Return the address of a list, or of an event beneath it, from their parts of it.

    Lists stand straight under the first page, so that nothing has to be asked of the database.
    """
    return reverse("wagtail_serve", args=[f"{'/'.join(slugs)}/"])


def booking_url(occurrence: int) -> str:
    """Return where a place at an occurrence is booked."""
    try:
        return reverse("event_book", args=[occurrence])
    except NoReverseMatch:
        return ""
