"""Undo: the list as it was, save what somebody edited since, which is kept and named."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from profiles.enums import ProfileState, RosterState
from profiles.models import Building, Campus, Department, OldSlug, RosterImport, Technician
from profiles.services.rosters import RosterRefusedError, start_applying, undo_roster
from tests.factories.people import CampusFactory, DepartmentFactory, TechnicianFactory, UserFactory

from .conftest import applied, checked, csv_bytes, row

pytestmark = pytest.mark.django_db


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return all that an import can change, as the database has it."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in (Technician, OldSlug, Department, Campus, Building)
    }


def test_undo_puts_back_changed_gone_and_returned_and_removes_new():
    for number, state in (("W1", "live"), ("W2", "live"), ("W3", "left")):
        TechnicianFactory(
            staff_number=number,
            email=f"{number.lower()}@wexcombe.example",
            state=state,
            state_before_left="hidden" if state == "left" else "",
            left_at=timezone.now() if state == "left" else None,
            manager=Technician.objects.first(),
            campus=CampusFactory(),
        )
    before = everything()
    data = csv_bytes([row("W1", job="Senior", department="Alchemy"), row("W3"), row("W4", department="Alchemy")])
    roster = applied(data, add_places=True)
    assert roster.counts["changed"] == roster.counts["gone"] == roster.counts["returned"] == roster.counts["new"] == 1
    assert everything() != before
    assert undo_roster(roster, None) == []
    assert everything() == before
    assert (roster.state, roster.undo_report) == (RosterState.UNDONE, [])
    assert ModelLogEntry.objects.filter(action="profiles.roster.undo").count() == 1


def test_who_is_back_without_their_account_is_invited_anew():
    live = TechnicianFactory(staff_number="W1", email="w1@wexcombe.example", state=ProfileState.LIVE)
    other = TechnicianFactory(staff_number="W2", email="w2@wexcombe.example")
    gone = applied(csv_bytes([row("W2")]))
    live.user.delete()
    applied(csv_bytes([row("W1"), row("W2")]))
    live.refresh_from_db()
    other.refresh_from_db()
    assert gone.counts["gone"] == 1
    assert (live.state, live.user, other.state) == (ProfileState.INVITED, None, ProfileState.INVITED)


def test_undo_invites_anew_whose_account_went_since():
    live = TechnicianFactory(staff_number="W1", email="w1@wexcombe.example", state=ProfileState.LIVE)
    TechnicianFactory(staff_number="W2", email="w2@wexcombe.example")
    roster = applied(csv_bytes([row("W2")]))
    live.user.delete()
    assert undo_roster(roster, None) == []
    live.refresh_from_db()
    assert (live.state, live.state_before_left, live.user) == (ProfileState.INVITED, "", None)


def test_what_was_edited_since_is_kept_and_named():
    TechnicianFactory(staff_number="W1", job_title="Technician", room="1", given_name="Ana", family_name="Silva")
    header = ["Staff no", "Surname", "Forename", "Job title", "Room"]
    roster = applied(csv_bytes([["W1", "Silva", "Ana", "Senior", "2"]], header=header))
    technician = Technician.objects.get()
    technician.room = "3"
    technician.typed_fields = ["room"]
    technician.save()
    assert undo_roster(roster, None) == [
        {"name": "Ana Silva", "staff_number": "W1", "what": "Room: kept as typed by the technician since."}
    ]
    technician.refresh_from_db()
    assert (technician.job_title, technician.room) == ("Technician", "3")


def test_a_value_changed_by_hand_since_is_kept():
    TechnicianFactory(staff_number="W1", job_title="Technician", given_name="Ana", family_name="Silva")
    roster = applied(csv_bytes([["W1", "Silva", "Senior"]], header=["Staff no", "Surname", "Job title"]))
    Technician.objects.update(job_title="Principal")
    assert [each["what"] for each in undo_roster(roster, None)] == ["Job title: kept, it was changed since."]
    assert Technician.objects.get().job_title == "Principal"


def test_a_new_person_who_claimed_the_profile_is_kept_and_named():
    roster = applied(csv_bytes([row("W1"), row("W2", "Jones", "Bo")]))
    claimed = Technician.objects.get(staff_number="W2")
    claimed.user, claimed.claimed_at, claimed.state = UserFactory(), timezone.now(), ProfileState.DRAFT
    claimed.save()
    kept = undo_roster(roster, None)
    assert kept == [{"name": "Bo Jones", "staff_number": "W2", "what": "Kept: they have claimed their profile since."}]
    assert Technician.objects.get() == claimed


def test_places_that_somebody_uses_by_now_are_kept():
    roster = applied(csv_bytes([row("W1", department="Alchemy"), row("W2", department="Magic")]), add_places=True)
    TechnicianFactory(department=Department.objects.get(name="Magic"))
    assert [each["name"] for each in undo_roster(roster, None)] == ["Magic"]
    assert [str(each) for each in Department.objects.all()] == ["Magic"]


def test_an_address_that_somebody_else_has_by_now_stays_theirs():
    TechnicianFactory(staff_number="W1", email="old@wexcombe.example")
    roster = applied(csv_bytes([row("W1", email="new@wexcombe.example")]))
    TechnicianFactory(staff_number="W9", email="OLD@wexcombe.example")
    told = undo_roster(roster, None)
    assert [each["what"] for each in told] == ["Work email: kept, the former one belongs to somebody else now."]
    assert Technician.objects.get(staff_number="W1").email == "new@wexcombe.example"


def test_undo_is_refused_twice_too_late_below_a_newer_one_and_before_applying():
    waiting = checked(csv_bytes([row("W1")]))
    with pytest.raises(RosterRefusedError, match="was not applied"):
        undo_roster(waiting, None)
    first = applied(csv_bytes([row("W1")]))
    second = applied(csv_bytes([row("W1", job="Senior")]))
    with pytest.raises(
        RosterRefusedError, match=r"A newer import stands on top of it \(list.csv, .*Undo that one first"
    ):
        undo_roster(first, None)
    undo_roster(second, None)
    with pytest.raises(RosterRefusedError, match="undone already"):
        undo_roster(second, None)
    RosterImport.objects.filter(pk=first.pk).update(applied_at=timezone.now() - timedelta(days=31))
    with pytest.raises(RosterRefusedError, match="could be undone until"):
        undo_roster(first, None)
    assert Technician.objects.count() == 1


def test_undo_indexes_those_anew_who_were_or_become_visible(django_capture_on_commit_callbacks, monkeypatch, live):
    roster = applied(csv_bytes([row("W77")]))
    indexed: list[int] = []
    monkeypatch.setattr("profiles.services.index.index_now", indexed.extend)
    with django_capture_on_commit_callbacks(execute=True):
        undo_roster(roster, None)
    assert indexed == [live.pk]


# --- whatever the list was and whatever the file says --------------------------------------------------------------

NUMBERS = [f"W{number}" for number in range(6)]
FAMILIES = ["Silva", "Souza", "Ng", "محمدی"]
EMAILS = [f"{letter}@wexcombe.example" for letter in "abcdef"]
DEPARTMENTS = ["", "Chemistry", "Alchemy"]

PERSON = st.fixed_dictionaries(
    {
        "family_name": st.sampled_from(FAMILIES),
        "job_title": st.sampled_from(["Technician", "Senior"]),
        "state": st.sampled_from(list(ProfileState)),
        "typed_fields": st.sampled_from([[], ["room"], ["family_name", "campus"]]),
        "end_date": st.sampled_from([None, date(2090, 1, 1)]),
    }
)
ROW = st.tuples(
    st.sampled_from([*NUMBERS, "", "w1 "]),
    st.sampled_from([*FAMILIES, ""]),
    st.sampled_from([*EMAILS, "", "nonsense"]),
    st.sampled_from(DEPARTMENTS),
    st.sampled_from([*NUMBERS, "P9", ""]),
    st.sampled_from(["", "31/12/2090", "31/06/2018", "01/01/2001"]),
    st.sampled_from(["", "1.01", "2.02"]),
    st.sampled_from(["Hill", "Moon", ""]),
)
COLUMNS = ["Staff no", "Surname", "Email", "Dept", "Manager ID", "End date", "Room", "Campus"]


@settings(max_examples=60, deadline=None)
@given(
    people=st.lists(st.tuples(st.sampled_from(NUMBERS), PERSON), max_size=6, unique_by=lambda each: each[0]),
    rows=st.lists(ROW, min_size=1, max_size=8),
    add=st.booleans(),
    partial=st.booleans(),
)
def test_import_then_undo_leaves_the_database_as_it_was(people, rows, add, partial):
    """And on the way: each row of the file has one outcome, and applying does what the preview said."""
    try:
        with transaction.atomic():
            chemistry = DepartmentFactory(name="Chemistry")
            hill = CampusFactory(name="Hill")
            for index, (number, fields) in enumerate(people):
                TechnicianFactory(
                    staff_number=number, email=EMAILS[index], department=chemistry, campus=hill,
                    manager=Technician.objects.first(), **fields,
                )  # fmt: skip
            before = everything()
            scope = {"departments": [chemistry]} if partial else {}
            data = csv_bytes([list(each) for each in rows], header=COLUMNS)
            roster = checked(data, add_places=add, **scope)
            shown = list(roster.rows.values_list("number", "outcome", "name", "reasons", "changes"))
            numbers = [number for number, *_ in shown if number]
            written = [index for index, each in enumerate(rows, start=2) if any(cell.strip() for cell in each)]
            assert numbers == written
            assert everything() == before
            start_applying(roster, confirmed_gone=True, user=None)
            assert roster.state == RosterState.APPLIED, roster.problem
            assert list(roster.rows.values_list("number", "outcome", "name", "reasons", "changes")) == shown
            again = checked(data, add_places=add, **scope)
            assert {outcome for _, outcome in again.rows.values_list("number", "outcome")} <= {
                "unchanged", "refused", "skipped",
            }  # fmt: skip
            assert undo_roster(roster, None) == []
            assert everything() == before
            raise RuntimeError("roll back")
    except RuntimeError as done:
        assert str(done) == "roll back"  # noqa: PT017
