"""What waits for whoever is signed in: the header of every page counts it, and one's own page shows it."""

from typing import Any

from django.http import HttpRequest

from portal.core.registries import Need, needs_me


def needs_of(request: HttpRequest) -> list[Need]:
    """Return what needs the signed-in user, in the order of the registry; each source is asked once a request."""
    asked: Any = request
    if not hasattr(asked, "needs"):
        asked.needs = [need for source in needs_me for need in source.find(request.user)]
    found: list[Need] = asked.needs
    return found
