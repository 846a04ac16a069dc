"""What an index is told of a technician: made from a ProfileView, and so holding only what its audience may see."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from profiles.enums import Audience
from profiles.models import EquipmentAlias, SkillAlias, Technician
from profiles.visibility import ProfileView, view_profile
from profiles.words import fold

# By what results can be narrowed, in the order in which the page offers it
FACETS = {
    "campus": "Campus",
    "department": "Department",
    "offer": "Offers",
    "registration": "Registration",
    "helps": "Helps with registration",
    "skill": "Skill",
    "equipment": "Equipment",
}
INDEXED_AUDIENCES = (Audience.PUBLIC, Audience.COLLEAGUES)
# Another one whenever other words, weights or facets are to be held of the same profile, or tables are made anew:
# every portal then makes its index anew by itself (the job `make_search`)
HOW_MADE = "roles-2026-11"


def facets_digest(facets: Iterable[tuple[str, str, str]]) -> str:
    """Return a hash of facets, values and labels, in whatever order: the sets that are held are compared by it."""
    return hashlib.sha256(repr(sorted(facets)).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Document:
    """One technician as one audience finds them. The texts are in falling order of weight (profiles.search.WEIGHTS).

    Lines and names in a line (apart by ' | ') are texts of their own: no phrase reaches from one into the next.
    """

    technician_pk: int
    audience: Audience
    sort_name: str
    updated: datetime
    name: str
    skills: str
    equipment: str
    title: str
    place: str  # departments, campus, building, room
    rest: str
    facets: tuple[tuple[str, str, str], ...]  # (facet, value, label)

    @cached_property
    def digest(self) -> str:
        """Return a hash of the facets and one of all that is said: it changes whenever anything does."""
        return f"{facets_digest(self.facets)}-{hashlib.sha256(repr(self).encode()).hexdigest()}"


def aliases_by_skill(skill_pks: Iterable[int]) -> dict[int, list[str]]:
    """Return the other names of these skills, by the skill's primary key, in one query."""
    rows = SkillAlias.objects.filter(skill__in=set(skill_pks))
    return _names_by_key(rows.values_list("skill_id", "name"))


def aliases_by_equipment(equipment_pks: Iterable[int]) -> dict[int, list[str]]:
    """Return the other names of this equipment, by its primary key, in one query."""
    rows = EquipmentAlias.objects.filter(equipment__in=set(equipment_pks))
    return _names_by_key(rows.values_list("equipment_id", "name"))


def _names_by_key(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for pk, name in rows:
        found.setdefault(pk, []).append(name)
    return found


def documents_of(technicians: Iterable[Technician]) -> list[Document]:
    """Return what the index is to hold of these technicians (loaded with `for_views()`), for each audience."""
    views = [
        view for person in technicians for audience in INDEXED_AUDIENCES if (view := view_profile(person, audience))
    ]
    aliases = aliases_by_skill(skill.pk for view in views for skill in view.skills)
    kit = aliases_by_equipment(thing.pk for view in views for thing in view.equipment)
    return [_document(view, aliases, kit) for view in views]


def _document(view: ProfileView, aliases: Mapping[int, list[str]], kit: Mapping[int, list[str]]) -> Document:
    held = [row for row in view.registrations if row.is_held]
    # A word on both sides of a gap must not be found as a phrase: the bar is no word
    # Written as often as the level's number says, equipment as often as somebody has roles with it: every engine ranks
    # by how often a word stands in a field
    skills = [
        " | ".join([skill.name, *aliases.get(skill.pk, [])]) for skill in view.skills for _ in range(skill.level_number)
    ]
    equipment = [
        " | ".join([thing.name, thing.make, *kit.get(thing.pk, [])]) for thing in view.equipment for _ in thing.roles
    ]
    place = [*(department.name for department in view.departments), view.campus, view.building, view.room]
    rest = [
        *view.ask_me_about,
        *(f"{offer.label} | {offer.words}" for offer in view.offers),
        view.headline,
        view.about,
        *(f"{work.title} | {work.detail}" for work in view.contributions),
        *(f"{seat.committee} | {seat.role}" for seat in view.seats),
        *(f"{done.title} | {done.detail}" for done in view.achievements),
        *(f"{row.post_nominals} | {row.name}" for row in view.registrations),
    ]
    return Document(
        technician_pk=view.pk,
        audience=view.audience,
        sort_name=fold(view.sort_name)[:200],
        updated=view.updated,
        name=view.display_name,
        skills="\n".join(skills),
        equipment="\n".join(equipment),
        title=view.job_title,
        place="\n".join(place),
        rest="\n".join(rest),
        facets=tuple(
            dict.fromkeys(
                [
                    *(("skill", skill.slug, skill.name) for skill in view.skills),
                    *(("department", department.slug, department.name) for department in view.departments),
                    *([("campus", view.campus_slug, view.campus)] if view.campus else []),
                    *(("registration", row.post_nominals, row.name) for row in held),
                    *(("helps", row.post_nominals, row.name) for row in view.registrations if row.will_help),
                    *(("equipment", thing.slug, thing.name) for thing in view.equipment),
                    *(("offer", offer.kind, offer.label) for offer in view.offers),
                ]
            )
        ),
    )
