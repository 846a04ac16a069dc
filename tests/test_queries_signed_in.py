"""How many queries the lists behind the sign-in cost: the same for one row as for thirty."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.core.models import PortalImage, Theme
from profiles.enums import CheckState, RegistrationStage, RosterState, RowOutcome
from profiles.models import (
    CertificateCheck,
    Equipment,
    Invitation,
    Photo,
    PhotoReuse,
    Registration,
    RegistrationType,
    RosterImport,
    SectionDraft,
    Skill,
    SkillAlias,
    Technician,
)
from profiles.services.rosters import undo_roster
from tests.factories.people import (
    BuildingFactory,
    CampusFactory,
    DepartmentFactory,
    SkillFactory,
    SkillGroupFactory,
    TechnicianFactory,
    UserFactory,
    live_technician,
)
from tests.profiles.roster.conftest import applied, checked, csv_bytes, row

pytestmark = pytest.mark.django_db


def assert_same_cost(client: Client, address_of: Callable[[range], str], words: str, a_page: int = 30) -> None:
    """Visit with one row, then with thirty; the words of the last row on the page show that it holds them."""
    costs = []
    for numbers in (range(1), range(1, 30)):
        address = address_of(numbers)
        client.get(address)  # the name and look, and content types, are kept from the first time on
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        assert answer.status_code == 200
        assert words.format(min(numbers[-1], a_page - 1)) in answer.content.decode()
        costs.append([query["sql"] for query in captured.captured_queries])
    assert len(costs[0]) == len(costs[1]), "\n".join(costs[1])


@pytest.fixture
def admin(client: Client) -> Client:
    """Return the browser of somebody who may do everything."""
    client.force_login(UserFactory(is_superuser=True, first_name="Root"))
    return client


# --- the staff list's imports ---------------------------------------------------------------------------------------


def every_outcome(numbers: range) -> RosterImport:
    """Check a list in which each outcome has as many rows as there are numbers, and as many unknown departments."""
    for n in numbers:
        TechnicianFactory(staff_number=f"G{n}", given_name="Gone", family_name=f"Person{n}")
        TechnicianFactory(staff_number=f"R{n}", state="left", left_at=timezone.now())
        unchanged = {"given_name": "Ana", "family_name": "Silva", "job_title": "Technician", "department": None}
        TechnicianFactory(staff_number=f"U{n}", email=f"u{n}@wexcombe.example", **unchanged)
        TechnicianFactory(staff_number=f"C{n}", email=f"c{n}@wexcombe.example")
    everybody = range(numbers[-1] + 1)
    kinds = {"N": {}, "R": {}, "U": {}, "C": {}, "F": {"email": "nobody"}}
    lines = [row(f"{kind}{n}", **cells) for kind, cells in kinds.items() for n in everybody]
    return checked(csv_bytes([*lines, *(row(f"X{n}", department=f"Unknown {n}") for n in everybody)]))


@pytest.mark.parametrize("outcome", ["", *(outcome for outcome in RowOutcome if outcome is not RowOutcome.SKIPPED)])
def test_a_preview(admin: Client, outcome: str) -> None:
    seen = {}

    def address(numbers: range) -> str:
        roster = every_outcome(numbers)
        seen[numbers[-1]] = roster.counts
        return reverse("staff_list:import", args=[roster.pk]) + (f"?outcome={outcome}" if outcome else "")

    assert_same_cost(admin, address, "Unknown {}")
    if outcome:
        assert [seen[last][outcome] for last in (0, 29)] == [2, 60] if outcome == RowOutcome.REFUSED else [1, 30]


def people(numbers: range) -> bytes:
    return csv_bytes([row(f"W{n}", family=f"Silva{n}") for n in range(numbers[-1] + 1)])


@pytest.mark.parametrize("screen", ["import", "undo"])
def test_a_result_and_what_undoing_would_do(admin: Client, screen: str) -> None:
    def address(numbers: range) -> str:
        Technician.objects.all().delete()
        return reverse(f"staff_list:{screen}", args=[applied(people(numbers)).pk])

    assert_same_cost(admin, address, "Silva{}" if screen == "import" else "New people (")


def test_what_undoing_kept(admin: Client) -> None:
    def address(numbers: range) -> str:
        roster = applied(people(numbers))
        for person in Technician.objects.filter(user=None):
            Technician.objects.filter(pk=person.pk).update(user=UserFactory(), state="draft")
        undo_roster(roster, None)
        assert len(roster.undo_report) == len(numbers)
        return reverse("staff_list:import", args=[roster.pk])

    assert_same_cost(admin, address, "Silva{}")


def test_the_list_of_imports(admin: Client) -> None:
    def address(numbers: range) -> str:
        for n in numbers:
            RosterImport.objects.create(
                file_name=f"list{n}.csv", scope="whole", state=RosterState.CANCELLED, uploaded_by=UserFactory()
            )
        return reverse("staff_list:index")

    assert_same_cost(admin, address, "list{}.csv")


def test_the_unclaimed(admin: Client) -> None:
    def address(numbers: range) -> str:
        for n in numbers:
            person = TechnicianFactory(family_name=f"Silva{n}", department=DepartmentFactory())
            Invitation.objects.create(technician=person, email=person.email, token=f"token {n}")
        return reverse("unclaimed:index")

    assert_same_cost(admin, address, "Silva{}")


def test_certificates_that_wait(admin: Client) -> None:
    def address(numbers: range) -> str:
        for n in numbers:
            kind = RegistrationType.objects.create(post_nominals=f"REG{n}", name=f"Name {n}", kind="registration")
            held = Registration.objects.create(technician=live_technician(), type=kind, stage=RegistrationStage.HELD)
            CertificateCheck.objects.create(registration=held, how="By post")
        return reverse("certificates:index")

    assert_same_cost(admin, address, "REG{}")


def photo_use(n: int, **fields: object) -> PhotoReuse:
    """Make a request of an editor of its own for the photo of a technician of its own."""
    person = fields.pop("technician", None) or live_technician(family_name=f"Silva{n:02}")
    until = timezone.localdate() + timedelta(days=20)
    return PhotoReuse.objects.create(
        technician=person, editor=UserFactory(), purpose=f"Poster {n:02}", until=until, **fields
    )


@pytest.mark.parametrize("part", ["asked", "agreed", "soon", "refused", "ended"])
def test_uses_of_photos(admin: Client, part: str) -> None:
    state = {"soon": "agreed", "ended": "withdrawn"}.get(part, part)

    def address(numbers: range) -> str:
        for n in numbers:
            copy = PortalImage.objects.create(title=f"Copy {n}", width=5, height=6) if state == "agreed" else None
            photo_use(n, state=state, ended_at=timezone.now() if part == "ended" else None, copy=copy)
        return reverse("photo_uses:index") + f"?show={part}"

    assert_same_cost(admin, address, "Silva{:02}")


def test_whom_to_ask_for_a_photo(admin: Client) -> None:
    def address(numbers: range) -> str:
        for n in numbers:
            person = live_technician(family_name=f"Silva{n:02}")
            Photo.objects.create(technician=person, title="Photo", width=5, height=6)
        return reverse("photo_uses:find")

    assert_same_cost(admin, address, "Silva{:02}")


# --- one's own page -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/me/", "/me/profile/", "/me/profile/registrations/"])
def test_registrations_that_are_due(client: Client, path: str) -> None:
    technician = live_technician()
    client.force_login(technician.user)

    def address(numbers: range) -> str:
        for n in numbers:
            kind = RegistrationType.objects.create(
                post_nominals=f"REG{n}", name=f"Registration {n}", kind="registration"
            )
            Registration.objects.create(
                technician=technician,
                type=kind,
                stage=RegistrationStage.HELD,
                renewal_due_on=timezone.localdate() + timedelta(days=n),
            )
        return path

    assert_same_cost(client, address, "REG{}")


def test_answers_and_drafts_that_wait(client: Client) -> None:
    technician = live_technician()
    client.force_login(technician.user)

    def address(numbers: range) -> str:
        for n in numbers:
            refused = {"state": "refused", "reason": f"Reason {n}", "decided_at": timezone.now()}
            SkillFactory(name=f"Word {n}", suggested_by=technician, **refused)
            SectionDraft.objects.create(
                technician=technician, section="introduction", fields={}, author=UserFactory(first_name=f"Author{n}")
            )
            kind = RegistrationType.objects.create(post_nominals=f"REG{n}", name=f"Name {n}", kind="registration")
            held = Registration.objects.create(technician=technician, type=kind, stage=RegistrationStage.HELD)
            CertificateCheck.objects.create(registration=held, state=CheckState.NOT_SEEN, answer=f"Answer {n}")
        page = client.get("/me/").content.decode()
        for words in ("Reason {}", "Author{}", "Answer {}"):
            assert words.format(numbers[-1]) in page
        return "/me/"

    assert_same_cost(client, address, "Answer {}")


@pytest.mark.parametrize("path", ["/me/", "/me/profile/photo/uses/"])
@pytest.mark.parametrize("state", ["asked", "agreed", "refused"])
def test_uses_of_ones_photo(client: Client, path: str, state: str) -> None:
    technician = live_technician()
    client.force_login(technician.user)

    def address(numbers: range) -> str:
        for n in numbers:
            photo_use(n, technician=technician, state=state)
        return path

    assert_same_cost(client, address, "Poster {:02}" if state == "asked" or path != "/me/" else "")


# --- shared words, users --------------------------------------------------------------------------------------------

MAKERS: dict[str, Callable[[int], object]] = {
    "profiles_skill": lambda n: SkillFactory(name=f"Word {n:02}", group=SkillGroupFactory()),
    "profiles_skillgroup": lambda n: SkillGroupFactory(name=f"Word {n:02}"),
    "profiles_department": lambda n: DepartmentFactory(
        name=f"Word {n:02}", parent=DepartmentFactory(name=f"Upper {n}", kind="faculty")
    ),
    "profiles_campus": lambda n: CampusFactory(name=f"Word {n:02}"),
    "profiles_building": lambda n: BuildingFactory(name=f"Word {n:02}"),
    "profiles_registrationtype": lambda n: RegistrationType.objects.create(
        post_nominals=f"W{n}", name=f"Word {n:02}", kind="registration"
    ),
    "core_theme": lambda n: Theme.objects.create(name=f"Word {n:02}", slug=f"word-{n}"),
}


@pytest.mark.parametrize("model", MAKERS)
def test_shared_words(admin: Client, model: str) -> None:
    def address(numbers: range) -> str:
        for n in numbers:
            MAKERS[model](n)
        return reverse(f"wagtailsnippets_{model}:list") + "?q=Word"

    assert_same_cost(admin, address, "Word {:02}", a_page=20)


def test_the_other_names_of_a_skill(admin: Client) -> None:
    skill = SkillFactory()

    def address(numbers: range) -> str:
        for n in numbers:
            SkillAlias.objects.create(skill=skill, name=f"Alias {n}")
        return reverse("wagtailsnippets_profiles_skill:edit", args=[skill.pk])

    assert_same_cost(admin, address, "Alias {}")


def test_users(admin: Client) -> None:
    def address(numbers: range) -> str:
        for n in numbers:
            UserFactory(first_name=f"Person{n:02}", last_name="Silva")
        return reverse("wagtailusers_users:index")

    # Twenty a page, whoever is signed in among them: first or last, as the database sorts names that are empty
    assert_same_cost(admin, address, "Person{:02}", a_page=19)


# --- suggested words ------------------------------------------------------------------------------------------------


def test_the_queue_of_suggestions(admin: Client) -> None:
    def address(numbers: range) -> str:
        for n in numbers:
            who = {"state": "suggested", "suggested_by": TechnicianFactory(), "suggested_at": timezone.now()}
            SkillFactory(name=f"Suggested skill {n}", **who)
            Equipment.objects.create(name=f"Suggested kit {n}", slug=f"suggested-kit-{n}", **who)
        return reverse("suggestions:index")

    assert_same_cost(admin, address, "Suggested kit {}", a_page=25)


@pytest.mark.parametrize("kind", ["skill", "equipment"])
def test_one_suggestion_beside_many_words(admin: Client, kind: str) -> None:
    def address(numbers: range) -> str:
        for n in numbers:
            if kind == "skill":
                SkillAlias.objects.create(skill=SkillFactory(name=f"Casting {n}"), name=f"Pouring {n}")
            else:
                place = BuildingFactory()
                Equipment.objects.create(
                    name=f"Casting {n}", slug=f"casting-{n}", building=place, campus=place.campus, model=f"C{n}"
                )
        who = {
            "name": "Casting new",
            "slug": f"new-{numbers[-1]}",
            "state": "suggested",
            "suggested_by": TechnicianFactory(),
        }
        Skill.objects.filter(name="Casting new").delete()
        word = SkillFactory(**who) if kind == "skill" else Equipment.objects.create(**who)
        return reverse("suggestions:word", args=[kind, word.pk])

    assert_same_cost(admin, address, "Casting {}")
