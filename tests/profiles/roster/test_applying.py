"""Applying a checked list: asked about first, wholly, once, or not at all."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone
from wagtail.models import ModelLogEntry

from profiles.enums import RosterState
from profiles.models import RosterImport, Technician
from profiles.services.rosters import (
    RosterRefusedError,
    apply_roster,
    forget_old_rosters,
    start_applying,
    start_checking,
    stop_waiting,
)
from tests.factories.people import TechnicianFactory

from .conftest import applied, checked, csv_bytes, row

pytestmark = pytest.mark.django_db


# --- asking, applying once, and what changed meanwhile --------------------------------------------------------------


def test_many_gone_are_asked_about():
    for number in range(20):
        TechnicianFactory(staff_number=f"W{number}", email=f"w{number}@wexcombe.example")
    roster = checked(csv_bytes([row(f"W{number}") for number in range(19)]))
    assert not roster.asks_about_gone  # one of twenty is just 5 %
    roster = checked(csv_bytes([row(f"W{number}") for number in range(18)]))
    assert roster.asks_about_gone
    with pytest.raises(RosterRefusedError, match="ticking the box"):
        start_applying(roster, confirmed_gone=False, user=None)
    assert Technician.objects.on_staff_list().count() == 20
    start_applying(roster, confirmed_gone=True, user=None)
    assert Technician.objects.on_staff_list().count() == 18


def test_a_second_click_applies_nothing_more():
    roster = checked(csv_bytes([row("W1")]))
    stale = RosterImport.objects.get(pk=roster.pk)
    start_applying(roster, confirmed_gone=False, user=None)
    start_applying(stale, confirmed_gone=False, user=None)
    assert Technician.objects.count() == 1
    assert ModelLogEntry.objects.filter(action="profiles.roster.apply").count() == 1


def test_a_list_that_changed_since_the_preview_is_shown_anew_and_not_applied():
    TechnicianFactory(staff_number="W1", job_title="Technician", email="w1@wexcombe.example")
    roster = checked(csv_bytes([row("W1", job="Senior")]))
    Technician.objects.update(job_title="Principal")
    start_applying(roster, confirmed_gone=False, user=None)
    assert roster.state == RosterState.PREVIEW
    assert "changed since this preview" in roster.problem
    assert {"label": "Job title", "old": "Principal", "new": "Senior"} in roster.rows.get().changes
    assert Technician.objects.get().job_title == "Principal"
    start_applying(roster, confirmed_gone=False, user=None)
    assert Technician.objects.get().job_title == "Senior"


def test_an_import_that_fails_half_way_changes_nothing(monkeypatch, failed_tasks):
    TechnicianFactory(staff_number="W1")
    roster = checked(csv_bytes([row("W1"), row("W2")]))

    def fail(*args):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("profiles.services.staff._set_managers", fail)
    monkeypatch.setattr("profiles.services.staff._mark_left", fail)
    before = list(Technician.objects.values())
    start_applying(roster, confirmed_gone=True, user=None)
    assert "the disk is full" in failed_tasks[0]
    failed_tasks.clear()
    assert roster.state == RosterState.PREVIEW
    assert "Nothing was changed" in roster.problem
    assert list(Technician.objects.values()) == before


def test_a_file_that_is_gone_says_so():
    roster = checked(csv_bytes([row("W1")]))
    roster.file.storage.delete(roster.file.name)
    start_checking(roster)
    assert (roster.state, roster.problem[:35]) == ("refused", "The file of this import is no longe")


def test_those_who_become_visible_or_vanish_are_indexed_anew(django_capture_on_commit_callbacks, monkeypatch, live):
    indexed: list[int] = []
    monkeypatch.setattr("profiles.services.index.index_now", indexed.extend)
    with django_capture_on_commit_callbacks(execute=True):
        applied(csv_bytes([row("W77")]))
    assert indexed == [live.pk]


@override_settings(ROSTER_UNDO_DAYS=30)
def test_the_files_are_kept_under_random_names_in_private_storage():
    roster = checked(csv_bytes([row("W1")]))
    assert "list" not in roster.file.name
    assert roster.file.path.startswith(str(settings.PRIVATE_ROOT))
    assert roster.undo_until is None
    roster.applied_at = timezone.now()
    assert roster.undo_until - roster.applied_at == timedelta(days=30)


def test_work_that_never_ends_is_taken_back():
    roster = checked(csv_bytes([row("W1")]))
    RosterImport.objects.update(state=RosterState.APPLYING)
    stop_waiting(roster)
    assert roster.state == RosterState.PREVIEW
    apply_roster(roster, None)  # the worker wakes up after all
    assert not Technician.objects.exists()
    RosterImport.objects.update(state=RosterState.CHECKING)
    stop_waiting(roster)
    assert roster.state == RosterState.UPLOADED
    with pytest.raises(RosterRefusedError, match="not being worked on"):
        stop_waiting(roster)


def test_old_imports_lose_their_files_and_rows_and_stay_named(django_capture_on_commit_callbacks):
    old, fresh = applied(csv_bytes([row("W1")])), applied(csv_bytes([row("W1"), row("W2")]))
    waiting = checked(csv_bytes([row("W3")]))
    long_ago = timezone.now() - timedelta(days=31)
    RosterImport.objects.filter(pk=old.pk).update(applied_at=long_ago)
    RosterImport.objects.filter(pk=waiting.pk).update(uploaded_at=long_ago)
    storage, name = old.file.storage, old.file.name
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_old_rosters() == "2 imports emptied"
    assert not storage.exists(name)
    assert [each.rows.count() for each in (old, fresh, waiting)] == [0, 2, 0]
    assert storage.exists(fresh.file.name)
    assert sorted(RosterImport.objects.values_list("state", flat=True)) == ["applied", "applied", "cancelled"]
    assert forget_old_rosters() == "0 imports emptied"
