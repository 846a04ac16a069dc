"""/skills/: what can be done here, and by whom."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.core.registries import filled_panels
from profiles.enums import Audience, Section
from profiles.models import Skill, SkillGroup, Technician
from profiles.search import PAGE_SIZE
from profiles.similar import suggested_skills
from profiles.visibility import ProfileView, audience_of, view_hits

NOT_HERE = "There is no skill at this address, or it has not been agreed to yet."
LONGEST_ASKED = 200  # characters of the autocomplete's text that are looked at


def _counted(audience: Audience) -> QuerySet[Any]:
    """Return approved skills with how many people this audience may see to have them."""
    seen = Technician.objects.showing(Section.SKILLS, audience)
    return Skill.objects.approved().annotate(
        people=Count("technician_rows", filter=Q(technician_rows__technician__in=seen), distinct=True)
    )


@require_safe
def skills(request: HttpRequest) -> HttpResponse:
    """List all skills by group."""
    by_group: dict[int, list[Any]] = {}
    for skill_row in _counted(audience_of(request.user)).order_by("name"):
        by_group.setdefault(skill_row.group_id, []).append(skill_row)
    groups = [(group, by_group[group.pk]) for group in SkillGroup.objects.all() if group.pk in by_group]
    return render(request, "profiles/skills.html", {"groups": groups})


@require_safe
def skill(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show who has a skill by level, those who know it best first."""
    subject = Skill.objects.approved().select_related("group").prefetch_related("aliases").filter(slug=slug).first()
    if subject is None:
        into = Skill.objects.merged_from(slug)
        if into is None:
            raise Http404(NOT_HERE)
        return redirect("skill", slug=into.slug, permanent=True)
    audience = audience_of(request.user)
    rows = Technician.objects.who_can(subject, audience).for_hits()
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "skill": subject,
        "aliases": [alias.name for alias in subject.aliases.all()],
        "page": page,
        "levels": _by_level(view_hits(page.object_list, audience), subject),
        "searched": {subject.pk: subject.name},
        "beside": [
            other for other in _counted(audience).filter(group=subject.group) if other.people and other != subject
        ],
        "panels": filled_panels("skill", subject.pk, audience),
    }
    return render(request, "profiles/skill.html", context)


def _by_level(people: Iterable[ProfileView], subject: Skill) -> list[tuple[str, list[ProfileView]]]:
    """Return the page's people under their level in this skill; who withdrew it since is not among them."""
    levels: dict[str, list[ProfileView]] = {}
    for person in people:
        for row in person.skills:
            if row.pk == subject.pk:
                levels.setdefault(row.level_label, []).append(person)
    return list(levels.items())


@require_safe
@cache_control(public=True, max_age=300)
def suggest(request: HttpRequest) -> JsonResponse:
    """Answer the autocomplete: skills whose name or another name contains what was typed, beginnings first."""
    text = request.GET.get("q", "")[:LONGEST_ASKED]
    return JsonResponse([asdict(offer) for offer in suggested_skills(text)], safe=False)
