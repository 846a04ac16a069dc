"""Models of the staff list and of profiles."""

from .photos import Photo, PhotoRendition
from .places import Building, Campus, Department
from .registrations import Registration, RegistrationType
from .rosters import RosterImport, RosterRow
from .search_index import SearchEntry, SearchFacet
from .skills import Skill, SkillAlias, SkillGroup, TechnicianSkill
from .technicians import Invitation, OldSlug, SectionAudience, Technician

__all__ = [
    "Building",
    "Campus",
    "Department",
    "Invitation",
    "OldSlug",
    "Photo",
    "PhotoRendition",
    "Registration",
    "RegistrationType",
    "RosterImport",
    "RosterRow",
    "SearchEntry",
    "SearchFacet",
    "SectionAudience",
    "Skill",
    "SkillAlias",
    "SkillGroup",
    "Technician",
    "TechnicianSkill",
]
