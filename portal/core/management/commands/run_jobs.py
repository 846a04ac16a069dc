"""`manage.py run_jobs`: what cron or a systemd timer calls each minute."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.core.enums import JobOutcome
from portal.core.jobs import run_due_jobs
from portal.core.registries import jobs


class Command(BaseCommand):
    """Run the jobs that are due."""

    help = "Run the recurring jobs that are due. Call it each minute from cron or a systemd timer."

    def add_arguments(self, parser: CommandParser) -> None:
        """Let one job be run now."""
        parser.add_argument("--only", help="run this job now, due or not")
        parser.add_argument("--list", action="store_true", help="list the jobs and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, print a line a job, and fail if one failed."""
        if options["list"]:
            for job in jobs:
                self.stdout.write(f"{job.key}: {job.label}, every {job.every}")
            return
        if options["only"] and options["only"] not in jobs:
            raise CommandError(f"There is no job '{options['only']}'. See --list.")
        ran = run_due_jobs(options["only"])
        for run in ran:
            self.stdout.write(f"{run.key}: {run.get_outcome_display()}. {run.note}")
        if any(run.outcome == JobOutcome.FAILED for run in ran):
            raise CommandError("A job failed; the log has the details.")
