"""A technician's page, and their card for an address book."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.core.registries import panels
from profiles.enums import Audience
from profiles.linked_data import person_json_ld
from profiles.models import OldSlug, Technician
from profiles.vcards import vcard_text
from profiles.visibility import ProfileView, audience_of, view_profile

NO_CONTACT = "The owner of this profile shows no contact details."
NOT_HERE = "There is no profile at this address, or its owner does not show it."


def view_or_404(slug: str, audience: Audience) -> ProfileView | None:
    """Return the view; None where the address is an old one of a profile that may be seen; 404 for all else alike."""
    person = Technician.objects.visible_to(audience).filter(slug=slug).for_views().first()
    view = view_profile(person, audience) if person else None
    if view is None and not moved_to(slug, audience):
        raise Http404(NOT_HERE)
    return view


def moved_to(slug: str, audience: Audience) -> str:
    """Return the present slug behind an old one, where this audience may see the profile; else nothing."""
    visible = Technician.objects.visible_to(audience)
    old = OldSlug.objects.filter(slug=slug, technician__in=visible).select_related("technician").first()
    return old.technician.slug if old else ""


@require_safe
def technician(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show what this visitor may see of a technician; former addresses lead on to the present one."""
    audience = audience_of(request.user)
    view = view_or_404(slug, audience)
    if view is None:
        return redirect("technician", slug=moved_to(slug, audience), permanent=True)
    context = page_context(view)
    if audience == Audience.COLLEAGUES and not _is_owner(request.user, view):
        context["draft_url"] = reverse("draft", args=[view.slug])
    return render(request, "profiles/technician.html", context)


def _is_owner(user: Any, view: ProfileView) -> bool:
    own = getattr(user, "technician", None)
    return own is not None and own.pk == view.pk


def page_context(view: ProfileView) -> dict[str, object]:
    """Return what the profile page is drawn from; the previews at /me/profile/ use it too."""
    found = ((panel, tuple(panel.cards(view.pk, view.audience))) for panel in panels if panel.page == "technician")
    return {
        "person": view,
        "panels": [{"title": panel.title, "cards": cards} for panel, cards in found if cards],
        "json_ld": person_json_ld(view) if view.audience == Audience.PUBLIC else "",
    }


@require_safe
def vcard(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Serve the card of somebody whose contact details this visitor may see; the public gets it without them here."""
    audience = audience_of(request.user)
    view = view_or_404(slug, audience)
    if view is None:
        return redirect("technician_vcard", slug=moved_to(slug, audience), permanent=True)
    if not view.can_be_asked:
        raise Http404(NO_CONTACT)
    return card_response(view)


def card_response(view: ProfileView) -> HttpResponse:
    """Return the card as a file."""
    response = HttpResponse(vcard_text(view), content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{view.slug}.vcf"'
    response["Link"] = f'<{reverse("technician", args=[view.slug])}>; rel="canonical"'
    return response
