"""Whose profile it is; and what becomes of typed words when it can no longer be saved."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from portal.core.typed_words import typed_words
from profiles.enums import CLAIMED_STATES
from profiles.models import Technician
from profiles.services.profile import ProfileGoneError

Rest = ParamSpec("Rest")
OwnView = Callable[Concatenate[HttpRequest, Technician, Rest], HttpResponseBase]
WORD_LABELS = {
    "preferred_name": "Preferred given name",
    "headline": "In one line",
    "about": "What I do",
    "topics": "Ask me about",
    "add": "Skill",
    "body": "Through which body",
    "working_pattern": "When I am there",
    "alt_text": "What the photo shows",
    "credit": "How it is credited",
    "answer": "A line to whoever asks",
}


def own_profile(view: OwnView[Rest]) -> Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]:
    """Give the view the signed-in user's own technician, or send them where they can go on.

    Nobody reaches anybody else's: no address names a person. Whoever is signed out while they type gets their words
    back with a way to sign in, and so does whoever is no longer on the staff list.
    """

    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return signed_out(request)
        technician = Technician.objects.filter(user=request.user).for_owner().first()
        if technician is None and request.method != "POST":
            return _go(request, reverse("claim"))
        if technician is None or technician.state not in CLAIMED_STATES:
            return gone(request)
        try:
            return view(request, technician, *args, **kwargs)
        except ProfileGoneError:
            return gone(request)

    return wrapped


def signed_out(request: HttpRequest, labels: Mapping[str, str] = WORD_LABELS) -> HttpResponseBase:
    """Lead to sign-in; words that were being saved are shown, since a sign-in cannot carry them along.

    `labels` are what the fields of the form are called.
    """
    if request.method != "POST":
        login = redirect_to_login(request.get_full_path())
        return _go(request, login["Location"])
    after = request.path if _can_be_read(request.path) else "/me/profile/"
    context = {"words": typed_words(request, labels), "next": after}
    return _answer(request, "signed_out", context, status=403)


def gone(request: HttpRequest) -> HttpResponse:
    """Say that the profile is no longer there, and give back what was typed."""
    return _answer(request, "gone", {"words": typed_words(request, WORD_LABELS)}, status=410)


def _answer(request: HttpRequest, name: str, context: dict[str, Any], status: int) -> HttpResponse:
    """Render a page, or for htmx its inner part, with a status that htmx puts into the page."""
    if getattr(request, "htmx", False):
        return render(request, f"profiles/me/_{name}.html", context, status=409)
    return render(request, f"profiles/me/{name}.html", context, status=status)


def _go(request: HttpRequest, url: str) -> HttpResponseBase:
    """Redirect the whole page, also where htmx asked for a part of it."""
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


def _can_be_read(path: str) -> bool:
    """Say whether an address can be opened, rather than only be sent to."""
    posted = ("/hide/", "/show/", "/audiences/", "/still-correct/", "/put-away/", "/bring-back/", "/withdraw/")
    return not path.endswith(posted)
