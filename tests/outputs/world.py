"""A small university in which every output can be asked for, its one subject holding a canary in every field."""

from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import TestCase
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image
from wagtail.models import Site

from plan.models import Endorsement, ReportedMeasure, Target
from portal.accounts.models import User
from portal.accounts.role_sync import sync_roles
from portal.core.models import Branding, Theme
from profiles.enums import (
    Audience,
    CheckState,
    Credit,
    DepartmentKind,
    DraftState,
    EquipmentRoleKind,
    OfferKind,
    ProblemState,
    ProfileState,
    RegistrationKind,
    RegistrationStage,
    RosterScope,
    Section,
    SkillLevel,
    WordState,
)
from profiles.models import (
    Achievement,
    Building,
    Campus,
    CertificateCheck,
    CommitteeSeat,
    Contribution,
    CpdRow,
    Department,
    Equipment,
    EquipmentAlias,
    EquipmentRole,
    Invitation,
    Offer,
    OldEquipmentSlug,
    OldSkillSlug,
    OldSlug,
    ProblemReport,
    Registration,
    RegistrationType,
    SectionDraft,
    Skill,
    SkillAlias,
    SkillGroup,
    Technician,
    TechnicianSkill,
)
from profiles.services.index import reindex_on_commit
from profiles.services.invitations import fingerprint
from profiles.services.photos import set_equipment_photo, set_photo
from profiles.services.rosters import start_applying, start_checking, upload_roster
from tests.factories.people import TechnicianFactory, UserFactory, show
from tests.outputs.award_world import add_awards
from tests.outputs.canaries import WORD
from tests.outputs.event_world import add_events
from tests.outputs.page_world import add_standard_pages
from tests.outputs.photo_uses import add_photo_uses
from tests.outputs.plan_evidence import add_evidence
from tests.outputs.plan_imports import add_plan_imports
from tests.outputs.plans import add_plans
from tests.outputs.read_rows import add_counts_and_search
from tests.outputs.story_people_world import add_story_people
from tests.outputs.story_world import add_stories
from tests.outputs.viewers import ROLE_OF, Viewer

PASSWORD = "workshop-door"
LINK = "a-link-that-was-sent-to-nell"


@dataclass
class World:
    """What addresses are built from: primary keys and slugs, plain values only, so that it can be written to JSON."""

    users: dict[str, int] = field(default_factory=dict)
    slug: str = ""
    old_slug: str = ""
    skill_slug: str = ""
    photo_token: str = ""
    technician: int = 0
    other: int = 0
    invited: int = 0
    invitation_token: str = ""
    things: dict[str, Any] = field(default_factory=dict)

    def user(self, viewer: Viewer) -> User | None:
        """Return whom this viewer signs in as; None for the visitor."""
        pk = self.users.get(viewer)
        return User.objects.get(pk=pk) if pk else None

    @property
    def subject(self) -> Technician:
        """Return the technician whose every field holds a canary."""
        return Technician.objects.get(pk=self.technician)


def build_world(audience: Audience = Audience.PUBLIC, state: ProfileState = ProfileState.LIVE) -> World:
    """Make the world; what is to happen on commit happens before this returns.

    All sections of the subject get this audience; `set_audiences` changes some afterwards.
    """
    world = World()
    with settled():
        sync_roles()
        _people(world)
        _subject(world, state)
        _others(world)
        show(world.subject, audience)
        reindex_on_commit([world.technician, world.other])
        _staff_lists(world)
        add_counts_and_search(world.skill_slug, world.things)
        world.things |= add_plan_imports(world.user(Viewer.PLAN_OWNER))
    return world


def set_audiences(world: World, audience: Audience, *sections: Section) -> None:
    """Set the audience of some sections of the subject, and index as a save of the profile would."""
    with settled():
        show(world.subject, audience, *sections)
        reindex_on_commit([world.technician])


def settled() -> Any:
    """Return a context after which all work due on commit is done, in a test's transaction as outside of one."""
    if transaction.get_connection().in_atomic_block:
        return TestCase.captureOnCommitCallbacks(execute=True)
    return transaction.atomic()


def _people(world: World) -> None:
    for viewer in Viewer:
        if viewer == Viewer.VISITOR:
            continue
        name = slugify(viewer)
        # The same first name for all, so that pages that do not differ by role are the same to the byte
        user = UserFactory(email=f"{name}@wexcombe.example", first_name="Sam", last_name="Harrow")
        if viewer in ROLE_OF:
            user.groups.add(Group.objects.get(name=ROLE_OF[viewer].label))
        if viewer == Viewer.SUPERUSER:
            User.objects.filter(pk=user.pk).update(is_superuser=True, is_staff=True)
        world.users[viewer] = user.pk
    owner, address = world.users[Viewer.OWNER], f"{WORD['user.email'].lower()}@wexcombe.example"
    User.objects.filter(pk=owner).update(
        first_name=WORD["user.first_name"], last_name=WORD["user.last_name"], email=address
    )
    EmailAddress.objects.filter(user_id=owner).update(email=address)


def _subject(world: World, state: ProfileState) -> None:
    faculty = Department.objects.create(
        name=f"Faculty of {WORD['faculty']}", slug=WORD["faculty"].lower(), kind=DepartmentKind.FACULTY
    )
    department = Department.objects.create(
        name=f"{WORD['department']} Department", slug=WORD["department"].lower(), parent=faculty
    )
    campus = Campus.objects.create(name=f"{WORD['campus']} Park", slug=WORD["campus"].lower())
    building = Building.objects.create(name=f"{WORD['building']} House", campus=campus)
    manager = TechnicianFactory(
        family_name=WORD["manager.family_name"], slug="someone-who-manages", department=department
    )
    subject = TechnicianFactory(
        state=state,
        user_id=world.users[Viewer.OWNER],
        department=department,
        campus=campus,
        building=building,
        manager=manager,
        email=f"{WORD['email'].lower()}@wexcombe.example",
        ask_me_about=[f"{WORD['ask_me_about']} and how to stop it", "Vacuum pumps"],
        start_date=date(1987, 3, 14),
        end_date=date(2093, 8, 23),
        slug=WORD["slug"].lower(),
        about=f"I look after {WORD['about']}.\n\nAnd I teach it.",
        **{name: WORD[name] for name in ("staff_number", "sso_id", "given_name", "preferred_name", "family_name")},
        **{name: WORD[name] for name in ("job_title", "grade", "job_family", "room", "pronouns", "headline")},
        **{name: WORD[name] for name in ("working_pattern", "phone", "orcid")},
    )
    OldSlug.objects.create(slug=WORD["old_slug"].lower(), technician=subject)
    world.technician, world.slug, world.old_slug = subject.pk, subject.slug, WORD["old_slug"].lower()
    _skills(world, subject)
    _equipment(world, subject)
    _work(world, subject)
    world.things["registration"] = _registrations(subject)
    _certificates(world, subject)
    photo = set_photo(subject, telling_jpeg(), f"{WORD['photo.alt_text']} at the bench")
    world.photo_token = photo.token
    world.things |= add_photo_uses(subject, User.objects.get(pk=world.users[Viewer.EDITOR]))


def _skills(world: World, subject: Technician) -> None:
    group = SkillGroup.objects.create(name="Canary keeping", slug="canary-keeping")
    skill = Skill.objects.create(name=WORD["skill"], slug=WORD["skill"].lower(), group=group)
    SkillAlias.objects.create(skill=skill, name="CANALIAS")
    TechnicianSkill.objects.create(technician=subject, skill=skill, level=SkillLevel.EXPERT, since=2004)
    suggested = Skill.objects.create(
        name=WORD["skill.suggested"], slug=WORD["skill.suggested"].lower(), group=group, state=WordState.SUGGESTED,
        suggested_by=subject, suggested_at=timezone.now(),
    )  # fmt: skip
    Skill.objects.create(
        name=WORD["skill.refused"], slug="refused-skill", group=group, state=WordState.REFUSED, suggested_by=subject,
        reason=WORD["skill.reason"], decided_at=timezone.now(),
    )  # fmt: skip
    OldSkillSlug.objects.create(slug="former-skill", skill=skill)
    TechnicianSkill.objects.create(technician=subject, skill=suggested, level=SkillLevel.CAN_DO)
    world.skill_slug = skill.slug
    world.things |= {"skill": skill.pk, "suggested_skill": suggested.pk, "skill_group": group.pk}


def _equipment(world: World, subject: Technician) -> None:
    thing = Equipment.objects.create(name=WORD["equipment"], slug=WORD["equipment"].lower(), maker="Fulmar", model="20")
    EquipmentAlias.objects.create(equipment=thing, name="CANKIT")
    EquipmentRole.objects.create(technician=subject, equipment=thing, kind=EquipmentRoleKind.RUNS)
    EquipmentRole.objects.create(technician=subject, equipment=thing, kind=EquipmentRoleKind.TRAINS)
    name = WORD["equipment.suggested"]
    suggested = Equipment.objects.create(
        name=name, slug=slugify(name), state=WordState.SUGGESTED, suggested_by=subject, suggested_at=timezone.now()
    )
    OldEquipmentSlug.objects.create(slug="former-kit", equipment=thing)
    EquipmentRole.objects.create(technician=subject, equipment=suggested, kind=EquipmentRoleKind.RUNS)
    world.things["equipment_photo"] = set_equipment_photo(thing, telling_jpeg(), "The thing itself").token
    world.things |= {"equipment": thing.pk, "equipment_slug": thing.slug, "suggested_equipment": suggested.pk}


def _work(world: World, subject: Technician) -> None:
    offer = Offer.objects.create(technician=subject, kind=OfferKind.MENTORING, words=WORD["offer.words"])
    work = Contribution.objects.create(
        technician=subject,
        title=WORD["contribution.title"],
        year=2011,
        detail=WORD["contribution.detail"],
        credit=Credit.ACKNOWLEDGED,
    )
    seat = CommitteeSeat.objects.create(
        technician=subject, committee=WORD["seat.committee"], role=WORD["seat.role"], started_on=date(2012, 5, 6)
    )
    done = Achievement.objects.create(
        technician=subject, title=WORD["achievement.title"], year=2013, detail=WORD["achievement.detail"]
    )
    learned = CpdRow.objects.create(
        technician=subject, date=date(2014, 7, 8), title=WORD["cpd.title"], hours=2, reflection=WORD["cpd.reflection"]
    )
    world.things |= {"offer": offer.pk, "contribution": work.pk, "seat": seat.pk, "achievement": done.pk}
    world.things["cpd"] = learned.pk
    draft = SectionDraft.objects.create(
        technician=subject,
        section=Section.INTRODUCTION,
        author=UserFactory(email="somebody.else@wexcombe.example"),
        fields={"headline": WORD["draft.fields"], "about": ""},
        note=WORD["draft.note"],
    )
    SectionDraft.objects.create(
        technician=subject,
        section=Section.ASK_ME_ABOUT,
        author=draft.author,
        fields={"topics": WORD["draft.fields"]},
        state=DraftState.REFUSED,
        answer=WORD["draft.answer"],
    )
    report = ProblemReport.objects.create(
        technician=subject, words=WORD["report.words"], reply_to=f"{WORD['report.reply_to'].lower()}@wexcombe.example"
    )
    ProblemReport.objects.create(
        technician=subject, words="Long ago", state=ProblemState.CLOSED, outcome=WORD["report.outcome"]
    )
    world.things |= {"draft": draft.pk, "report": report.pk}


def _registrations(subject: Technician) -> int:
    kind = RegistrationType.objects.create(
        post_nominals=WORD["post_nominals"],
        name=WORD["registration"],
        kind=RegistrationKind.REGISTRATION,
        licensing_bodies="Science Council",
    )
    held = Registration.objects.create(
        technician=subject,
        type=kind,
        stage=RegistrationStage.HELD,
        body=WORD["registration.body"],
        awarded_on=date(2009, 2, 17),
        renewal_due_on=date(2091, 11, 13),
        renewed_on=date(2012, 10, 23),
        certificate_seen_on=date(2017, 6, 19),
        will_help=True,
    )
    return held.pk


def _certificates(world: World, subject: Technician) -> None:
    """Make registrations of which a steward is asked to see the certificate, could not see it, or need not."""
    seen = subject.registrations.get()
    CertificateCheck.objects.create(registration=seen, state=CheckState.SEEN, how=WORD["check.former"])
    name = WORD["asked.registration"]
    kind = RegistrationType.objects.create(post_nominals="CKp", name=name, kind=RegistrationKind.MEMBERSHIP)
    held = {"technician": subject, "stage": RegistrationStage.HELD}
    asked = Registration.objects.create(
        type=kind,
        body=WORD["asked.body"],
        awarded_on=date(2008, 4, 21),
        renewal_due_on=date(2089, 9, 29),
        **held,
    )
    check = CertificateCheck.objects.create(registration=asked, how=f"{WORD['check.how']}, on Tuesday")
    other = RegistrationType.objects.create(post_nominals="FKp", name="Fellow keeper", kind=RegistrationKind.FELLOWSHIP)
    refused = Registration.objects.create(type=other, awarded_on=date(2020, 1, 1), **held)
    CertificateCheck.objects.create(
        registration=refused, state=CheckState.NOT_SEEN, how="By post", answer=WORD["check.answer"],
        decided_at=timezone.now(),
    )  # fmt: skip
    going = RegistrationType.objects.create(post_nominals="PKp", name="Prime keeper", kind=RegistrationKind.MEMBERSHIP)
    on_the_way = Registration.objects.create(technician=subject, type=going, stage=RegistrationStage.INTERESTED)
    world.things |= {"asked_registration": asked.pk, "check": check.pk, "refused_registration": refused.pk}
    world.things["registration_on_the_way"] = on_the_way.pk


def _others(world: World) -> None:
    """Make another technician, live and plain, and somebody who is invited."""
    department = Department.objects.create(name="Chemistry", slug="chemistry")
    other = TechnicianFactory(
        state=ProfileState.LIVE,
        user_id=world.users[Viewer.OTHER_TECHNICIAN],
        given_name="Idris",
        family_name="Vale",
        slug="idris-vale",
        department=department,
    )
    show(other, Audience.PUBLIC)
    invited = TechnicianFactory(
        given_name="Nell",
        family_name="Ferris",
        slug="nell-ferris",
        department=department,
        email="nell@wexcombe.example",
        manager=other,
    )
    Invitation.objects.create(technician=invited, email=invited.email, token=fingerprint(LINK))
    world.other, world.invited, world.invitation_token = other.pk, invited.pk, LINK
    site = Site.objects.get(is_default_site=True)
    theme = Theme.objects.create(name="Being seen", slug="being-seen")
    world.things |= add_plans(theme, User.objects.get(pk=world.users[Viewer.OWNER]))
    add_standard_pages()
    add_evidence(world.things["action"], world.subject)
    kept = {"endorsement": Endorsement, "target": Target, "reported_measure": ReportedMeasure}
    world.things |= {name: model.objects.values_list("pk", flat=True)[0] for name, model in kept.items()}
    world.things |= {"theme": theme.pk, "registration_type": RegistrationType.objects.get(name=WORD["registration"]).pk}
    world.things |= {"campus": world.subject.campus_id, "building": world.subject.building_id}
    world.things |= {"department": department.pk, "site": site.pk, "home_page": site.root_page_id}
    skill = Skill.objects.get(slug=world.skill_slug)
    world.things |= add_stories(site.root_page_id, skill, world.subject.department, theme, world.user(Viewer.COLLEAGUE))
    world.things |= add_story_people(world.subject, world.user(Viewer.WRITER))
    world.things |= add_events(world.subject, skill, theme, world.user(Viewer.OWNER))
    world.things |= add_awards(world)
    world.things["branding"] = Branding.for_site(site).pk


def _staff_lists(world: World) -> None:
    """Bring three files of a department of its own: one to be matched, one checked, one applied."""
    glass = Department.objects.create(name="Glassworks", slug="glassworks")
    steward = world.user(Viewer.STEWARD)
    lines = ["Employee No,Surname,Forename,Email,Job title,Dept"]
    lines.append("G100,Marsh,Joan,joan.marsh@wexcombe.example,Glassblower,Glassworks")
    file = "\n".join([*lines, ",Nobody,,not-an-address,,"]).encode()
    for state in ("uploaded", "applied", "preview"):
        roster = upload_roster(ContentFile(file, name="glass.csv"), RosterScope.DEPARTMENTS, [glass], steward)
        if state != "uploaded":
            start_checking(roster, at_once=True)
        if state == "applied":
            start_applying(roster, confirmed_gone=True, user=steward, at_once=True)
        roster.refresh_from_db()
        assert roster.state == state, roster.problem
        world.things[f"roster_{state}"] = roster.pk


def telling_jpeg() -> bytes:
    """Return a small JPEG as a phone would make it, which says in its EXIF who took it and where."""
    picture = Image.linear_gradient("L").resize((500, 600)).convert("RGB")
    exif = Image.Exif()
    exif[0x010E] = WORD["photo.exif"]  # ImageDescription
    exif[0x013B] = WORD["photo.file_name"]  # Artist
    exif.get_ifd(0x8825)[1] = "N"  # GPSLatitudeRef
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=WORD["photo.exif"].encode())
    return out.getvalue()
