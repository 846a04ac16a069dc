"""Running the recurring work of all apps: each job locked, none stopping the others."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from .consent import warn_of_consent
from .enums import JobOutcome
from .mail import send_waiting_mail
from .models import JobRun
from .pictures import draw_and_drop_all
from .registries import Job, jobs

log = structlog.get_logger(__name__)
# A run that has not ended after this time was killed: the next one may start.
STUCK_AFTER = timedelta(hours=2)
# A timer that calls every five minutes is now and then a second early; the job must not wait for its next call.
EARLY = timedelta(seconds=30)


def register_jobs() -> None:
    """Offer the ground's own jobs."""
    jobs.register(Job("send_mail", "Send waiting mail", timedelta(minutes=5), send_waiting_mail))
    jobs.register(Job("draw_pictures", "Draw missing sizes of pictures", timedelta(hours=1), draw_and_drop_all))
    jobs.register(Job("warn_of_consent", "Say whose consent to a picture ends", timedelta(days=1), warn_of_consent))


def run_due_jobs(only: str | None = None, now: datetime | None = None) -> list[JobRun]:
    """Run each job that is due (or the one named, due or not) and return what ran.

    A job that raises is recorded as failed and the rest still run. Two callers never run the same job at once.
    """
    ran = []
    for job in jobs:
        if only and job.key != only:
            continue
        moment = now or timezone.now()
        run = _take(job, moment, force=bool(only))
        if run:
            _carry_out(job, run)
            ran.append(run)
    return ran


def _take(job: Job, now: datetime, *, force: bool) -> JobRun | None:
    """Claim the job's row if it is due and nobody has it."""
    JobRun.objects.get_or_create(key=job.key)
    with transaction.atomic():
        run = JobRun.objects.select_for_update().get(key=job.key)
        running = run.outcome == JobOutcome.RUNNING and run.started_at and now - run.started_at < STUCK_AFTER
        waiting = run.started_at and now - run.started_at < job.every - EARLY
        if running or (waiting and not force):
            return None
        run.started_at, run.finished_at, run.outcome, run.note = now, None, JobOutcome.RUNNING, ""
        run.save()
        return run


def _carry_out(job: Job, run: JobRun) -> None:
    try:
        run.note = job.run()
        run.outcome = JobOutcome.DONE
    except Exception as error:  # one job's failure must not stop the others; it is kept and logged
        run.note, run.outcome = f"{type(error).__name__}: {error}", JobOutcome.FAILED
        log.exception("job_failed", job=job.key)
    run.finished_at = timezone.now()
    run.save()
