"""Recurring work: run when due, one at a time, none stopping the others."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.core import jobs as core_jobs
from portal.core.enums import JobOutcome
from portal.core.jobs import run_due_jobs
from portal.core.management.commands import run_jobs
from portal.core.models import JobRun
from portal.core.registries import Job, Registry

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def broken() -> str:
    raise RuntimeError("the cupboard is bare")


@pytest.fixture
def registry(monkeypatch) -> Registry[Job]:
    """A registry of this test's own in place of the portal's."""
    own: Registry[Job] = Registry("jobs")
    monkeypatch.setattr(core_jobs, "jobs", own)
    monkeypatch.setattr(run_jobs, "jobs", own)
    return own


@pytest.fixture
def calls(registry) -> list[str]:
    """The runs of an hourly job 'count'."""
    made: list[str] = []

    def count() -> str:
        made.append("run")
        return f"run {len(made)}"

    registry.register(Job("count", "Count", timedelta(hours=1), count))
    return made


@pytest.mark.parametrize(
    ("later", "runs"),
    [(timedelta(minutes=59), 1), (timedelta(minutes=59, seconds=40), 2), (timedelta(hours=1), 2)],
)
def test_a_job_runs_when_its_time_has_passed_or_all_but(calls, later, runs):
    run_due_jobs(now=NOON)
    run_due_jobs(now=NOON + later)
    assert len(calls) == runs


def test_what_it_did_is_kept(calls):
    (run,) = run_due_jobs(now=NOON)
    kept = JobRun.objects.get(key="count")
    assert kept == run
    assert (kept.outcome, kept.note, kept.started_at) == (JobOutcome.DONE, "run 1", NOON)
    assert kept.finished_at is not None


def test_a_job_named_runs_whether_due_or_not(calls):
    run_due_jobs(now=NOON)
    run_due_jobs("count", now=NOON + timedelta(minutes=1))
    assert len(calls) == 2


def test_one_that_fails_is_kept_and_stops_no_other(registry):
    registry.register(Job("broken", "Broken", timedelta(hours=1), broken))
    registry.register(Job("whole", "Whole", timedelta(hours=1), lambda: "fine"))
    outcomes = {run.key: (run.outcome, run.note) for run in run_due_jobs(now=NOON)}
    assert outcomes == {
        "broken": (JobOutcome.FAILED, "RuntimeError: the cupboard is bare"),
        "whole": (JobOutcome.DONE, "fine"),
    }


@pytest.mark.parametrize(("since", "runs"), [(timedelta(minutes=90), 0), (timedelta(hours=3), 1)])
def test_one_that_is_running_is_left_alone_unless_it_was_killed(calls, since, runs):
    JobRun.objects.create(key="count", started_at=NOON - since, outcome=JobOutcome.RUNNING)
    run_due_jobs("count", now=NOON)
    assert len(calls) == runs


def test_a_job_that_calls_for_itself_is_not_run_within_itself(registry):
    inner: list[list[JobRun]] = []

    def nested() -> str:
        inner.append(run_due_jobs("nested"))
        return "done"

    registry.register(Job("nested", "Nested", timedelta(hours=1), nested))
    run_due_jobs()
    assert inner == [[]]


def test_a_long_note_is_cut():
    assert len(JobRun.objects.create(key="wordy", note="x" * 5000).note) == 2000


def test_the_command_prints_a_line_a_job(calls):
    out = StringIO()
    call_command("run_jobs", stdout=out)
    assert out.getvalue() == "count: Done. run 1\n"
    out = StringIO()
    call_command("run_jobs", list=True, stdout=out)
    assert out.getvalue() == "count: Count, every 1:00:00\n"
    assert len(calls) == 1


def test_the_command_fails_when_a_job_did(registry):
    registry.register(Job("broken", "Broken", timedelta(hours=1), broken))
    with pytest.raises(CommandError, match="A job failed"):
        call_command("run_jobs", stdout=StringIO())


def test_the_command_refuses_a_job_that_is_not_there(registry):
    with pytest.raises(CommandError, match="There is no job 'tea'"):
        call_command("run_jobs", only="tea")


def test_the_portals_own_jobs_are_registered_and_run():
    runs = {run.key: run for run in run_due_jobs()}
    assert "send_mail" in runs
    assert [run.note for run in runs.values() if run.outcome != JobOutcome.DONE] == []
