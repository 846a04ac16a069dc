"""Run a job of the site as if it were some days later: `python -m tests.journeys.later <days> <job>`.

In a process of its own, as cron does it: the server and the browser stay in the present.
"""

import sys
from datetime import UTC, datetime, timedelta

import django
import time_machine
from django.core.management import call_command


def main(days: str, job: str) -> None:
    """Run one job, due or not."""
    with time_machine.travel(datetime.now(UTC) + timedelta(days=int(days))):
        django.setup()
        call_command("run_jobs", only=job)


if __name__ == "__main__":
    main(*sys.argv[1:])
