"""A technician's page, and their card for an address book."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.core.registries import acts_for, filled_panels
from profiles.enums import Audience
from profiles.linked_data import person_json_ld
from profiles.models import OldSlug, Technician
from profiles.vcards import vcard_text
from profiles.views.me.rows import SectionRow, section_rows
from profiles.visibility import ProfileView, audience_of, view_profile

ProfilePage = Callable[[HttpRequest, ProfileView], HttpResponseBase]
SlugPage = Callable[[HttpRequest, str], HttpResponseBase]
NO_CONTACT = "The owner of this profile shows no contact details."
NOT_HERE = "There is no profile at this address, or its owner does not show it."


def shown_view(slug: str, audience: Audience) -> ProfileView | None:
    """Return what this audience sees of the technician at this address; None where that is nothing."""
    person = Technician.objects.visible_to(audience).filter(slug=slug).for_views().first()
    return view_profile(person, audience) if person else None


def of_shown_profile(route: str) -> Callable[[ProfilePage], SlugPage]:
    """Give a page the ProfileView that its visitor gets; a former address leads on to the same page (`route`).

    Where the visitor sees nothing of somebody, there is nobody at the address.
    """

    def decorate(page: ProfilePage) -> SlugPage:
        @wraps(page)
        def wrapped(request: HttpRequest, slug: str) -> HttpResponseBase:
            audience = audience_of(request.user)
            view = shown_view(slug, audience)
            if view is not None:
                return page(request, view)
            visible = Technician.objects.visible_to(audience)
            old = OldSlug.objects.filter(slug=slug, technician__in=visible).select_related("technician").first()
            if old is None:
                raise Http404(NOT_HERE)
            return redirect(route, slug=old.technician.slug, permanent=True)

        return wrapped

    return decorate


def is_owner(user: Any, view: ProfileView) -> bool:
    """Say whether a profile is the user's own."""
    own = getattr(user, "technician", None)
    return own is not None and own.pk == view.pk


@require_safe
@of_shown_profile("technician")
def technician(request: HttpRequest, view: ProfileView) -> HttpResponseBase:
    """Show what this visitor may see of a technician."""
    context = page_context(view)
    if is_owner(request.user, view):
        context |= {"is_own": True, "empty_rows": empty_rows(Technician.objects.for_owner().get(pk=view.pk))}
    elif view.audience == Audience.COLLEAGUES:
        context["draft_url"] = reverse("draft", args=[view.slug])
        context["acts"] = acts_for(request.user, view.pk, view.slug)
    return render(request, "profiles/technician.html", context)


def empty_rows(technician: Technician) -> list[SectionRow]:
    """Return the sections that their owner left empty, and may want to fill: not those they put away.

    Load the technician with `for_owner()`.
    """
    rows = section_rows(technician)
    return [row for row in rows if not row.summary and row.section not in technician.prompts_put_away]


def page_context(view: ProfileView) -> dict[str, object]:
    """Return what the profile page is drawn from; the previews at /me/profile/ use it too."""
    return {
        "person": view,
        "panels": filled_panels("technician", view.pk, view.audience),
        "json_ld": person_json_ld(view) if view.audience == Audience.PUBLIC else "",
    }


@require_safe
@of_shown_profile("technician_vcard")
def vcard(request: HttpRequest, view: ProfileView) -> HttpResponseBase:
    """Serve the card of somebody whose contact details this visitor may see; the public gets it without them here."""
    if not view.can_be_asked:
        raise Http404(NO_CONTACT)
    return card_response(view)


def card_response(view: ProfileView) -> HttpResponse:
    """Return the card as a file."""
    response = HttpResponse(vcard_text(view), content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{view.slug}.vcf"'
    response["Link"] = f'<{reverse("technician", args=[view.slug])}>; rel="canonical"'
    return response
