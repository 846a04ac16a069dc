"""Every read of stories and of those they are about."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from allauth.account.models import EmailAddress
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Lower
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from profiles.enums import WordState

from .enums import HIDES_STORY, Agreement, SuggestionState

if TYPE_CHECKING:
    from .models import StorySuggestion, Subject  # noqa: F401 (named below)

DEPARTMENT_LEVELS = 3  # a unit, its department, its faculty
# How much it counts that two stories have one of these in common
WEIGHTS = {"skills": 3, "departments": 2, "themes": 1}


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

    def words_by_filter(self) -> dict[str, Iterable[tuple[int, str, str]]]:
        """Return the themes, departments with those above them, and skills of these stories, one query each.

        Each as (key of the story, slug, name).
        """
        slugs = ["__".join(["departments", *["parent"] * level, "slug"]) for level in range(DEPARTMENT_LEVELS)]
        pairs = [name for slug in slugs for name in (slug, slug.removesuffix("slug") + "name")]
        placed = self.exclude(departments=None).order_by().values_list("pk", *pairs)
        skills = self.filter(skills__state=WordState.APPROVED).order_by()
        return {
            "theme": self.exclude(themes=None).order_by().values_list("pk", "themes__slug", "themes__name"),
            "department": [(pk, *names[at : at + 2]) for pk, *names in placed for at in range(0, len(names), 2)],
            "skill": skills.values_list("pk", "skills__slug", "skills__name"),
        }

    def with_in_common(self, pk: int) -> Self:
        """Add `in_common`, how much a story shares with another: three a skill, two a department, one a theme."""
        total: Any = Value(0)
        for name, weight in WEIGHTS.items():
            through = self.model._meta.get_field(name).remote_field.through
            other = name.removesuffix("s")
            wanted = through.objects.filter(storypage=pk).values(other)
            shared = through.objects.filter(storypage=OuterRef("pk"), **{f"{other}__in": wanted})
            counted = shared.order_by().values("storypage").annotate(n=Count("pk")).values("n")
            total = total + weight * Coalesce(Subquery(counted, output_field=models.IntegerField()), 0)
        return self.annotate(in_common=total)

    def about_skill(self, pk: int) -> Self:
        """Return those about a skill."""
        return self.filter(skills=pk)

    def about_theme(self, pk: int) -> Self:
        """Return those about a theme."""
        return self.filter(themes=pk)

    def about_department(self, pk: int) -> Self:
        """Return those about a department or one beneath it, each once."""
        levels = ("departments", "departments__parent", "departments__parent__parent")
        within = models.Q(*((level, pk) for level in levels), _connector=models.Q.OR)
        return self.filter(pk__in=self.model._default_manager.filter(within).values("pk"))

    def about_technician(self, pk: int) -> Self:
        """Return those in which a technician appears, who agreed to what is said there."""
        return self.filter(subjects__technician=pk, subjects__agreement=Agreement.AGREED)


class SubjectQuerySet(models.QuerySet["Subject"]):
    """People whom stories are about."""

    def agreed(self) -> Self:
        """Return those who agreed to what their story says of them."""
        return self.filter(agreement=Agreement.AGREED)

    def to_remind(self, asked_before: datetime) -> Self:
        """Return those who were asked before a moment, have not answered, and were not reminded."""
        waiting = self.filter(agreement=Agreement.ASKED, asked_at__lt=asked_before, reminded_at=None)
        return waiting.order_by("asked_at", "pk")

    def with_story(self) -> Self:
        """Load the story, the photo and the technician with them."""
        return self.select_related("story", "photo", "technician")

    def about(self, user: Any) -> Self:
        """Return the rows that are about somebody: as a technician, or at an address that they showed to be theirs."""
        confirmed = EmailAddress.objects.filter(user=user, verified=True).values(lower=Lower("email"))
        theirs = Q(technician__user=user) | Q(technician=None, email__in=confirmed)
        return self.filter(theirs).with_story()

    def asked_of(self, user: Any) -> Self:
        """Return those of them that somebody was asked about, the latest first."""
        return self.about(user).exclude(agreement=Agreement.NOT_ASKED).order_by("-asked_at", "-pk")


class SuggestionQuerySet(models.QuerySet["StorySuggestion"]):
    """Suggested stories."""

    def waiting(self) -> Self:
        """Return those that nobody has decided on, the oldest first."""
        return self.filter(state=SuggestionState.WAITING).order_by("created_at", "pk")

    def decided(self) -> Self:
        """Return those that were taken up or put aside, the latest first."""
        return self.exclude(state=SuggestionState.WAITING).order_by("-decided_at", "-pk")

    def of(self, user: Any) -> Self:
        """Return what somebody suggested, the latest first."""
        return self.filter(by=user).order_by("-created_at", "-pk")


StoryManager = PageManager.from_queryset(StoryQuerySet)
