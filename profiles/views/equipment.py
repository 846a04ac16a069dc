"""/equipment/: what there is to work with, who can run it and how to ask for it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.core.registries import filled_panels
from portal.core.search_box import one_line
from profiles.enums import Audience, EquipmentRoleKind, Section
from profiles.models import Equipment, Technician
from profiles.permissions import may_edit_equipment
from profiles.profile_parts import EquipmentView
from profiles.search import PAGE_SIZE
from profiles.similar import suggested_equipment
from profiles.views.directory import Chip, Option
from profiles.views.skills import LONGEST_ASKED
from profiles.visibility import ProfileView, audience_of, view_part

FILTERS = {"campus": "Campus", "department": "Department"}
NOT_HERE = "There is no equipment at this address, or it has not been agreed to yet."


@dataclass(frozen=True)
class Asked:
    """What the list is narrowed to by its address; what it does not know is passed over."""

    text: str
    campus: frozenset[str]
    department: frozenset[str]

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything is left out."""
        return bool(self.text or self.campus or self.department)

    def address(self, leave_out: tuple[str, str] | None = None) -> str:
        """Return the address's query, never with the page, without one chosen value."""
        query = QueryDict(mutable=True)
        if self.text:
            query["q"] = self.text
        for facet in FILTERS:
            query.setlist(facet, sorted(value for value in getattr(self, facet) if (facet, value) != leave_out))
        return query.urlencode()


def _read(request: HttpRequest) -> Asked:
    text = one_line(request.GET.get("q", ""), LONGEST_ASKED)
    chosen = {
        facet: frozenset(value[:140].replace("\x00", "") for value in request.GET.getlist(facet)[:20] if value)
        for facet in FILTERS
    }
    return Asked(text, **chosen)


@dataclass(frozen=True)
class Facet:
    """A filter with its values, each with how many pieces it leaves."""

    name: str
    title: str
    options: tuple[Option, ...]


def _facet(name: str, asked: Asked) -> Facet:
    """Return a filter's values among what the text and the other filter leave."""
    others = {facet: getattr(asked, facet) for facet in FILTERS if facet != name}
    rows = Equipment.objects.approved().narrowed(asked.text, **others).counted_by(name)
    chosen = getattr(asked, name)
    return Facet(name, FILTERS[name], tuple(Option(slug, label, n, slug in chosen) for slug, label, n in rows))


@require_safe
def equipment_list(request: HttpRequest) -> HttpResponse:
    """List equipment by name: all of it, or what fits the words, campuses and departments asked for."""
    asked = _read(request)
    found = Equipment.objects.approved().narrowed(asked.text, asked.campus, asked.department)
    shown = found.with_place().with_people(audience_of(request.user)).order_by("name", "pk")
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    facets = [facet for name in FILTERS if (facet := _facet(name, asked)).options]
    context = {
        "page": page,
        "asked": asked,
        "facets": [facet for facet in facets if len(facet.options) > 1 or getattr(asked, facet.name)],
        "chips": [
            Chip(option.label, f"?{asked.address((facet.name, option.value))}")
            for facet in facets
            for option in facet.options
            if option.selected
        ],
        "query_string": asked.address(),
    }
    return render(request, "profiles/equipment_list.html", context)


@require_safe
def equipment(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show one piece, who does what with it, and how to ask."""
    thing = Equipment.objects.approved().with_place().prefetch_related("aliases").filter(slug=slug).first()
    if thing is None:
        into = Equipment.objects.merged_from(slug)
        if into is None:
            raise Http404(NOT_HERE)
        return redirect(into, permanent=True)
    audience = audience_of(request.user)
    page = Paginator(Technician.objects.who_works_with(thing, audience), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "thing": thing,
        "aliases": [alias.name for alias in thing.aliases.all()],
        "page": page,
        "people": _with_what_they_do(page.object_list, audience, thing),
        "may_edit": audience != Audience.PUBLIC and may_edit_equipment(request.user, thing),
        "panels": filled_panels("equipment", thing.pk, audience),
    }
    return render(request, "profiles/equipment.html", context)


def _with_what_they_do(
    people: Iterable[Technician], audience: Audience, thing: Equipment
) -> list[tuple[ProfileView, EquipmentView]]:
    """Return the page's people, each with what they do with it: those who run it first, as roles are asked."""
    order = [str(label) for label in EquipmentRoleKind.labels]
    views = [view for person in people if (view := view_part(person, audience, Section.EQUIPMENT))]
    found = [(view, row) for view in views for row in view.equipment if row.pk == thing.pk]
    return sorted(found, key=lambda one: min(map(order.index, one[1].roles)))


@require_safe
@cache_control(public=True, max_age=300)
def suggest(request: HttpRequest) -> JsonResponse:
    """Answer the autocomplete: equipment whose name, maker, model or another name contains what was typed."""
    text = request.GET.get("q", "")[:LONGEST_ASKED]
    return JsonResponse([asdict(offer) for offer in suggested_equipment(text)], safe=False)
