"""Suggesting a story, and what became of what one suggested."""

from typing import Any

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.stories.addresses import stories_url
from portal.stories.forms import SuggestionForm
from portal.stories.models import StorySuggestion
from portal.stories.services.suggestions import suggest_story


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest) -> HttpResponseBase:
    """Take a suggestion from anyone who is signed in."""
    form = SuggestionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if not ratelimit.consume(request, action="suggest_story", user=request.user):
            return ratelimit.respond_429(request)
        data = form.cleaned_data
        suggest_story(request.user, title=data["title"], text=data["text"], about=data["about"], link=data["link"])
        return redirect("story_suggested")
    context = {"form": form, "stories_url": stories_url()}
    return render(request, "stories/suggest.html", context, status=422 if form.is_bound else 200)


@never_cache
@login_required
@require_safe
def suggested(request: HttpRequest) -> HttpResponseBase:
    """Say that a suggestion arrived, and what happens next."""
    return render(request, "stories/suggested.html", {"stories_url": stories_url()})


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponseBase:
    """Show what somebody suggested, and what was answered."""
    user: Any = request.user  # signed in, says the decorator
    return render(request, "stories/my_suggestions.html", {"rows": StorySuggestion.objects.of(user)})
