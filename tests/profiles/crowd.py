"""Many live technicians at once, made in bulk, for tests of cost and speed."""

from profiles.enums import Audience, DepartmentKind, ProfileState, RegistrationStage, Section
from profiles.models import (
    Campus,
    Department,
    Registration,
    RegistrationType,
    SectionAudience,
    Skill,
    SkillGroup,
    Technician,
    TechnicianSkill,
)
from profiles.services.index import rebuild
from tests.factories.people import accounts_of

SKILLS, DEPARTMENTS, CAMPUSES, REGISTRATIONS = 60, 20, 3, 6


def crowd(number: int) -> list[Technician]:
    """Make and index this many more live technicians, everything public; values repeat in a fixed pattern."""
    start = Technician.objects.count()
    skills, departments, campuses, types = _vocabulary()
    numbers = range(start, start + number)
    owners = accounts_of(f"crowd{n}@wexcombe.example" for n in numbers)
    people = Technician.objects.bulk_create(
        Technician(
            user=owner,
            staff_number=f"C{n:06d}",
            email=f"crowd{n}@wexcombe.example",
            given_name=f"Given{n % 97}",
            family_name=f"Family{n % 1013}",
            slug=f"crowd-{n}",
            job_title=("Workshop technician", "Laboratory technician", "Studio technician")[n % 3],
            headline="I keep things running, and say so in a sentence of some length.",
            ask_me_about=["setting up", "mending"],
            department=departments[n % DEPARTMENTS],
            campus=campuses[n % CAMPUSES],
            state=ProfileState.LIVE,
        )
        for n, owner in zip(numbers, owners, strict=True)
    )
    SectionAudience.objects.bulk_create(
        SectionAudience(technician=person, section=section, audience=Audience.PUBLIC)
        for person in people
        for section in Section
    )
    TechnicianSkill.objects.bulk_create(
        TechnicianSkill(technician=person, skill=skills[(n * 7 + k * 11) % SKILLS], level=k % 4 + 1)
        for n, person in enumerate(people)
        for k in range(5)
    )
    Registration.objects.bulk_create(
        Registration(technician=person, type=types[n % REGISTRATIONS], stage=RegistrationStage.HELD)
        for n, person in enumerate(people)
        if n % 3 == 0
    )
    rebuild()
    return people


def _vocabulary() -> tuple[list[Skill], list[Department], list[Campus], list[RegistrationType]]:
    if not Campus.objects.filter(slug="crowd-0").exists():
        group = SkillGroup.objects.create(name="Crowd", slug="crowd")
        Skill.objects.bulk_create(
            Skill(name=f"Skill{n} microscopy" if n % 4 == 0 else f"Skill{n} making", slug=f"crowd-{n}", group=group)
            for n in range(SKILLS)
        )
        faculty = Department.objects.create(name="Crowd faculty", slug="crowd-f", kind=DepartmentKind.FACULTY)
        Department.objects.bulk_create(
            Department(name=f"Crowd department {n}", slug=f"crowd-{n}", parent=faculty) for n in range(DEPARTMENTS)
        )
        Campus.objects.bulk_create(Campus(name=f"Crowd campus {n}", slug=f"crowd-{n}") for n in range(CAMPUSES))
        RegistrationType.objects.bulk_create(
            RegistrationType(post_nominals=f"CR{n}", name=f"Crowd registration {n}", kind="registration")
            for n in range(REGISTRATIONS)
        )
    return (
        list(Skill.objects.filter(slug__startswith="crowd-").order_by("pk")),
        list(Department.objects.filter(slug__startswith="crowd-", parent__isnull=False).order_by("pk")),
        list(Campus.objects.filter(slug__startswith="crowd-").order_by("pk")),
        list(RegistrationType.objects.filter(post_nominals__startswith="CR").order_by("pk")),
    )
