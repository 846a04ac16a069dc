"""Every read of stories and of those they are about."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from .enums import HIDES_STORY, Agreement

if TYPE_CHECKING:
    from .models import Subject  # noqa: F401 (named below)


class StoryQuerySet(PageQuerySet):
    """Stories."""

    def showing(self) -> Self:
        """Return those that the public sees: published by a version, no alias, and everybody in them has agreed.

        What `StoryPage.may_be_seen` says of one. Whatever changes what a story says of somebody voids their
        agreement in the same transaction, so that the fingerprints need no comparing here.
        """
        from .models import Subject  # noqa: PLC0415 (models import this module)

        unsettled = Subject.objects.filter(story=OuterRef("pk"), agreement__in=HIDES_STORY)
        return self.live().filter(alias_of=None, live_revision__isnull=False).filter(~Exists(unsettled))

    def held_back(self) -> Self:
        """Return those that are live by Wagtail's word and that the public does not see."""
        return self.live().exclude(pk__in=self.model._default_manager.showing().values("pk"))

    def latest_first(self) -> Self:
        """Return them by when they were first published, the latest first."""
        return self.order_by("-first_published_at", "-pk")


class SubjectQuerySet(models.QuerySet["Subject"]):
    """People whom stories are about."""

    def agreed(self) -> Self:
        """Return those who agreed to what their story says of them."""
        return self.filter(agreement=Agreement.AGREED)


StoryManager = PageManager.from_queryset(StoryQuerySet)
