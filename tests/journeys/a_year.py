"""A year of the site in a minute: `python -m tests.journeys.a_year <months>`.

From so many months ago until today, thirty days a month: two more profiles go public, then the jobs of that day take
their readings, at noon: thirty days are no thirty times 24 hours over a change of clocks, and near midnight that is
another date. In a process of its own, as cron does it: the server and the browser stay in the present.
"""

import sys
from datetime import datetime, time, timedelta

import django
import time_machine
from django.core.management import call_command
from django.utils import timezone

MONTH = timedelta(days=30)
A_MONTH = 2  # profiles


def main(months: int) -> None:
    """Hide the neighbours of the prepared site, then show them, two a month, and run the nightly job."""
    django.setup()
    noon = datetime.combine(timezone.localdate(), time(12))
    from profiles.enums import Audience, Section  # noqa: PLC0415 (after setup)
    from profiles.models import Technician  # noqa: PLC0415 (after setup)
    from tests.factories.people import show  # noqa: PLC0415 (after setup)

    neighbours = list(Technician.objects.filter(headline="I keep the magnet cold.").order_by("pk"))
    for person in neighbours:
        show(person, Audience.ONLY_ME, Section.BASICS)
    for month in range(months + 1):
        for person in neighbours[A_MONTH * month : A_MONTH * (month + 1)]:
            show(person, Audience.PUBLIC, Section.BASICS)
        with time_machine.travel(timezone.make_aware(noon - (months - month) * MONTH)):
            call_command("run_jobs", only="take_readings")


if __name__ == "__main__":
    main(int(sys.argv[1]))
