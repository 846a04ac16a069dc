"""/-/suggest/: what is offered under a search box while somebody types. Without JavaScript nobody asks for it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from profiles.suggesting import suggest
from profiles.visibility import audience_of


@require_safe
@cache_control(private=True, no_store=True)  # kept by nobody: a name that was withdrawn is suggested no more
def suggestions(request: HttpRequest) -> HttpResponse:
    """Show them as items of a list, with a line that says how many. The words are in the address alone."""
    audience = audience_of(request.user)
    text = request.GET.get("q", "").replace("\x00", " ")
    return render(request, "profiles/_suggestions.html", {"suggestions": suggest(text, audience)})
