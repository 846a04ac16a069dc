"""How to reach a technician. Visitors are told at a button: programs that gather addresses follow links alone."""

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from profiles.enums import Audience
from profiles.models import Technician
from profiles.visibility import ProfileView, audience_of, view_contact

from .technician import NO_CONTACT, card_response, moved_to, view_or_404


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show a button, and at the button address, number and a card; colleagues see them at once."""
    audience = audience_of(request.user)
    view = view_or_404(slug, audience)
    if view is None:
        return redirect("technician_contact", slug=moved_to(slug, audience), permanent=True)
    if not view.can_be_asked:
        raise Http404(NO_CONTACT)
    told = request.method == "POST" or audience != Audience.PUBLIC
    if told and audience == Audience.PUBLIC and not ratelimit.consume(request, action="show_contact"):
        return ratelimit.respond_429(request)
    shown = _contact_of(view) if told else view
    if request.method == "POST" and request.POST.get("what") == "card":
        return card_response(shown)
    response = render(request, "profiles/contact.html", {"person": shown, "told": told})
    response["X-Robots-Tag"] = "noindex"
    return response


def _contact_of(view: ProfileView) -> ProfileView:
    """Return the view with address and number; 404 where they were withdrawn a moment ago."""
    person = Technician.objects.for_views().filter(pk=view.pk).first()
    full = view_contact(person, view.audience) if person else None
    if full is None:
        raise Http404(NO_CONTACT)
    return full
