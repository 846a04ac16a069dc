"""How to reach a technician. Visitors are told at a button: programs that gather addresses follow links alone."""

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from profiles.enums import Audience
from profiles.models import Technician
from profiles.visibility import ProfileView, view_contact

from .technician import NO_CONTACT, card_response, of_shown_profile


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_shown_profile("technician_contact")
def contact(request: HttpRequest, view: ProfileView) -> HttpResponseBase:
    """Show a button, and at the button address, number and a card; colleagues see them at once."""
    if not view.can_be_asked:
        raise Http404(NO_CONTACT)
    is_public = view.audience == Audience.PUBLIC
    told = request.method == "POST" or not is_public
    if told and is_public and not ratelimit.consume(request, action="show_contact"):
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
