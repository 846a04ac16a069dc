"""The one gate between a technician's record and everybody else.

`ProfileView` is a frozen copy that holds only what an audience may see. Pages, search index, facets, sort order,
JSON-LD, vCard, feeds, sitemap, file names and alternative texts are made from it and from nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from profiles.enums import HELD_STAGES, OUTWARD_STAGES, UNTOLD_CREDITS, Audience, ProfileState, Section, WordState
from profiles.profile_parts import (
    AchievementView,
    ContributionView,
    DepartmentView,
    EquipmentView,
    OfferView,
    PhotoView,
    PostNominal,
    RegistrationView,
    SeatView,
    SkillView,
    WorkOfAKind,
    by_kind,
)

if TYPE_CHECKING:
    from profiles.models import Technician

# What a list shows of each person: all that `for_hits()` loads
HIT_SECTIONS = frozenset(Section) - {
    Section.EQUIPMENT,
    Section.OFFERS,
    Section.CONTRIBUTIONS,
    Section.COMMITTEES,
    Section.ACHIEVEMENTS,
}
_WIDTH = {Audience.ONLY_ME: 0, Audience.COLLEAGUES: 1, Audience.PUBLIC: 2}


@dataclass(frozen=True)
class ProfileView:
    """What one audience may see of one technician. Whatever is withheld is empty here, not flagged."""

    pk: int
    audience: Audience
    slug: str
    display_name: str
    given_name: str
    family_name: str
    initials: str
    updated: datetime
    pronouns: str = ""
    job_title: str = ""
    departments: tuple[DepartmentView, ...] = ()
    campus: str = ""
    campus_slug: str = ""
    building: str = ""
    room: str = ""
    working_pattern: str = ""
    headline: str = ""
    about: str = ""
    ask_me_about: tuple[str, ...] = ()
    skills: tuple[SkillView, ...] = ()
    equipment: tuple[EquipmentView, ...] = ()
    offers: tuple[OfferView, ...] = ()
    registrations: tuple[RegistrationView, ...] = ()
    contributions: tuple[ContributionView, ...] = ()
    orcid: str = ""
    seats: tuple[SeatView, ...] = ()
    achievements: tuple[AchievementView, ...] = ()
    photo: PhotoView | None = None
    can_be_asked: bool = False  # there is an address or a number; the public is told them at a button alone
    email: str = ""
    phone: str = ""
    sections: frozenset[Section] = field(default_factory=frozenset)

    @property
    def url(self) -> str:
        """Return the page's address."""
        return reverse("technician", args=[self.slug])

    @property
    def is_bare(self) -> bool:
        """Say whether it shows nothing but name, job, photo, place and contact."""
        about = self.about, self.ask_me_about, self.skills, self.equipment, self.offers
        work = self.registrations, self.contributions, self.orcid, self.seats, self.achievements
        return not any((*about, *work))

    @property
    def sort_name(self) -> str:
        """Return the name as lists are sorted: family name first."""
        return " ".join(part for part in (self.family_name, self.given_name) if part)

    @property
    def department(self) -> str:
        """Return the name of the nearest department, or nothing."""
        return self.departments[0].name if self.departments else ""

    @property
    def room_line(self) -> str:
        """Return campus, building and room in one line."""
        return ", ".join(part for part in (self.campus, " ".join(p for p in (self.building, self.room) if p)) if part)

    @property
    def post_nominals(self) -> tuple[PostNominal, ...]:
        """Return the letters in the order in which they are written: registered titles, fellowships, memberships."""
        return tuple(PostNominal(r.post_nominals, r.name) for r in self.registrations if r.is_held)

    @property
    def name_with_letters(self) -> str:
        """Return the name with its letters, for titles."""
        return " ".join([self.display_name, *(letters.text for letters in self.post_nominals)])

    @property
    def contributions_by_kind(self) -> tuple[WorkOfAKind, ...]:
        """Return the contributions by what they were made to."""
        return by_kind(self.contributions)

    @property
    def ask_url(self) -> str:
        """Return where they are asked: further down the page, or the button that tells the public; or nothing."""
        if self.email or self.phone:
            return "#contact"
        return reverse("technician_contact", args=[self.slug]) if self.can_be_asked else ""

    @property
    def about_paragraphs(self) -> tuple[str, ...]:
        """Return the text by paragraphs."""
        return tuple(part.strip() for part in self.about.replace("\r\n", "\n").split("\n\n") if part.strip())


def audience_of(user: Any) -> Audience:
    """Return as whom somebody looks at other people's profiles: signed in is a colleague, anybody else the public."""
    return Audience.COLLEAGUES if user is not None and user.is_authenticated and user.is_active else Audience.PUBLIC


def audience_for(user: Any, technician: "Technician") -> Audience:
    """Return as whom a user looks at this profile: its owner sees all of it."""
    if user is not None and user.is_authenticated and technician.user_id == user.pk:
        return Audience.ONLY_ME
    return audience_of(user)


def section_audiences(technician: "Technician") -> dict[Section, Audience]:
    """Return every section's audience as its owner set it; no row means only its owner."""
    chosen = technician.chosen_audiences()
    return {section: Audience(chosen.get(section, Audience.ONLY_ME)) for section in Section}


def seen_sections(technician: "Technician", viewer: Audience) -> frozenset[Section]:
    """Return the sections this viewer sees. Nothing of somebody whose name is withheld, whatever the rest says."""
    if viewer == Audience.ONLY_ME:
        return frozenset(Section)
    if technician.state != ProfileState.LIVE:
        return frozenset()
    return _shown_sections(technician, viewer)


def _shown_sections(technician: "Technician", viewer: Audience) -> frozenset[Section]:
    """Return the sections whose audience takes in this viewer, were the profile live."""
    audiences = section_audiences(technician)
    if _WIDTH[audiences[Section.BASICS]] < _WIDTH[viewer]:
        return frozenset()
    return frozenset(section for section, audience in audiences.items() if _WIDTH[audience] >= _WIDTH[viewer])


def view_profile(technician: "Technician", viewer: Audience) -> ProfileView | None:
    """Return what the viewer may see of a technician, or None where that is nothing.

    `viewer` is PUBLIC, COLLEAGUES, or ONLY_ME for the owner. Load technicians with `for_views()`.
    """
    return _view_of(technician, viewer, seen_sections(technician, viewer))


def view_hit(technician: "Technician", viewer: Audience) -> ProfileView | None:
    """Return what a list shows of a technician: as `view_profile`, without the sections that no list shows.

    Load technicians with `for_hits()`.
    """
    return _view_of(technician, viewer, seen_sections(technician, viewer), HIT_SECTIONS)


def preview_profile(technician: "Technician", audience: Audience) -> ProfileView | None:
    """Return what an audience would see were the profile live, for its owner alone; None where that is nothing."""
    return _view_of(technician, audience, _shown_sections(technician, audience))


def view_part(technician: "Technician", viewer: Audience, section: Section) -> ProfileView | None:
    """Return one section of a technician beside name, job and photo; None where the viewer may not see it."""
    seen = seen_sections(technician, viewer)
    parts = frozenset({Section.BASICS, Section.PHOTO, Section.PLACE, section})
    return _view_of(technician, viewer, seen, parts) if section in seen else None


def view_contact(technician: "Technician", viewer: Audience) -> ProfileView | None:
    """Return as `view_profile`, with address and number also for the public; None where they may not see them.

    For what answers a POST alone: whatever a GET gives to the public is read by those who gather addresses.
    """
    view = view_profile(technician, viewer)
    if view is None or not view.can_be_asked:
        return None
    return replace(view, email=technician.email, phone=technician.phone)


def _view_of(
    technician: "Technician",
    viewer: Audience,
    seen: frozenset[Section],
    wanted: frozenset[Section] = frozenset(Section),
) -> ProfileView | None:
    if Section.BASICS not in seen:
        return None
    values: dict[str, Any] = {"pronouns": technician.pronouns, "job_title": technician.job_title}
    values["departments"] = tuple(_department_line(technician))
    for section, read in _READERS.items():
        if section in seen & wanted:
            values |= read(technician, viewer)
    given = technician.chosen_name
    return ProfileView(
        pk=technician.pk,
        audience=viewer,
        slug=technician.slug,
        display_name=technician.display_name,
        given_name=given,
        family_name=technician.family_name,
        initials="".join(part[0] for part in (given, technician.family_name) if part).upper(),
        updated=technician.profile_updated_at,
        sections=seen,
        **values,
    )


def view_named(technician: "Technician", viewer: Audience) -> ProfileView | None:
    """Return somebody's name, job and address alone; load technicians with their department and `audiences`."""
    return _view_of(technician, viewer, seen_sections(technician, viewer), frozenset())


def view_match(technician: "Technician", viewer: Audience) -> ProfileView | None:
    """Return what a line of search results says of somebody: name, job, introduction, skills, what to ask them.

    Load technicians with `for_matches()`.
    """
    parts = frozenset({Section.INTRODUCTION, Section.ASK_ME_ABOUT, Section.SKILLS})
    return _view_of(technician, viewer, seen_sections(technician, viewer), parts)


def view_hits(technicians: Iterable["Technician"], viewer: Audience) -> list[ProfileView]:
    """Return what a list shows of those of whom the viewer may see anything, in the order given."""
    return [view for technician in technicians if (view := view_hit(technician, viewer)) is not None]


def _department_line(technician: "Technician") -> Iterable[DepartmentView]:
    department = technician.department
    while department is not None:
        yield DepartmentView(department.pk, department.name, department.slug)
        department = department.parent


def _read_photo(technician: "Technician", viewer: Audience) -> dict[str, Any]:
    photo = getattr(technician, "photo", None)
    return {"photo": PhotoView(photo.token, photo.alt_text) if photo else None}


def _read_introduction(technician: "Technician", viewer: Audience) -> dict[str, Any]:
    return {"headline": technician.headline, "about": technician.about}


def _read_ask(technician: "Technician", viewer: Audience) -> dict[str, Any]:
    return {"ask_me_about": tuple(technician.ask_me_about)}


def _read_skills(technician: "Technician", viewer: Audience) -> dict[str, Any]:
    rows = [row for row in technician.skill_rows.all() if row.skill.state == WordState.APPROVED]
    return {
        "skills": tuple(SkillView(row.skill_id, row.skill.name, row.skill.slug, row.level, row.since) for row in rows)
    }


def _read_registrations(technician: "Technician", viewer: Audience) -> dict[str, Any]:
    """Others see what is held or applied for; that one only thinks of it, or let it lapse, is its owner's business."""
    rows = technician.registrations.all()
    return {
        "registrations": tuple(
            RegistrationView(
                type_pk=row.type_id,
                post_nominals=row.type.post_nominals,
                name=row.type.name,
                kind=row.type.kind,
                kind_label=row.type.get_kind_display(),
                stage=row.stage,
                stage_label=row.get_stage_display() if viewer == Audience.ONLY_ME else _outward_stage(row.stage),
                body=row.body,
                awarded_year=row.awarded_on.year if row.awarded_on else None,
                will_help=row.will_help,
                certificate_seen_on=row.certificate_seen_on,
            )
            for row in rows
            if viewer == Audience.ONLY_ME or row.stage in OUTWARD_STAGES
        )
    }


def _outward_stage(stage: str) -> str:
    """Return how a stage is told to others: a renewal that is due is still held."""
    return "Held" if stage in HELD_STAGES else "Working towards"


def _read_equipment(technician: "Technician", viewer: Audience) -> dict[str, Any]:
    roles: dict[int, list[str]] = {}
    things = {}
    for row in technician.equipment_rows.all():
        if row.equipment.state != WordState.APPROVED:
            continue
        things[row.equipment_id] = row.equipment
        roles.setdefault(row.equipment_id, []).append(row.get_kind_display())
    return {
        "equipment": tuple(
            EquipmentView(pk, thing.name, thing.slug, thing.make, tuple(roles[pk])) for pk, thing in things.items()
        )
    }


def _read_offers(technician: "Technician", viewer: Audience) -> dict[str, Any]:
    return {"offers": tuple(OfferView(kind, label, words) for kind, label, words in technician.told_offers())}


def _read_contributions(technician: "Technician", viewer: Audience) -> dict[str, Any]:
    """That no credit was given is shown to the owner alone; others see the contribution itself, as one of which its
    owner would rather not say.
    """
    return {
        "orcid": technician.orcid,
        "contributions": tuple(
            ContributionView(
                kind=row.kind,
                kind_label=row.get_kind_display(),
                title=row.title,
                year=row.year,
                credit_label=(
                    row.get_credit_display() if viewer == Audience.ONLY_ME or row.credit not in UNTOLD_CREDITS else ""
                ),
                role_label=row.get_credit_role_display() if row.credit_role else "",
                doi=row.doi,
                link=row.url,
                detail=row.detail,
            )
            for row in technician.contributions.all()
        ),
    }


def _read_seats(technician: "Technician", viewer: Audience) -> dict[str, Any]:
    rows = technician.committee_seats.all()
    return {"seats": tuple(SeatView(row.committee, row.role, row.started_on, row.ended_on) for row in rows)}


def _read_achievements(technician: "Technician", viewer: Audience) -> dict[str, Any]:
    rows = technician.achievements.all()
    return {"achievements": tuple(AchievementView(row.title, row.year, row.detail, row.url) for row in rows)}


def _read_place(technician: "Technician", viewer: Audience) -> dict[str, Any]:
    return {
        "campus": technician.campus.name if technician.campus else "",
        "campus_slug": technician.campus.slug if technician.campus else "",
        "building": technician.building.name if technician.building else "",
        "room": technician.room,
        "working_pattern": technician.working_pattern,
    }


def _read_contact(technician: "Technician", viewer: Audience) -> dict[str, Any]:
    """The public's view holds no address to be gathered: `view_contact` gives it."""
    can_be_asked = bool(technician.email or technician.phone)
    if viewer == Audience.PUBLIC:
        return {"can_be_asked": can_be_asked}
    return {"can_be_asked": can_be_asked, "email": technician.email, "phone": technician.phone}


_READERS = {
    Section.PHOTO: _read_photo,
    Section.INTRODUCTION: _read_introduction,
    Section.ASK_ME_ABOUT: _read_ask,
    Section.SKILLS: _read_skills,
    Section.EQUIPMENT: _read_equipment,
    Section.OFFERS: _read_offers,
    Section.REGISTRATIONS: _read_registrations,
    Section.CONTRIBUTIONS: _read_contributions,
    Section.COMMITTEES: _read_seats,
    Section.ACHIEVEMENTS: _read_achievements,
    Section.PLACE: _read_place,
    Section.CONTACT: _read_contact,
}
