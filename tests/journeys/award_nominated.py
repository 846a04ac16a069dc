"""Nominations before the one in the browser: `python -m tests.journeys.award_nominated <category> <how many>`.

Those that the prepared site holds are put before the plan began, so that these are all that it counts.
"""

import sys
from datetime import timedelta

import django
from django.utils import timezone


def main(category: int, how_many: int) -> None:
    """Send so many nominations, each of somebody else."""
    django.setup()
    from awards.models import Category, Nomination  # noqa: PLC0415 (after setup)
    from tests.factories.awards import NominationFactory, NomineeFactory  # noqa: PLC0415 (after setup)

    Nomination.objects.exclude(sent_at=None).update(sent_at=timezone.now() - timedelta(days=500))
    for number in range(how_many):
        row = NominationFactory(category=Category.objects.get(pk=category), nominee=False)
        NomineeFactory(nomination=row, technician=None, name=f"Neighbour {number}", email="")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
