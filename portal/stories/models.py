"""Stories, the people they are about, and what colleagues suggest."""

from typing import Any, ClassVar, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Revision

from portal.core.models import PortalImage
from portal.core.pages import BasePage
from portal.core.publishing import Obstacle, keep_as_draft
from portal.core.secrets import new_secret
from profiles.models import Department, Skill, Technician

from .blocks import story_blocks
from .enums import Agreement, StoryKind, SuggestionState
from .meanwhile import lock_story, refuse_too_old
from .obstacles import subject_obstacles
from .page_form import StoryForm
from .pages import index_context, story_context
from .panels import PeoplePanel
from .permissions import may_take_pack
from .plain_text import text_of
from .querysets import StoryManager, SubjectQuerySet, SuggestionQuerySet
from .subjects import has_agreed, subjects_of

# Addresses below /stories/ that are no stories (`urls`)
TAKEN_SLUGS = ("agreement", "feed", "suggest")


class StoryIndexPage(BasePage):
    """All stories, at /stories/."""

    introduction = models.TextField(max_length=400, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    template = "stories/index.html"
    max_count = 1
    parent_page_types: ClassVar = ["front.HomePage"]
    subpage_types: ClassVar = ["stories.StoryPage"]

    class Meta:
        verbose_name = "stories"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the stories that the address asks for, and the filters."""
        found = index_context(StoryPage.objects.showing(), request.GET)
        return {**super().get_context(request, *args, **kwargs), **found}


class StoryPage(BasePage):
    """A success story or a case study.

    The people it is about are rows (`Subject`), to which its blocks refer: what a version of the page says of them is
    never more than their rows say, and their rows say nothing without their agreement.
    """

    kind = models.CharField(max_length=12, choices=StoryKind.choices, default=StoryKind.STORY)
    body = StreamField(story_blocks(), blank=True)
    body_text = models.TextField(blank=True, editable=False)
    skills = ParentalManyToManyField(Skill, blank=True, related_name="stories")
    departments = ParentalManyToManyField(Department, blank=True, related_name="stories")

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("kind"),
        PeoplePanel(heading="People"),
        FieldPanel("body"),
    ]
    promote_panels = [*BasePage.promote_panels, FieldPanel("skills"), FieldPanel("departments")]
    template = "stories/story.html"
    parent_page_types: ClassVar = ["stories.StoryIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = StoryForm
    objects = StoryManager()

    class Meta:
        verbose_name = "story"
        verbose_name_plural = "stories"

    @cached_property
    def people(self) -> "list[Subject]":
        """Return the rows of those it is about, in order; what may be shown of them is for `subjects_of` to say."""
        return list(Subject.objects.filter(story=self.pk).select_related("photo")) if self.pk else []

    def clean(self) -> None:
        """Refuse an address that is another page's of the stories already: the story would never be seen."""
        super().clean()
        if self.slug in TAKEN_SLUGS:
            raise ValidationError({"slug": f"/stories/{self.slug}/ is another page. Choose another address."})

    def obstacles(self) -> list[Obstacle]:
        """Return also what stands in the way because of those it is about."""
        self.__dict__.pop("people", None)  # as they stand now
        return [*super().obstacles(), *subject_obstacles(self)]

    def may_be_seen(self) -> bool:
        """Say whether the public sees it: as `StoryQuerySet.showing`, and nobody agreed to other words than it has."""
        if not self.live or self.alias_of_id is not None or self.live_revision_id is None:
            return False
        return all(row.agreement == Agreement.WITHDRAWN or has_agreed(row) for row in self.people)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep it a draft where it is new: a story goes live by being published, and never as a copy or an alias.

        Wagtail's copy and alias save the new page as live, and ask nobody whom it is about. The text is kept without
        its markup too, for the search. Where somebody withdraws at the moment in which a version is published, or a
        form is saved, nothing is written: either would bring back what was scrubbed.
        """
        names = kwargs.get("update_fields")
        if names is None or "body" in names:
            self.body_text = text_of(self.body)
            if names is not None:
                kwargs["update_fields"] = {*names, "body_text"}
        if self._state.adding:
            self.live, self.has_unpublished_changes = False, True
        if not self.live:
            self.live_revision = None
        with transaction.atomic():
            if not self._state.adding:
                lock_story(self.pk)
                refuse_too_old(self)
                if self._is_going_live(kwargs.get("update_fields")) and self._is_held_back():
                    return
            super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a version, unless somebody withdrew since the form was opened that it comes from."""
        with transaction.atomic():
            if self.pk:
                lock_story(self.pk)
                refuse_too_old(self)
            revision: Revision = super().save_revision(*args, **kwargs)
        return revision

    def _is_going_live(self, names: Any) -> bool:
        """Say whether saving (these fields, or all) shows another version to the public than is shown now."""
        if not self.live or (names is not None and "live" not in names):
            return False
        stored = StoryPage.objects.filter(pk=self.pk).values_list("live", "live_revision").get()
        return stored != (True, self.live_revision_id)

    def _is_held_back(self) -> bool:
        """Keep a version a draft where those in it do not all agree now, whatever was asked a moment ago.

        The page is then again as it is stored, so that what Wagtail does next does it with that.
        """
        self.__dict__.pop("people", None)
        found = list(subject_obstacles(self))
        if found:
            revision = self.live_revision
            self.refresh_from_db()
            if revision is not None:
                keep_as_draft(self, revision, found)
        return bool(found)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it, or say that there is nothing where it may not be seen, whatever made it live."""
        if not self.may_be_seen():
            raise Http404
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response

    def serializable_data(self) -> dict[str, Any]:
        """Return what a version keeps: the text without markup is made anew from the body, and kept nowhere else."""
        data: dict[str, Any] = super().serializable_data()
        data.pop("body_text", None)
        return data

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `subjects`, what may be shown of those it is about, from which blocks draw, and what stands around."""
        is_editor = self.pk is not None and may_take_pack(request.user, self)
        around = {"subjects": subjects_of(self), "may_take_pack": is_editor, **story_context(self)}
        return {**super().get_context(request, *args, **kwargs), **around}


class Subject(models.Model):
    """One person whom a story is about: what it says of them, and whether they agree to that.

    `agreed_to` is the fingerprint of name, role, quote and photo as they were agreed to; where one of them is changed
    it no longer fits, and the person is asked again.
    """

    story = models.ForeignKey(StoryPage, on_delete=models.PROTECT, related_name="subjects")
    technician = models.ForeignKey(
        Technician, null=True, blank=True, on_delete=models.SET_NULL, related_name="story_subjects"
    )
    name = models.CharField(max_length=160, help_text="As it is printed.")
    role = models.CharField(max_length=160, blank=True, help_text="Job and department, as they are printed.")
    email = models.EmailField(blank=True, help_text="Where they are asked.")
    quote = models.TextField(max_length=600, blank=True)
    photo = models.ForeignKey(PortalImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    agreement = models.CharField(max_length=10, choices=Agreement.choices, default=Agreement.NOT_ASKED)
    agreed_to = models.CharField(max_length=64, blank=True)
    secret = models.CharField(max_length=40, unique=True, default=new_secret)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField("what they wrote to the editors", max_length=1000, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="The editor who recorded an agreement that was given elsewhere.",
    )  # fmt: skip
    recorded_reason = models.CharField(max_length=300, blank=True)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        permissions: ClassVar = [("record_agreement", "Can note an agreement that was given elsewhere")]
        constraints = [
            models.UniqueConstraint(fields=["story", "technician"], name="stories_subject_once"),
            models.CheckConstraint(
                condition=models.Q(recorded_by=None) | ~models.Q(recorded_reason=""),
                name="stories_recorded_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name or "Somebody who took the agreement back"


# Else the admin says that a story cannot be deleted; `stories.hooks` takes its people with it
cast("Any", Subject._meta.get_field("story")).wagtail_reference_index_ignore = True


class StorySuggestion(models.Model):
    """A story that a colleague thinks should be told."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=4000)
    about = models.CharField(max_length=200, blank=True, help_text="Whom it is about.")
    link = models.URLField(blank=True, max_length=300)
    state = models.CharField(max_length=10, choices=SuggestionState.choices, default=SuggestionState.WAITING)
    answer = models.CharField(max_length=400, blank=True)
    story = models.ForeignKey(StoryPage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.title
