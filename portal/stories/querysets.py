"""Every read of stories and of those they are about."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from .enums import Agreement

if TYPE_CHECKING:
    from .models import Subject  # noqa: F401 (named below)


class StoryQuerySet(PageQuerySet):
    """Stories."""

    def showing(self) -> Self:
        """Return those that the public sees: live, no alias, and everybody they are about has agreed."""
        from .models import Subject  # noqa: PLC0415 (models import this module)

        unsettled = Subject.objects.filter(story=OuterRef("pk")).exclude(agreement=Agreement.AGREED)
        return self.live().filter(alias_of=None).filter(~Exists(unsettled))

    def latest_first(self) -> Self:
        """Return them by when they were first published, the latest first."""
        return self.order_by("-first_published_at", "-pk")


class SubjectQuerySet(models.QuerySet["Subject"]):
    """People whom stories are about."""

    def agreed(self) -> Self:
        """Return those who agreed to what their story says of them."""
        return self.filter(agreement=Agreement.AGREED)


StoryManager = PageManager.from_queryset(StoryQuerySet)
