"""/skills/: what can be done here, and by whom."""

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.core.registries import panels
from profiles.enums import Audience, Section
from profiles.models import Skill, SkillGroup, Technician
from profiles.search import PAGE_SIZE
from profiles.visibility import audience_of, view_profiles

MOST_SUGGESTED = 10
MOST_BESIDE = 8  # other skills of the group named on a skill's page


def _counted(audience: Audience) -> QuerySet[Skill]:
    """Return approved skills with how many people this audience may see to have them."""
    seen = Technician.objects.showing(Section.SKILLS, audience)
    return Skill.objects.approved().annotate(
        people=Count("technician_rows", filter=Q(technician_rows__technician__in=seen), distinct=True)
    )


@require_safe
def skills(request: HttpRequest) -> HttpResponse:
    """List all skills by group."""
    by_group: dict[int, list[Skill]] = {}
    for skill_row in _counted(audience_of(request.user)).order_by("name"):
        by_group.setdefault(skill_row.group_id, []).append(skill_row)
    groups = [(group, by_group[group.pk]) for group in SkillGroup.objects.all() if group.pk in by_group]
    return render(request, "profiles/skills.html", {"groups": groups})


@require_safe
def skill(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who has a skill, those who know it best first."""
    subject = get_object_or_404(Skill.objects.approved().select_related("group").prefetch_related("aliases"), slug=slug)
    audience = audience_of(request.user)
    rows = (
        Technician.objects.showing(Section.SKILLS, audience)
        .filter(skill_rows__skill=subject)
        .order_by("-skill_rows__level", "family_name", "given_name", "pk")
    )
    page = Paginator(rows.for_views(), PAGE_SIZE).get_page(request.GET.get("page"))
    found = ((panel, tuple(panel.cards(subject.pk, audience))) for panel in panels if panel.page == "skill")
    context = {
        "skill": subject,
        "aliases": [alias.name for alias in subject.aliases.all()],
        "page": page,
        "people": view_profiles(page.object_list, audience),
        "searched": {subject.pk},
        "beside": _counted(audience).filter(group=subject.group, people__gt=0).exclude(pk=subject.pk)[:MOST_BESIDE],  # type: ignore[misc]
        "panels": [{"title": panel.title, "cards": cards} for panel, cards in found if cards],
    }
    return render(request, "profiles/skill.html", context)


@require_safe
@cache_control(public=True, max_age=300)
def suggest(request: HttpRequest) -> JsonResponse:
    """Answer the autocomplete: skills whose name or another name contains what was typed, beginnings first."""
    text = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:80]
    found = []
    if len(text) >= 2:
        for row in Skill.objects.called(text).prefetch_related("aliases")[:50]:
            alias = "" if text.lower() in row.name.lower() else _alias_with(row, text)
            best = (alias or row.name).lower()
            found.append(
                (not best.startswith(text.lower()), row.name, {"name": row.name, "slug": row.slug, "alias": alias})
            )
    return JsonResponse([entry for *_, entry in sorted(found, key=lambda f: f[:2])[:MOST_SUGGESTED]], safe=False)


def _alias_with(row: Skill, text: str) -> str:
    """Return the other name in which the text stands."""
    return next((alias.name for alias in row.aliases.all() if text.lower() in alias.name.lower()), "")
