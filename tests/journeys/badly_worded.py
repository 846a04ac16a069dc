"""Save a draft whose first heading skips a level: `python -m tests.journeys.badly_worded <page>`."""

import sys

import django

TEXT = "<h3>The wire</h3><p>It was thin as hair.</p>"


def main(pk: str) -> None:
    """Save it; what is public stays as it is."""
    django.setup()
    from portal.stories.models import StoryPage  # noqa: PLC0415 (after setup)

    page = StoryPage.objects.get(pk=pk)
    page.body = [("text", TEXT)]
    page.save_revision()


if __name__ == "__main__":
    main(sys.argv[1])
