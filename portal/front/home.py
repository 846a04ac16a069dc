"""What the home page's sections show, from live data."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from profiles.enums import Section, WordState
from profiles.models import Campus, SkillGroup, Technician
from profiles.visibility import ProfileView, audience_of, view_hits

MEET = 4  # technicians on the home page


@dataclass(frozen=True)
class BoardTool:
    """One kind of work on the board, and how many people there are to meet."""

    name: str
    slug: str
    people: int


def home_sections(user: Any) -> dict[str, Any]:
    """Return the home page's sections as this user may see them; each may be empty."""
    audience = audience_of(user)
    showing_skills = Technician.objects.showing(Section.SKILLS, audience)
    groups = (
        SkillGroup.objects.filter(
            skills__technician_rows__technician__in=showing_skills, skills__state=WordState.APPROVED
        )
        .annotate(people=Count("skills__technician_rows__technician", distinct=True))
        .order_by("order", "name")
    )
    visible = Technician.objects.visible_to(audience)
    return {
        "board": [BoardTool(group.name, group.slug, group.people) for group in groups],
        "meet": _people_to_meet(audience),
        "people_count": visible.count(),
        "campuses": list(Campus.objects.all()),
    }


def _people_to_meet(audience: Any) -> list[ProfileView]:
    """Return some who wrote what to ask them about, those who kept their profile most lately first."""
    rows = (
        Technician.objects.showing(Section.ASK_ME_ABOUT, audience)
        .exclude(ask_me_about=[])
        .order_by("-profile_updated_at", "pk")
        .for_hits()[:MEET]
    )
    return view_hits(rows, audience)
