"""The import and the staff list in the Wagtail admin."""

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.role_sync import sync_roles
from portal.core.roles import Role
from profiles.enums import ProfileState, RosterState
from profiles.models import RosterImport, Technician
from profiles.services.rosters.progress import tell_progress
from tests.factories.people import CampusFactory, DepartmentFactory, TechnicianFactory, UserFactory, live_technician

from .conftest import applied, checked, csv_bytes, row, xlsx_bytes

pytestmark = pytest.mark.django_db
THREE_BAD = csv_bytes(
    [
        row("W1"),
        row("W2", "", ""),
        row("W3", email="nobody"),
        row("W4"),
        row("W4", email="w@wexcombe.example"),
        row("W6"),
    ]
)


def upload(client: Client, data: bytes, name: str = "staff.csv", **fields: object):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("staff_list:upload"), {"file": file, "scope": "whole", **fields})


def page(client: Client, roster: RosterImport, query: str = "") -> str:
    response = client.get(reverse("staff_list:import", args=[roster.pk]) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_from_file_to_undo(steward_client):
    """A list with bad rows: upload, match, look, apply, undo, each step a page that says what is next."""
    TechnicianFactory(staff_number="W1", given_name="Ana", family_name="Silva", email="old@wexcombe.example")
    response = upload(steward_client, THREE_BAD)
    roster = RosterImport.objects.get()
    assert response.url == reverse("staff_list:columns", args=[roster.pk])
    columns = steward_client.get(response.url).content.decode()
    assert "A: Employee No" in columns
    assert "For example: W1, W2, W3" in columns
    choices = {f"column_{index}": field for index, field in roster.mapping.items()}
    response = steward_client.post(response.url, choices)
    shown = steward_client.get(response.url).content.decode()
    assert "The family name is missing." in shown
    assert "‘nobody’ is not an email address" in shown
    assert "The staff number W4 stands on line 6 too." in shown
    assert "old@wexcombe.example</bdi> → <bdi>w1@wexcombe.example" in shown
    assert "Apply 2 changes" in shown
    roster.refresh_from_db()
    response = steward_client.post(
        reverse("staff_list:apply", args=[roster.pk]), {"fingerprint": roster.fingerprint}, follow=True
    )
    assert "Undo this import" in response.content.decode()
    assert Technician.objects.count() == 2
    undo = reverse("staff_list:undo", args=[roster.pk])
    assert "Changed people (1) get their former values back" in steward_client.get(undo).content.decode()
    response = steward_client.post(undo, follow=True)
    assert "The list is as it was before." in response.content.decode()
    assert Technician.objects.get().email == "old@wexcombe.example"


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (b"%PDF-1.4", "list.csv", "This is a PDF."),
        (b"\x89PNG\r\n", "list.csv", "This is a picture."),
        (b"\xd0\xcf\x11\xe0", "list.xls", "old Excel workbook"),
        (b"", "list.csv", "The file is empty."),
        (csv_bytes([]), "list.csv", "nothing stands below it"),
        (xlsx_bytes([row("W1")])[:900], "list.xlsx", "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_told_beside_the_file(steward_client, data, name, word):
    response = upload(steward_client, data, name)
    assert word in " ".join(response.context["form"].errors["file"])
    assert word in response.content.decode()
    assert not RosterImport.objects.exists()


def test_a_file_over_the_limit_is_not_read(steward_client, settings, monkeypatch):
    settings.ROSTER_MAX_BYTES = 100
    monkeypatch.setattr("profiles.services.rosters.uploading.read_roster", lambda *args: pytest.fail("it was read"))
    response = upload(steward_client, THREE_BAD)
    assert "larger than" in response.context["form"].errors["file"][0]


def test_departments_and_scope_belong_together(steward_client):
    errors = upload(steward_client, THREE_BAD, scope="departments").context["form"].errors
    assert errors == {"scope": ["There are no departments yet: the first list is the whole one."]}
    department = DepartmentFactory()
    errors = upload(steward_client, THREE_BAD, scope="departments").context["form"].errors
    assert errors == {"departments": ["Tick the departments that this file is about."]}
    errors = upload(steward_client, THREE_BAD, departments=[department.pk]).context["form"].errors
    assert list(errors) == ["scope"]
    upload(steward_client, THREE_BAD, scope="departments", departments=[department.pk])
    assert list(RosterImport.objects.get().departments.all()) == [department]


def test_columns_are_corrected_and_wrong_ones_told_beside_them(steward_client):
    upload(steward_client, csv_bytes([["7", "Silva", "a@wexcombe.example"]], header=["Foo", "Bar", "Baz"]))
    roster = RosterImport.objects.get()
    url = reverse("staff_list:columns", args=[roster.pk])
    wrong = {"column_0": "staff_number", "column_1": "staff_number", "column_2": ""}
    errors = steward_client.post(url, wrong).context["form"].errors
    assert errors["column_1"] == ["‘Foo’ is matched to this already. Ignore one of the two."]
    assert errors["__all__"] == ["Say which column holds the family name, or the full name."]
    steward_client.post(url, {"column_0": "staff_number", "column_1": "family_name", "column_2": "email"})
    roster.refresh_from_db()
    assert (roster.state, roster.counts["new"]) == (RosterState.PREVIEW, 1)


def test_many_gone_want_the_box_ticked(steward_client):
    TechnicianFactory(given_name="Gone", family_name="Person")
    roster = checked(csv_bytes([row("W1")]))
    shown = page(steward_client, roster)
    assert "1 of 1 people (100 %)" in shown
    assert "Gone Person" in shown
    apply = reverse("staff_list:apply", args=[roster.pk])
    response = steward_client.post(apply, {"fingerprint": roster.fingerprint}, follow=True)
    assert "Tick the box to say that these people have left. Nothing was applied." in response.content.decode()
    assert not Technician.objects.filter(state=ProfileState.LEFT).exists()
    steward_client.post(apply, {"fingerprint": roster.fingerprint, "confirm_gone": "on"})
    assert Technician.objects.filter(state=ProfileState.LEFT).count() == 1


def test_a_preview_made_anew_is_not_applied_by_an_old_page(steward_client):
    roster = checked(csv_bytes([row("W1")]))
    old = roster.fingerprint
    RosterImport.objects.update(fingerprint="another")
    response = steward_client.post(reverse("staff_list:apply", args=[roster.pk]), {"fingerprint": old}, follow=True)
    assert "made anew since you looked" in response.content.decode()
    assert not Technician.objects.exists()


def test_a_double_click_on_apply_applies_once(steward_client):
    roster = checked(csv_bytes([row("W1")]))
    for _ in range(2):
        response = steward_client.post(
            reverse("staff_list:apply", args=[roster.pk]), {"fingerprint": roster.fingerprint}, follow=True
        )
        assert "Undo this import" in response.content.decode()
    assert Technician.objects.count() == 1


def test_unknown_departments_are_added_by_a_tick(steward_client):
    roster = checked(csv_bytes([row("W1", department="Alchemy")]))
    assert "Departments: Alchemy" in page(steward_client, roster)
    steward_client.post(reverse("staff_list:check", args=[roster.pk]), {"add_places": "on"})
    shown = page(steward_client, roster)
    assert "will be added" in shown
    assert "Apply 1 change<" in shown


def test_while_it_works_the_page_shows_progress_and_looks_again(steward_client):
    roster = checked(csv_bytes([row("W1")]))
    RosterImport.objects.update(state=RosterState.CHECKING)
    tell_progress(roster.pk, "Checking the rows")(250, 5000)
    response = steward_client.get(reverse("staff_list:import", args=[roster.pk]))
    assert response["Refresh"] == "2"
    assert "250 of 5,000 rows" in response.content.decode()
    told = steward_client.get(reverse("staff_list:progress", args=[roster.pk])).json()
    assert told == {"state": "checking", "working": True, "doing": "Checking the rows", "done": 250, "of": 5000}
    caches["progress"].clear()
    assert "Waiting to begin" in page(steward_client, roster)


def test_an_import_can_be_given_up_until_it_is_applied(steward_client):
    roster = checked(csv_bytes([row("W1")]))
    name = roster.file.name
    cancel = reverse("staff_list:cancel", args=[roster.pk])
    assert steward_client.post(cancel).url == reverse("staff_list:index")
    roster.refresh_from_db()
    assert (roster.state, bool(roster.file), roster.rows.count()) == ("cancelled", False, 0)
    assert name
    done = applied(csv_bytes([row("W1")]))
    response = steward_client.post(reverse("staff_list:cancel", args=[done.pk]), follow=True)
    assert "can no longer be given up" in response.content.decode()


def test_rows_are_filtered_and_paged_at_a_fixed_cost(steward_client, django_assert_num_queries):
    few = checked(csv_bytes([row("W1")]))
    many = checked(csv_bytes([row(f"W{number}") for number in range(120)]))
    page(steward_client, few)  # warms what is cached

    with CaptureQueriesContext(
        connection,
    ) as first:
        page(steward_client, few)
    with django_assert_num_queries(len(first)):
        shown = page(steward_client, many, "?outcome=new")
    assert shown.count("<bdi>Ana Silva</bdi>") == 50
    assert "No row has this outcome." in page(steward_client, many, "?outcome=gone")
    assert "?outcome=new&amp;p=2" in shown


def test_the_list_of_imports(steward_client):
    assert "No staff list was imported yet" in steward_client.get(reverse("staff_list:index")).content.decode()
    checked(csv_bytes([row("W1")]))
    assert "Ready to apply" in steward_client.get(reverse("staff_list:index")).content.decode()


# --- who may ---------------------------------------------------------------------------------------------------


def addresses(roster: RosterImport) -> list[tuple[str, str]]:
    screens = [("get", reverse(f"staff_list:{name}")) for name in ("index", "index_results", "upload")]
    screens += [("get", reverse(f"technicians_admin:{name}")) for name in ("index", "index_results")]
    screens += [
        ("get", reverse(f"staff_list:{name}", args=[roster.pk])) for name in ("import", "columns", "undo", "progress")
    ]
    screens += [
        ("post", reverse(f"staff_list:{name}", args=[roster.pk]))
        for name in ("columns", "check", "apply", "undo", "stop", "cancel")
    ]
    return [*screens, ("post", reverse("staff_list:upload"))]


def test_every_screen_turns_away_who_may_not_import(as_having):
    roster = checked(csv_bytes([row("W1")]))
    editor, colleague, stranger = as_having("access_admin", "view_skill"), as_having(), Client()
    for method, url in addresses(roster):
        for client in (editor, colleague, stranger):
            response = getattr(client, method)(url)
            assert response.status_code == 302, url
            assert not response.url.startswith(reverse("staff_list:index")), url
        script = getattr(editor, method)(url, headers={"x-requested-with": "XMLHttpRequest"})
        assert script.status_code == 403, url
    roster.refresh_from_db()
    assert roster.state == RosterState.PREVIEW
    assert not Technician.objects.exists()


def test_the_menu_shows_what_one_may_open(steward_client, as_having):
    home = reverse("wagtailadmin_home")
    assert reverse("staff_list:index") in steward_client.get(home).content.decode()
    assert reverse("staff_list:index") not in as_having("access_admin").get(home).content.decode()


# --- the staff list ----------------------------------------------------------------------------------------------


def staff(client: Client, query: str = "") -> str:
    return client.get(reverse("technicians_admin:index") + query).content.decode()


def test_the_staff_list_is_searched_and_filtered(steward_client):
    hill = CampusFactory(name="Hill")
    faculty = DepartmentFactory(name="Science", kind="faculty")
    chemistry = DepartmentFactory(name="Chemistry", parent=faculty)
    TechnicianFactory(given_name="Ana", family_name="Silva", staff_number="W1", campus=hill, department=chemistry)
    TechnicianFactory(given_name="Bo", family_name="Ek", staff_number="W2", state=ProfileState.LEFT)
    for query in ("?q=ana+silva", "?q=w1", "?state=invited", f"?department={faculty.pk}", f"?campus={hill.pk}"):
        shown = staff(steward_client, query)
        assert "Silva, Ana" in shown, query
        assert "Ek, Bo" not in shown, query
    assert "Nobody is found" in staff(steward_client, "?q=nobody")


def test_the_staff_list_shows_nothing_that_a_technician_wrote(steward_client):
    hill = CampusFactory(name="Canary campus")
    live_technician(
        preferred_name="Canaryname", about="Canary", headline="Canary", phone="Canary", room="Canary",
        pronouns="Canary", campus=hill, typed_fields=["campus", "preferred_name", "room"], ask_me_about=["Canary"],
    )  # fmt: skip
    shown = staff(steward_client)
    table = shown[shown.index('id="listing-results"') :]
    assert "Canary" not in table
    assert "Family" not in staff(steward_client, f"?campus={hill.pk}").split('id="listing-results"')[1]
    assert "Family" not in staff(steward_client, "?q=canary").split('id="listing-results"')[1]


def test_the_staff_list_costs_the_same_for_one_and_for_thirty(steward_client, django_assert_num_queries):

    TechnicianFactory(campus=CampusFactory())
    staff(steward_client)
    with CaptureQueriesContext(connection) as one:
        staff(steward_client)
    for _ in range(29):
        TechnicianFactory(campus=CampusFactory())
    with django_assert_num_queries(len(one)):
        assert staff(steward_client).count("@wexcombe.example") >= 30


@pytest.mark.parametrize("role", list(Role))
def test_the_roles_that_may_import(role):
    sync_roles()
    client = Client()
    client.force_login(UserFactory(role=role.label), backend="portal.accounts.backends.PasswordBackend")
    may = role in (Role.PROFILE_STEWARD, Role.SITE_MANAGER)
    for url in (reverse("staff_list:index"), reverse("staff_list:upload"), reverse("technicians_admin:index")):
        assert (client.get(url).status_code == 200) == may, url
