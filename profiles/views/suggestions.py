"""/-/suggest/: what is offered under a search box while somebody types. Without JavaScript nobody asks for it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from profiles.enums import Audience
from profiles.suggesting import suggest
from profiles.visibility import audience_of

KEPT = 60  # seconds for which a visitor's suggestions may be kept


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Show them as items of a list, with a line that says how many. The words are in the address alone."""
    audience = audience_of(request.user)
    text = request.GET.get("q", "").replace("\x00", " ")
    answer = render(request, "profiles/_suggestions.html", {"suggestions": suggest(text, audience)})
    if audience == Audience.PUBLIC:
        patch_cache_control(answer, public=True, max_age=KEPT)
    else:
        patch_cache_control(answer, private=True, no_store=True)
    return answer
