"""Addresses of pages of the tree that need no question to the database."""

from django.urls import reverse


def page_url(*slugs: str) -> str:
    """Return the address of a page that stands straight under the first page, or of one beneath it, from their slugs.

    Without slugs it is the first page itself. Lists of rows (events, schemes) stand there, so that cards and feeds
    need not ask where each of their pages is.
    """
    return reverse("wagtail_serve", args=["".join(f"{slug}/" for slug in slugs)])
