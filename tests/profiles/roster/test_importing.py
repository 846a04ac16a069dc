"""From a file to the staff list: what each row does, and that it does nothing else."""

from datetime import date

import pytest
from wagtail.models import ModelLogEntry

from profiles.enums import Audience, DepartmentKind, ProfileState
from profiles.models import Department, OldSlug, RosterImport, Technician
from profiles.services.rosters import start_applying, start_checking
from tests.factories.people import (
    BuildingFactory,
    CampusFactory,
    DepartmentFactory,
    TechnicianFactory,
    live_technician,
)

from .conftest import HEADER, applied, checked, csv_bytes, outcomes, row

pytestmark = pytest.mark.django_db


def reasons(roster: RosterImport, number: int) -> str:
    return " ".join(roster.rows.get(number=number).reasons)


def test_new_people_are_invited_and_get_addresses():
    chemistry = DepartmentFactory(name="Chemistry")
    roster = applied(csv_bytes([row("W1", department="chemistry"), row("W2", department="Chemistry")]))
    assert outcomes(roster) == [(2, "new", "W1"), (3, "new", "W2")]
    people = Technician.objects.order_by("staff_number")
    assert [(p.state, p.slug, p.department, p.email) for p in people] == [
        ("invited", "ana-silva", chemistry, "w1@wexcombe.example"),
        ("invited", "ana-silva-2", chemistry, "w2@wexcombe.example"),
    ]
    assert ModelLogEntry.objects.get(action="profiles.roster.apply").data["counts"]["new"] == 2


def test_changed_unchanged_gone_and_back_again():
    applied(csv_bytes([row("W1"), row("W2", "Jones"), row("W3", "Ng", "Li")]))
    second = applied(csv_bytes([row("W1", job="Senior technician"), row("w2", "Jones")]))
    assert outcomes(second) == [(0, "gone", "W3"), (2, "changed", "W1"), (3, "unchanged", "W2")]
    assert second.rows.get(number=2).changes == [
        {"label": "Job title", "old": "Technician", "new": "Senior technician"}
    ]
    gone = Technician.objects.get(staff_number="W3")
    assert (gone.state, gone.state_before_left) == ("left", "invited")
    assert gone.left_at is not None
    third = applied(csv_bytes([row("W1"), row("W2", "Jones"), row("W3", "Ng", "Li")]))
    assert outcomes(third)[2] == (4, "returned", "W3")
    gone.refresh_from_db()
    assert (gone.state, gone.state_before_left, gone.left_at) == ("invited", "", None)


def test_a_live_technician_who_is_gone_vanishes_and_comes_back_live(live):
    data = csv_bytes([[live.staff_number, live.family_name, live.given_name, live.email, live.job_title, ""]])
    applied(csv_bytes([row("W77")]))
    assert not Technician.objects.visible_to(Audience.PUBLIC).exists()
    applied(data)
    live.refresh_from_db()
    assert live.state == ProfileState.LIVE
    assert Technician.objects.visible_to(Audience.PUBLIC).get() == live


def test_what_the_technician_typed_is_kept_and_not_told():
    technician = live_technician(preferred_name="Private word", typed_fields=["preferred_name"], staff_number="W1")
    data = csv_bytes(
        [["W1", technician.family_name, technician.given_name, technician.email, "Bob"]],
        header=["Staff no", "Surname", "Forename", "Email", "Known as"],
    )
    roster = applied(data)
    technician.refresh_from_db()
    assert technician.preferred_name == "Private word"
    assert outcomes(roster) == [(2, "unchanged", "W1")]
    assert reasons(roster, 2) == "Preferred given name: kept as typed by the technician; the file has ‘Bob’."


def test_columns_that_are_not_matched_change_nothing():
    technician = TechnicianFactory(staff_number="W1", job_title="Glassblower", room="1.23")
    data = csv_bytes([["W1", "Silva"]], header=["Staff no", "Surname"])
    applied(data)
    technician.refresh_from_db()
    assert (technician.family_name, technician.job_title, technician.room) == ("Silva", "Glassblower", "1.23")


def test_an_empty_cell_of_a_matched_column_empties_the_field_but_never_the_address():
    technician = TechnicianFactory(staff_number="W1", sso_id="as1", end_date=date(2090, 1, 1))
    header = ["Staff no", "Surname", "Email", "Job title", "End date", "Username"]
    applied(csv_bytes([["W1", "Silva", "", "", "", ""]], header=header))
    email = technician.email
    technician.refresh_from_db()
    assert (technician.email, technician.sso_id) == (email, "as1")
    assert (technician.job_title, technician.end_date) == ("", None)


def test_people_are_known_by_staff_number_and_never_by_name():
    TechnicianFactory(staff_number="W1", given_name="Ana", family_name="Silva")
    roster = checked(csv_bytes([row("W9")]))
    assert outcomes(roster) == [(0, "gone", "W1"), (2, "new", "W9")]


def test_a_staff_number_twice_refuses_both_and_nobody_goes():
    TechnicianFactory(staff_number="W1")
    roster = checked(csv_bytes([row("W1"), row("W2"), row("w 1", "Other", email="o@wexcombe.example")]))
    assert outcomes(roster) == [(2, "refused", "W1"), (3, "new", "W2"), (4, "refused", "w 1")]
    assert reasons(roster, 2) == "The staff number W1 stands on line 4 too."
    assert reasons(roster, 4) == "The staff number w 1 stands on line 2 too."


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (["", "Silva", "Ana", "a@wexcombe.example", "", ""], "The staff number is missing."),
        (["W1", "", "Ana", "a@wexcombe.example", "", ""], "The family name is missing."),
        (["W1", "Silva", "Ana", "", "", ""], "The work email is missing: nobody could be invited."),
        (["W1", "Silva", "Ana", "ana", "", ""], "Email: ‘ana’ is not an email address."),
        (["W1", "S" * 101, "Ana", "a@wexcombe.example", "", ""], "Surname: it has 101 characters, 100 is the most."),
        (["W1", "Silva", "Ana", "a@wexcombe.example", "", "Alchemy"], "The department ‘Alchemy’ is not known here."),
        (HEADER, "This row repeats the header."),
        (
            ["W1", "Silva", "Ana", "a@wexcombe.example", "Technician", "", "x"],
            "This row has 7 cells and the header 6: ",
        ),
    ],
)
def test_a_refused_row_says_why(cells, reason):
    roster = checked(csv_bytes([cells, row("W2")]))
    assert [outcome for _, outcome, _ in outcomes(roster)] == ["refused", "new"]
    assert reason in reasons(roster, 2)


DATES = ["Staff no", "Surname", "Email", "Start date", "End date"]


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        ("31/06/2018", "", "Start date: ‘31/06/2018’ is not a day of the calendar."),
        ("02/01/2090", "01/01/2090", "The end date, 1 January 2090, lies before the start date, 2 January 2090."),
        ("", "01/01/2001", "Their end date, 1 January 2001, has passed."),
    ],
)
def test_dates_that_cannot_be(start, end, reason):
    roster = checked(csv_bytes([["W1", "Silva", "a@wexcombe.example", start, end]], header=DATES))
    assert roster.rows.get().outcome == "refused"
    assert reasons(roster, 2) == reason


def test_the_dates_are_compared_with_what_is_on_the_list_too():
    TechnicianFactory(staff_number="W1", start_date=date(2090, 1, 1))
    roster = checked(csv_bytes([["W1", "Silva", "01/01/2080"]], header=["Staff no", "Surname", "End date"]))
    assert "lies before the start date" in reasons(roster, 2)


def test_an_end_date_that_has_passed_means_gone():
    TechnicianFactory(staff_number="W1")
    roster = applied(csv_bytes([["W1", "Silva", "01/01/2001"]], header=["Staff no", "Surname", "End date"]))
    assert outcomes(roster) == [(2, "gone", "W1")]
    assert Technician.objects.get().state == ProfileState.LEFT


def test_rows_that_are_not_marked_as_technicians():
    header = ["Staff no", "Surname", "Email", "Technician", "Dept"]
    TechnicianFactory(staff_number="W1")
    rows = [["W1", "Silva", "", "no", "Library"], ["W2", "Ng", "ng@wexcombe.example", "no", "Library"],
            ["W3", "Poe", "poe@wexcombe.example", "yes", ""],
            ["W4", "Roe", "roe@wexcombe.example", "maybe", ""]]  # fmt: skip
    roster = applied(csv_bytes(rows, header=header))
    assert outcomes(roster) == [(2, "gone", "W1"), (3, "skipped", "W2"), (4, "new", "W3"), (5, "refused", "W4")]
    assert roster.new_places == {"departments": [], "campuses": [], "buildings": []}
    assert reasons(roster, 2) == "Not marked as a technician in the file."
    assert "neither yes nor no" in reasons(roster, 5)


def test_an_address_of_somebody_else_is_refused_and_who_left_is_named_so():
    TechnicianFactory(staff_number="W1", email="a@wexcombe.example", given_name="Ana", family_name="Silva")
    TechnicianFactory(staff_number="W8", email="b@wexcombe.example", given_name="Bo", family_name="Ek", state="left")
    rows = [row("W1", email="a@wexcombe.example"), row("W2", email="A@wexcombe.example"),
            row("W3", email="b@wexcombe.example"), row("W4", email="c@wexcombe.example"),
            row("W5", email="c@wexcombe.example")]  # fmt: skip
    roster = checked(csv_bytes(rows))
    assert [outcome for _, outcome, _ in outcomes(roster)] == ["changed", "refused", "refused", "refused", "refused"]
    assert reasons(roster, 3) == "The email address a@wexcombe.example belongs to Ana Silva (staff number W1)."
    assert reasons(roster, 4) == "The email address b@wexcombe.example belongs to Bo Ek (staff number W8, who left)."
    assert reasons(roster, 5) == "The email address c@wexcombe.example stands on line 6 too."


def test_two_people_may_swap_addresses_and_identifiers():
    header = ["Staff no", "Surname", "Email", "Username"]
    applied(
        csv_bytes([["W1", "A", "a@wexcombe.example", "aa"], ["W2", "B", "b@wexcombe.example", "bb"]], header=header)
    )
    applied(
        csv_bytes(
            [["W1", "A", "b@wexcombe.example", "bb"], ["W2", "B", "c@wexcombe.example", "aa"],
             ["W3", "C", "a@wexcombe.example", "cc"]],
            header=header,
        )
    )  # fmt: skip
    assert list(Technician.objects.order_by("staff_number").values_list("email", "sso_id")) == [
        ("b@wexcombe.example", "bb"),
        ("c@wexcombe.example", "aa"),
        ("a@wexcombe.example", "cc"),
    ]


def test_a_refusal_that_keeps_an_address_refuses_who_wanted_it():
    """W1 may not leave its address (its row is bad), so W2 may not have it."""
    TechnicianFactory(staff_number="W1", email="a@wexcombe.example")
    TechnicianFactory(staff_number="W2", email="b@wexcombe.example")
    roster = checked(csv_bytes([row("W1", "", email="c@wexcombe.example"), row("W2", email="a@wexcombe.example")]))
    assert [outcome for _, outcome, _ in outcomes(roster)] == ["refused", "refused"]


def test_a_sign_in_identifier_that_is_taken():
    TechnicianFactory(staff_number="W1", sso_id="as1")
    header = ["Staff no", "Surname", "Email", "Username"]
    roster = checked(
        csv_bytes([["W1", "A", "a@wexcombe.example", "as1"], ["W2", "B", "b@wexcombe.example", "as1"]], header=header)
    )
    assert "The sign-in (SSO) identifier as1 belongs to" in reasons(roster, 3)


def test_managers_are_known_people_and_never_in_a_circle():
    header = ["Staff no", "Surname", "Email", "Manager ID"]
    rows = [["W1", "A", "a@wexcombe.example", "W2"], ["W2", "B", "b@wexcombe.example", "W1"],
            ["W3", "C", "c@wexcombe.example", "w1"], ["W4", "D", "d@wexcombe.example", "W4"],
            ["W5", "E", "e@wexcombe.example", "P77"]]  # fmt: skip
    roster = applied(csv_bytes(rows, header=header))
    assert list(Technician.objects.order_by("staff_number").values_list("manager__staff_number", flat=True)) == [
        None, None, "W1", None, None,
    ]  # fmt: skip
    assert "circle of managers" in reasons(roster, 2)
    assert "their own manager" in reasons(roster, 5)
    assert reasons(roster, 6) == "The manager P77 is not on the list of technicians: left empty."


def test_a_change_of_name_moves_the_address_and_the_former_one_leads_on():
    applied(csv_bytes([row("W1", "Silva")]))
    applied(csv_bytes([row("W1", "Souza")]))
    technician = Technician.objects.get()
    assert technician.slug == "ana-souza"
    assert OldSlug.objects.get().slug == "ana-silva"
    applied(csv_bytes([row("W1", "Silva")]))
    technician.refresh_from_db()
    assert technician.slug == "ana-silva"
    assert [old.slug for old in OldSlug.objects.all()] == ["ana-souza"]


def test_names_in_any_script_and_of_any_length():
    rows = [row("W1", "محمدی", "نرگس"), row("W2", "N" * 100, "G" * 100), row("W3", "Ng", "")]
    applied(csv_bytes(rows))
    assert Technician.objects.get(staff_number="W1").slug == "technician"
    assert Technician.objects.get(staff_number="W1").family_name == "محمدی"
    assert Technician.objects.get(staff_number="W3").display_name == "Ng"


# --- places --------------------------------------------------------------------------------------------------

PLACES = ["Staff no", "Surname", "Email", "Faculty", "Department", "Team", "Campus", "Building"]


def place_row(number: str, *places: str) -> list[str]:
    return [number, "Silva", f"{number.lower()}@wexcombe.example", *places]


def test_unknown_places_are_named_and_added_when_asked():
    data = csv_bytes(
        [
            place_row("W1", "Science", "Chemistry", "Stores", "Hill", "Boyle"),
            place_row("W2", "Science", "Physics", "", "", ""),
        ],
        header=PLACES,
    )
    roster = checked(data)
    assert [outcome for _, outcome, _ in outcomes(roster)] == ["refused", "refused"]
    assert roster.new_places == {
        "departments": ["Science › Chemistry › Stores", "Science › Physics"],
        "campuses": ["Hill"],
        "buildings": ["Hill › Boyle"],
    }
    start_checking(roster, add_places=True)
    start_applying(roster, confirmed_gone=False, user=None)
    first = Technician.objects.get(staff_number="W1")
    assert [str(first.department), str(first.department.parent), str(first.department.parent.parent)] == [
        "Stores", "Chemistry", "Science",
    ]  # fmt: skip
    assert (str(first.campus), str(first.building), first.building.campus) == ("Hill", "Boyle", first.campus)
    assert Department.objects.count() == 4
    assert outcomes(checked(data)) == [(2, "unchanged", "W1"), (3, "unchanged", "W2")]


def test_an_unknown_campus_leaves_what_is_there():
    technician = TechnicianFactory(staff_number="W1", campus=CampusFactory(name="Hill"))
    roster = applied(csv_bytes([["W1", technician.family_name, "Moon"]], header=["Staff no", "Surname", "Campus"]))
    technician.refresh_from_db()
    assert str(technician.campus) == "Hill"
    assert reasons(roster, 2) == "The campus ‘Moon’ is not known here: left as it is."


def test_a_building_is_looked_for_on_its_campus():
    hill, vale = CampusFactory(name="Hill"), CampusFactory(name="Vale")
    BuildingFactory(name="Main", campus=hill)
    main = BuildingFactory(name="Main", campus=vale)
    header = ["Staff no", "Surname", "Email", "Campus", "Building"]
    applied(csv_bytes([["W1", "A", "a@wexcombe.example", "vale", "MAIN"]], header=header))
    assert Technician.objects.get().building == main


def test_a_name_that_several_departments_have_wants_the_faculty():
    science, arts = (DepartmentFactory(name=name, kind=DepartmentKind.FACULTY) for name in ("Science", "Arts"))
    stores = DepartmentFactory(name="Stores", parent=science)
    DepartmentFactory(name="Stores", parent=arts)
    header = ["Staff no", "Surname", "Email", "Faculty", "Department"]
    rows = [["W1", "A", "a@wexcombe.example", "", "Stores"], ["W2", "B", "b@wexcombe.example", "Science", "Stores"]]
    roster = applied(csv_bytes(rows, header=header))
    assert "2 departments are called ‘Stores’" in reasons(roster, 2)
    assert Technician.objects.get().department == stores


# --- these departments only --------------------------------------------------------------------------------------


def test_a_file_about_some_departments_touches_no_others():
    faculty = DepartmentFactory(name="Science", kind=DepartmentKind.FACULTY)
    chemistry = DepartmentFactory(name="Chemistry", parent=faculty)
    physics = DepartmentFactory(name="Physics")
    for number, department in (("W1", chemistry), ("W2", chemistry), ("W3", physics)):
        TechnicianFactory(staff_number=number, department=department, email=f"{number.lower()}@wexcombe.example")
    data = csv_bytes(
        [row("W1", department="Chemistry"), row("W4", department="Physics"), row("W3", department="Chemistry")]
    )
    roster = applied(data, departments=[faculty])
    assert outcomes(roster) == [(0, "gone", "W2"), (2, "changed", "W1"), (3, "refused", "W4"), (4, "changed", "W3")]
    assert reasons(roster, 3) == "Their department is not one of those that this file is about."
    assert roster.counts["listed"] == 2
