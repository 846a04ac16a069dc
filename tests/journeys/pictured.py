"""Two pictures, one of them on a story with consent until today: `python -m tests.journeys.pictured <page>`.

As an editor did weeks ago; the browser begins on the last day.
"""

import sys

import django


def main(pk: str) -> None:
    """Make both pictures, and publish the story with the first."""
    django.setup()
    from django.utils import timezone  # noqa: PLC0415 (after setup)

    from portal.stories.models import StoryPage  # noqa: PLC0415 (after setup)
    from tests.factories.stories import PictureFactory  # noqa: PLC0415 (after setup)

    PictureFactory(title="The lathe", alt_text="A lathe")
    page = StoryPage.objects.get(pk=pk)
    page.picture = PictureFactory(title="The crowd", alt_text="A crowd", consent_until=timezone.localdate())
    page.save_revision().publish()


if __name__ == "__main__":
    main(sys.argv[1])
