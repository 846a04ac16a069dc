"""'It is still correct', in one click: at one's own page, or from a mail without signing in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from profiles.models import Technician
from profiles.services.staleness import confirm as confirm_profile
from profiles.services.staleness import confirm_by_link, is_signed

from .access import own_profile


@require_POST
@own_profile
def confirm(request: HttpRequest, technician: Technician) -> HttpResponseBase:
    """Take the owner's word for it."""
    confirm_profile(technician.pk, request.user)
    messages.success(request, "Thank you. Your profile counts as correct from today.")
    return redirect("me" if request.POST.get("next") == "me" else "me_profile")


@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show one button, and do what it says. Opening the link changes nothing: mail scanners open every link.

    The page names nobody, since whoever has the mail can open it.
    """
    if request.method == "POST":
        state = "done" if confirm_by_link(token) else "unknown"
    else:
        state = "open" if is_signed(token) else "unknown"
    context = {"state": state, "canonical_url": ""}
    response = render(request, "profiles/still_correct.html", context, status=404 if state == "unknown" else 200)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
