"""Schedule the latest version of a page for an hour from now: `python -m tests.journeys.schedule <page>`.

As the dialog of the admin does it, whose own steps are Wagtail's to test.
"""

import sys
from datetime import timedelta

import django


def main(pk: str) -> None:
    """Save a version with the hour, and publish it, which schedules it."""
    django.setup()
    from django.utils import timezone  # noqa: PLC0415 (after setup)
    from wagtail.models import Page  # noqa: PLC0415 (after setup)

    page = Page.objects.get(pk=pk).specific.get_latest_revision_as_object()
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()


if __name__ == "__main__":
    main(sys.argv[1])
