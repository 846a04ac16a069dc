"""Models of the staff list and of profiles."""

from .contributions import Achievement, CommitteeSeat, Contribution, Offer
from .cpd import CpdRow
from .equipment import Equipment, EquipmentAlias, EquipmentRole, OldEquipmentSlug
from .held_words import HeldWord
from .photos import EquipmentPhoto, EquipmentPhotoRendition, Photo, PhotoRendition
from .places import Building, Campus, Department
from .registrations import Registration, RegistrationType
from .requests import CertificateCheck, PhotoReuse, ProblemReport, SectionDraft
from .rosters import RosterImport, RosterRow
from .search_index import SearchEntry, SearchSet, SearchState
from .search_server import SearchServer, SearchWaiting
from .skills import OldSkillSlug, Skill, SkillAlias, SkillGroup, TechnicianSkill
from .technicians import Invitation, OldSlug, SectionAudience, Technician

__all__ = [
    "Achievement",
    "Building",
    "Campus",
    "CertificateCheck",
    "CommitteeSeat",
    "Contribution",
    "CpdRow",
    "Department",
    "Equipment",
    "EquipmentAlias",
    "EquipmentPhoto",
    "EquipmentPhotoRendition",
    "EquipmentRole",
    "HeldWord",
    "Invitation",
    "Offer",
    "OldEquipmentSlug",
    "OldSkillSlug",
    "OldSlug",
    "Photo",
    "PhotoRendition",
    "PhotoReuse",
    "ProblemReport",
    "Registration",
    "RegistrationType",
    "RosterImport",
    "RosterRow",
    "SearchEntry",
    "SearchServer",
    "SearchSet",
    "SearchState",
    "SearchWaiting",
    "SectionAudience",
    "SectionDraft",
    "Skill",
    "SkillAlias",
    "SkillGroup",
    "Technician",
    "TechnicianSkill",
]
