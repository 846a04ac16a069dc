"""/equipment/: what there is to work with, who can run it and how to ask for it."""

from dataclasses import asdict
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.core.registries import panels
from profiles.enums import Audience, Section
from profiles.models import Equipment, Technician
from profiles.search import PAGE_SIZE
from profiles.similar import suggested_equipment
from profiles.views.skills import LONGEST_ASKED
from profiles.visibility import audience_of, view_part

NOT_HERE = "There is no equipment at this address, or it has not been agreed to yet."


def _counted(audience: Audience) -> QuerySet[Any]:
    """Return approved equipment with how many people this audience may see to work with it."""
    seen = Technician.objects.showing(Section.EQUIPMENT, audience)
    return (
        Equipment.objects.approved()
        .with_place()
        .annotate(people=Count("role_rows__technician", filter=Q(role_rows__technician__in=seen), distinct=True))
    )


@require_safe
def equipment_list(request: HttpRequest) -> HttpResponse:
    """List all equipment by name."""
    rows = _counted(audience_of(request.user)).order_by("name", "pk")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "profiles/equipment_list.html", {"page": page})


def _merged_into(slug: str) -> Equipment:
    """Return what the equipment of a former address was merged into; 404 for all other addresses."""
    found: Equipment | None = Equipment.objects.approved().filter(old_slugs__slug=slug).first()
    if found is None:
        raise Http404(NOT_HERE)
    return found


@require_safe
def equipment(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show one piece, who does what with it, and how to ask."""
    thing = Equipment.objects.approved().with_place().prefetch_related("aliases").filter(slug=slug).first()
    if thing is None:
        return redirect(_merged_into(slug), permanent=True)
    audience = audience_of(request.user)
    page = Paginator(Technician.objects.who_works_with(thing, audience), PAGE_SIZE).get_page(request.GET.get("page"))
    found = ((panel, tuple(panel.cards(thing.pk, audience))) for panel in panels if panel.page == "equipment")
    context = {
        "thing": thing,
        "aliases": [alias.name for alias in thing.aliases.all()],
        "page": page,
        "people": [
            (view, role.roles_line)
            for person in page.object_list
            if (view := view_part(person, audience, Section.EQUIPMENT)) is not None
            for role in view.equipment
            if role.pk == thing.pk
        ],
        "panels": [{"title": panel.title, "cards": cards} for panel, cards in found if cards],
    }
    return render(request, "profiles/equipment.html", context)


@require_safe
@cache_control(public=True, max_age=300)
def suggest(request: HttpRequest) -> JsonResponse:
    """Answer the autocomplete: equipment whose name, maker, model or another name contains what was typed."""
    text = request.GET.get("q", "")[:LONGEST_ASKED]
    return JsonResponse([asdict(offer) for offer in suggested_equipment(text)], safe=False)
