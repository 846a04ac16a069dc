"""What stories tell a technician of their own year: those about them that went out, and that the public sees now."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from portal.core.registries import YearPart, YearRow, my_year

from .models import StoryPage


def _stories(technician: int, start: date, end: date, most: int) -> Iterable[YearRow]:
    """Return stories in which they appear and agreed to it, by the day on which each was first published."""
    about = StoryPage.objects.showing().about_technician(technician).latest_first()
    return [
        YearRow(
            timezone.localdate(story.first_published_at), story.title, story.get_kind_display(), story.get_url() or ""
        )
        for story in about.filter(first_published_at__date__range=(start, end))[:most]
    ]


def register_year_part() -> None:
    """Offer it to 'my year'."""
    none_yet = "A story that you agreed to stands here once it is out."
    my_year.register(YearPart("stories", "Stories about you", _stories, none_yet))
