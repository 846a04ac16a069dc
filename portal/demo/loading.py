"""Loading the sample university: its staff list by the real import, then what its technicians wrote."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from functools import cache
from io import StringIO
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from portal.accounts.models import User
from portal.core.models import Branding
from portal.core.roles import Role
from portal.demo.awards import write_awards
from portal.demo.counts import write_counts
from portal.demo.drawing import Drawings, DrawnPhoto, drawing_beside
from portal.demo.equipment import write_equipment
from portal.demo.events import write_events
from portal.demo.home import write_home
from portal.demo.pages import write_pages
from portal.demo.plans import take_last_readings, write_plans
from portal.demo.sample import STAFF_LIST, portrait_in_words, portraits, profiles, scene_names
from portal.demo.stories import hang_pictures, write_stories
from portal.demo.work import write_work
from profiles.enums import CLAIMED_STATES, Audience, ProfileState, RegistrationStage, Section, SkillLevel
from profiles.models import (
    CertificateCheck,
    Photo,
    Registration,
    RegistrationType,
    SectionAudience,
    Skill,
    Technician,
    TechnicianSkill,
)
from profiles.reference_data import load_facts
from profiles.services.index import reindex_on_commit
from profiles.services.photos import put_photo

PASSWORD = "wexcombe-demo"  # noqa: S105 (sample accounts on one's own machine, printed at the start)

# One account a role. The technician's is one of the people on the staff list.
TECHNICIAN_ACCOUNT = "n.hallworthy@wexcombe.example"
STAFF_ACCOUNTS: dict[Role, tuple[str, str, str]] = {
    Role.PROFILE_STEWARD: ("steward@wexcombe.example", "Orla", "Fenwright"),
    Role.COMMUNICATIONS_EDITOR: ("editor@wexcombe.example", "Idris", "Calloway-Moss"),
    Role.STORY_WRITER: ("writer@wexcombe.example", "Maren", "Tolliver"),
    Role.PLAN_OWNER: ("plan@wexcombe.example", "Verity", "Stanbourne"),
    Role.AWARD_ORGANISER: ("awards@wexcombe.example", "Tunde", "Ashgrave"),
    Role.EVENT_ORGANISER: ("events@wexcombe.example", "Saoirse", "Linfold"),
    Role.SITE_MANAGER: ("manager@wexcombe.example", "Piotr", "Hathersage"),
}
COLLEAGUE_ACCOUNT = ("colleague@wexcombe.example", "Beatrix", "Olumide-Hart")


def sample_accounts() -> list[tuple[str, str]]:
    """Return (role, email address) of the sample accounts; their password is PASSWORD."""
    accounts = [("Technician", TECHNICIAN_ACCOUNT), ("Colleague", COLLEAGUE_ACCOUNT[0])]
    return accounts + [(role.label, account[0]) for role, account in STAFF_ACCOUNTS.items()]


def load_sample_university(drawings: Drawings | None = None) -> bool:
    """Load what is not there yet and say whether anything was; each step is whole or not at all.

    Somebody who stopped it half-way starts it again and gets the rest; what was changed since is left as it is.
    `drawings` are portraits and pictures of the files where they are being drawn already.
    """
    if Photo.objects.exists():
        return False
    with drawing_of_samples() if drawings is None else nullcontext(drawings) as drawn:
        write_sample_university()
        hang_photos(drawn.photos)
        hang_pictures(drawn.scenes)
    return True


def drawing_of_samples() -> AbstractContextManager[Drawings]:
    """Begin to draw all that the sample university shows."""
    return drawing_beside(list(portraits().values()), scene_names())


def write_sample_university() -> None:
    """Load the staff list, and what people wrote; each unless it is there."""
    if not Technician.objects.exists():
        load_facts()
        call_command("sync_roles", verbosity=0, stdout=StringIO())
        call_command("import_roster", str(STAFF_LIST), add_departments=True, verbosity=0, stdout=StringIO())
    if not Branding.objects.exists():
        with transaction.atomic():
            set_branding()
            make_accounts()
            write_profiles(profiles())
            write_equipment(User.objects.get(email=STAFF_ACCOUNTS[Role.COMMUNICATIONS_EDITOR][0]))
            write_work()
            write_plans()
            write_pages()
            write_stories(User.objects.get(email=STAFF_ACCOUNTS[Role.COMMUNICATIONS_EDITOR][0]))
            write_events(User.objects.get(email=STAFF_ACCOUNTS[Role.EVENT_ORGANISER][0]))
            write_awards(User.objects.get(email=STAFF_ACCOUNTS[Role.AWARD_ORGANISER][0]))
            write_home()
            write_counts()
            take_last_readings()


def set_branding() -> None:
    """Give the site the name of the University of Wexcombe."""
    branding = Branding.for_site(Site.objects.get(is_default_site=True))
    branding.site_name = "Wexcombe Technicians"
    branding.university_name = "University of Wexcombe"
    branding.contact_email = "technicians@wexcombe.example"
    branding.save()


def make_accounts() -> None:
    """Make the sample accounts that are no technician's."""
    for role, (email, given, family) in STAFF_ACCOUNTS.items():
        make_user(email, given, family, with_password=True).groups.add(Group.objects.get(name=role.label))
    make_user(*COLLEAGUE_ACCOUNT, with_password=True)


@cache
def _password_hash() -> str:
    """Return the hash of the one password of all sample accounts, made once: it is slow on purpose."""
    return make_password(PASSWORD)


def make_user(email: str, given: str, family: str, *, with_password: bool = False) -> User:
    """Make a user with a confirmed address."""
    user = User(email=email, first_name=given, last_name=family)
    if with_password:
        user.password = _password_hash()
    else:
        user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def write_profiles(written: dict[str, dict[str, Any]]) -> None:
    """Write each technician's profile, as its owner would have."""
    people = {person.staff_number: person for person in Technician.objects.all()}
    skills = {skill.name: skill for skill in Skill.objects.all()}
    types = {kind.post_nominals: kind for kind in RegistrationType.objects.all()}
    technician_group = Group.objects.get(name=Role.TECHNICIAN.label)
    now = timezone.now()
    for order, (number, words) in enumerate(written.items()):
        person = people[number]
        write_words(person, words)
        person.state = ProfileState(words.get("state", ProfileState.INVITED))
        if person.state in CLAIMED_STATES:
            person.user = make_user(
                person.email,
                person.chosen_name,
                person.family_name,
                with_password=person.email == TECHNICIAN_ACCOUNT,
            )
            person.user.groups.add(technician_group)
            person.claimed_at = now - timedelta(days=200)
        # Spread over the last months, the first in the files the latest, so that lists have an order to show
        person.profile_updated_at = now - timedelta(days=order * 3, hours=order)
        person.save()
        write_rows(person, words, skills, types)
    # The one who can be signed in as: an address that is nobody's would leave the demo without a technician
    User.objects.get(email=TECHNICIAN_ACCOUNT)
    reindex_on_commit(person.pk for person in people.values())


def write_words(person: Technician, words: dict[str, Any]) -> None:
    """Set the plain fields."""
    for name in ("pronouns", "headline", "about", "phone", "working_pattern"):
        setattr(person, name, words.get(name, ""))
    person.about = person.about.strip()
    person.ask_me_about = words.get("ask_me_about", [])
    if words.get("preferred_name"):
        person.preferred_name = words["preferred_name"]
        person.typed_fields = ["preferred_name"]


def write_rows(
    person: Technician, words: dict[str, Any], skills: dict[str, Skill], types: dict[str, RegistrationType]
) -> None:
    """Add skills, registrations and audiences."""
    TechnicianSkill.objects.bulk_create(
        TechnicianSkill(
            technician=person,
            skill=skills[row["name"]],
            level=SkillLevel[row["level"].upper()],
            since=row.get("since"),
        )
        for row in words.get("skills", [])
    )
    for row in words.get("registrations", []):
        registration = Registration.objects.create(
            technician=person,
            type=types[row["type"]],
            stage=RegistrationStage(row["stage"]),
            body=row.get("body", ""),
            awarded_on=row.get("awarded"),
            renewal_due_on=row.get("renewal_due"),
            will_help=row.get("will_help", False),
            certificate_seen_on=row.get("certificate_seen"),
        )
        if "certificate_asked" in row:
            CertificateCheck.objects.create(registration=registration, how=row["certificate_asked"])
    SectionAudience.objects.bulk_create(
        SectionAudience(technician=person, section=Section(section), audience=Audience(audience))
        for section, audience in words.get("audience", {}).items()
    )


def hang_photos(drawn: Iterator[DrawnPhoto]) -> None:
    """Give everybody who has a portrait described what was drawn of it."""
    people = {person.staff_number: person for person in Technician.objects.all()}
    for (number, table), photo in zip(portraits().items(), drawn, strict=True):
        person = people[number]
        put_photo(person, photo.picture, portrait_in_words(person.chosen_name, table), photo.sizes)
