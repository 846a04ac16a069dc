"""/me/: what needs you, and the way to everything that is yours."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.core.registries import needs_me


@login_required
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person who is signed in, the soonest first."""
    needs = [need for source in needs_me for need in source.find(request.user)]
    needs.sort(key=lambda need: (need.due is None, need.due))
    return render(request, "front/me.html", {"needs": needs, "technician": getattr(request.user, "technician", None)})
