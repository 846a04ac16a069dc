"""What the list of sections shows of each: a summary in a line or two, its audience, where it is edited."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models
from django.urls import reverse

from profiles.enums import HELD_STAGES, Audience, ProfileState, Section
from profiles.models import Technician
from profiles.visibility import ProfileView, preview_profile, section_audiences

SLUGS = {section: section.value.replace("_", "-") for section in Section}
SECTIONS = {slug: section for section, slug in SLUGS.items()}
_SHOWN_SKILLS = 6
_SHOWN_ROWS = 3


@dataclass(frozen=True)
class SectionRow:
    """One section in the list."""

    section: Section
    summary: str
    empty: str
    audience: Audience

    @property
    def slug(self) -> str:
        """Return the section's part of the address."""
        return SLUGS[self.section]

    @property
    def label(self) -> str:
        """Return its name."""
        return str(self.section.label)

    @property
    def edit_url(self) -> str:
        """Return where it is edited."""
        return reverse("me_section", args=[self.slug])

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Return the stops of the switch."""
        return [(audience.value, str(audience.label)) for audience in Audience]


def _join(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _basics(technician: Technician) -> str:
    department = technician.department.name if technician.department else ""
    return _join(technician.display_name, technician.pronouns, technician.job_title, department)


def _photo(technician: Technician) -> str:
    photo = getattr(technician, "photo", None)
    return (photo.alt_text or "A photo; nobody has said yet what it shows") if photo else ""


def _introduction(technician: Technician) -> str:
    words = len(technician.about.split())
    return " ".join(part for part in (technician.headline, f"({words} words below it)" if words else "") if part)


def _skills(technician: Technician) -> str:
    names = [row.skill.name for row in technician.skill_rows.all()]
    more = len(names) - _SHOWN_SKILLS
    return _join(*names[:_SHOWN_SKILLS]) + (f" and {more} more" if more > 0 else "")


def _registrations(technician: Technician) -> str:
    rows = technician.registrations.all()
    return _join(
        *(
            row.type.post_nominals
            if row.stage in HELD_STAGES
            else f"{row.type.post_nominals} ({row.get_stage_display().lower()})"
            for row in rows
        )
    )


def _equipment(technician: Technician) -> str:
    return _join(*dict.fromkeys(row.equipment.name for row in technician.equipment_rows.all()))


def _titles(rows: Iterable[models.Model | str]) -> str:
    """Return the first few of some rows by name, and how many more there are."""
    names = [str(row) for row in rows]
    more = len(names) - _SHOWN_ROWS
    return "; ".join(names[:_SHOWN_ROWS]) + (f" and {more} more" if more > 0 else "")


def _contributions(technician: Technician) -> str:
    orcid = f"ORCID iD {technician.orcid}" if technician.orcid else ""
    return "; ".join(part for part in (_titles(technician.contributions.all()), orcid) if part)


def _place(technician: Technician) -> str:
    campus = technician.campus.name if technician.campus else ""
    building = technician.building.name if technician.building else ""
    return _join(campus, " ".join(part for part in (building, technician.room) if part), technician.working_pattern)


_SUMMARIES: dict[Section, tuple[Callable[[Technician], str], str]] = {
    Section.BASICS: (_basics, ""),
    Section.PHOTO: (_photo, "No photo. Your initials stand in its place."),
    Section.INTRODUCTION: (_introduction, "Nothing yet: one line under your name, and more if you like."),
    Section.ASK_ME_ABOUT: (lambda t: "; ".join(t.ask_me_about), "Nothing yet: a few lines in your own words."),
    Section.SKILLS: (_skills, "None yet. They are how people find you."),
    Section.REGISTRATIONS: (_registrations, "None yet: registrations, memberships, fellowships, statutory roles."),
    Section.EQUIPMENT: (_equipment, "None yet: what you run, look after, or train people on."),
    Section.OFFERS: (
        lambda t: _titles(label for _, label, _ in t.told_offers()),
        "Nothing yet: mentoring, shadowing, answers to questions.",
    ),
    Section.CONTRIBUTIONS: (_contributions, "None yet: papers, grants, exhibitions, talks, and how you were credited."),
    Section.COMMITTEES: (lambda t: _titles(t.committee_seats.all()), "None yet: committees, boards, working groups."),
    Section.ACHIEVEMENTS: (lambda t: _titles(t.achievements.all()), "None yet: whatever you are proud of."),
    Section.PLACE: (_place, "Nothing yet: campus, building, room, and when you are there."),
    Section.CONTACT: (lambda t: _join(t.email, t.phone), ""),
}


def section_row(technician: Technician, section: Section) -> SectionRow:
    """Return one section's row."""
    read, empty = _SUMMARIES[section]
    return SectionRow(section, read(technician), empty, section_audiences(technician)[section])


def section_rows(technician: Technician) -> list[SectionRow]:
    """Return all sections in order. Load the technician with `for_owner()`."""
    return [section_row(technician, section) for section in Section]


def filled_sections(technician: Technician) -> frozenset[Section]:
    """Return the sections that hold anything. The contact section counts from a telephone number on."""
    filled = {section for section, (read, _) in _SUMMARIES.items() if read(technician)}
    return frozenset(filled if technician.phone else filled - {Section.CONTACT})


@dataclass(frozen=True)
class Standing:
    """Where a profile stands, and who would see what of it."""

    state: ProfileState
    public: ProfileView | None
    colleagues: ProfileView | None

    @property
    def is_live(self) -> bool:
        """Say whether it is switched on."""
        return self.state == ProfileState.LIVE

    @property
    def is_hidden(self) -> bool:
        """Say whether its owner hid it."""
        return self.state == ProfileState.HIDDEN

    @property
    def nobody_sees(self) -> bool:
        """Say whether it shows nothing to anybody, were it live."""
        return self.colleagues is None

    @property
    def public_count(self) -> int:
        """Return how many sections the public sees."""
        return len(self.public.sections) if self.public else 0

    @property
    def colleagues_count(self) -> int:
        """Return how many sections colleagues see."""
        return len(self.colleagues.sections) if self.colleagues else 0


def standing(technician: Technician) -> Standing:
    """Return where the profile stands."""
    return Standing(
        ProfileState(technician.state),
        preview_profile(technician, Audience.PUBLIC),
        preview_profile(technician, Audience.COLLEAGUES),
    )


def held_back_by_name(technician: Technician) -> list[Section]:
    """Return sections meant for more people than the name is: they are shown only as far as the name goes."""
    width = {Audience.ONLY_ME: 0, Audience.COLLEAGUES: 1, Audience.PUBLIC: 2}
    audiences = section_audiences(technician)
    return [section for section in Section if width[audiences[section]] > width[audiences[Section.BASICS]]]
