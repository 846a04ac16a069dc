"""An import applied by several processes at once, and while people write: once, and never over their words."""

from collections.abc import Callable
from functools import partial

import pytest
from wagtail.models import ModelLogEntry

from profiles.enums import Audience, ProfileState, RosterState, Section
from profiles.models import RosterImport, RosterRow, Technician
from profiles.services.profile import (
    Edit,
    ProfileChangedError,
    save_basics,
    save_introduction,
    save_place,
    section_seen,
)
from profiles.services.rosters import RosterRefusedError, apply_roster, start_applying
from tests.factories.people import TechnicianFactory, UserFactory
from tests.races import Racer, Start, processes, race

from .conftest import checked, csv_bytes

pytestmark = pytest.mark.usefixtures("committed")
PROCESSES = 4
HEADER = ["Employee No", "Surname", "Forename", "Known as", "Email", "Job title", "Room"]
LISTS = 3  # applied one after the other while somebody writes
MOST_TRIES = 30
FEWEST_SAVES = 10


def people(count: int, job: str = "Technician", room: str = "1.01", known_as: str = "") -> bytes:
    rows = [[f"W{n:03}", f"Silva {n}", "Ana", known_as, f"w{n}@wexcombe.example", job, room] for n in range(count)]
    return csv_bytes(rows, HEADER)


def log_lines() -> int:
    return ModelLogEntry.objects.filter(action="profiles.roster.apply").count()


def press_apply(pk: int, start: Start) -> str:
    """Press the button; answer with the state that this process sees afterwards."""
    roster = RosterImport.objects.get(pk=pk)
    start()
    try:
        start_applying(roster, confirmed_gone=True, user=None)
    except RosterRefusedError as refusal:
        return str(refusal)
    return roster.state


def work(pk: int, start: Start) -> str:
    """Do what a worker does that got the task."""
    roster = RosterImport.objects.get(pk=pk)
    start()
    apply_roster(roster, None)
    return roster.state


def test_a_button_pressed_in_several_windows_applies_once() -> None:
    roster = checked(people(80))
    answers = race(*[partial(press_apply, roster.pk)] * PROCESSES)
    assert RosterState.APPLIED in answers
    assert set(answers) <= {RosterState.APPLYING, RosterState.APPLIED}  # pressed while another was at work
    roster.refresh_from_db()
    assert roster.state == RosterState.APPLIED
    assert (Technician.objects.count(), RosterRow.objects.filter(roster=roster).count(), log_lines()) == (80, 80, 1)


def test_a_task_that_several_workers_got_is_done_once() -> None:
    roster = checked(people(80))
    RosterImport.objects.update(state=RosterState.APPLYING)
    assert race(*[partial(work, roster.pk)] * PROCESSES) == [RosterState.APPLIED] * PROCESSES
    assert (Technician.objects.count(), RosterRow.objects.filter(roster=roster).count(), log_lines()) == (80, 80, 1)


def test_one_list_brought_twice_is_applied_once_and_the_other_shown_anew() -> None:
    rosters = [checked(people(80)), checked(people(80))]
    answers = race(*[partial(press_apply, roster.pk) for roster in rosters])
    assert sorted(answers) == [RosterState.APPLIED, RosterState.PREVIEW]
    assert (Technician.objects.count(), log_lines()) == (80, 1)
    (waiting,) = RosterImport.objects.filter(state=RosterState.PREVIEW)
    assert waiting.counts["unchanged"] == 80
    assert "changed since this preview" in waiting.problem


def test_imports_never_write_over_somebody_who_is_writing() -> None:
    """Somebody saves one section after another all the while that lists with other values are applied to everybody."""
    for n in range(100):
        TechnicianFactory(staff_number=f"W{n:03}", email=f"w{n}@wexcombe.example", room="0.00")
    writer = Technician.objects.get(staff_number="W050")
    writer.user, writer.state = UserFactory(), ProfileState.LIVE
    writer.save()
    rosters = [checked(people(100, f"Post {n}", f"9.{n}", f"Listed {n}")) for n in range(LISTS)]
    applied = processes.Event()
    written, tries = race(writing(writer.pk, applied), partial(applying, [roster.pk for roster in rosters], applied))
    assert LISTS <= tries < MOST_TRIES
    assert written >= FEWEST_SAVES
    writer.refresh_from_db()
    assert (writer.preferred_name, writer.room) == (f"Typed {written}", f"T.{written}")
    assert (writer.headline, writer.about) == (f"Line {written}", f"Text {written}")
    assert sorted(writer.typed_fields) == ["preferred_name", "room"]
    assert writer.version == 1 + 3 * written
    last = LISTS - 1
    assert writer.job_title == f"Post {last}"  # the list's own column
    others = Technician.objects.exclude(pk=writer.pk).values_list("preferred_name", "room", "job_title")
    assert set(others) == {(f"Listed {last}", f"9.{last}", f"Post {last}")}
    assert log_lines() == LISTS


def writing(pk: int, applied: object) -> Racer:
    """Return a racer who saves three sections over and over, at least once after the list was applied."""

    def save(section: Section, verb: Callable[..., None], **words: object) -> None:
        while True:
            read = Technician.objects.for_owner().get(pk=pk)
            edit = Edit(pk, read.user, section, section_seen(read, section), Audience.PUBLIC)
            try:
                return verb(edit, **words)
            except ProfileChangedError:  # the list was applied in between: told, they save again
                continue

    def run(start: Start) -> int:
        start()
        number, done = 0, False
        while not done or number < FEWEST_SAVES:
            done = applied.is_set()
            number += 1
            save(Section.BASICS, save_basics, preferred_name=f"Typed {number}", pronouns="")
            save(Section.PLACE, save_place, campus=None, building=None, room=f"T.{number}", working_pattern="")
            save(Section.INTRODUCTION, save_introduction, headline=f"Line {number}", about=f"Text {number}")
        return number

    return run


def applying(pks: list[int], applied: object, start: Start) -> int:
    """Apply one list after the other, each until it is: a preview that was overtaken is shown anew. Count the tries."""
    start()
    tries = 0
    try:
        for roster in RosterImport.objects.filter(pk__in=pks).order_by("pk"):
            while roster.state != RosterState.APPLIED and tries < MOST_TRIES:
                start_applying(roster, confirmed_gone=True, user=None)
                tries += 1
    finally:
        applied.set()
    return tries
