"""Actions of a plan: what is promised, by whom, in which steps, until when, and what it goes on with."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from plan.enums import LONGEST_CODE, ContinuationKind, TimescaleKind
from plan.querysets import ActionQuerySet, MilestoneQuerySet
from portal.core.models import Theme

from .plans import Plan


class Timed(models.Model):
    """Something with a date in its author's words, which are kept however they are understood."""

    timescale_wording = models.TextField("date, as it is worded", blank=True)
    timescale_kind = models.CharField(max_length=10, choices=TimescaleKind.choices, default=TimescaleKind.UNKNOWN)

    class Meta:
        abstract = True

    @property
    def is_ongoing(self) -> bool:
        """Say whether it has no end, and so is never overdue."""
        return self.timescale_kind == TimescaleKind.ONGOING


class Action(Timed):
    """One promise of a plan. How it is going is said by its latest update, never here."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    order = models.PositiveIntegerField(default=0)
    code = models.CharField(max_length=LONGEST_CODE)
    code_given = models.BooleanField(
        default=True, help_text="Whether the plan's authors gave it this code; else it was numbered here."
    )
    slug = models.SlugField(max_length=60, help_text="The code as it stands in the address.")
    title = models.TextField("action")
    detail = models.TextField(blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="actions")
    stakeholders = models.JSONField(default=list, blank=True, help_text="Who it is for or done with, in words.")
    success_measure = models.TextField(blank=True, help_text="How the authors wanted to know that it is done.")
    notes = models.TextField(blank=True, help_text="For those who keep the plan; not shown to the public.")
    reviewed_on = models.DateField(null=True, blank=True, help_text="When a person last looked at it.")
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    review_asked_on = models.DateField(
        null=True, blank=True, help_text="When somebody was last asked whether it still stands as it is."
    )
    version = models.PositiveIntegerField(default=0, help_text="Grows with each change, so that no tab undoes another.")

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"],
                name="plan_action_code_once",
                violation_error_message="There is an action with this code in the plan.",
            ),
            models.UniqueConstraint(
                fields=["plan", "slug"],
                name="plan_action_slug_once",
                violation_error_message="There is an action with this code in the plan, written another way.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"

    def get_absolute_url(self) -> str:
        """Return the address of its page; costs a query where the plan was not read with it."""
        return reverse("action", args=[self.plan.slug, self.slug])


class Lead(models.Model):
    """Who answers for an action, in the plan's words; with an account besides, they may post its updates."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="leads")
    order = models.PositiveSmallIntegerField(default=0)
    words = models.TextField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="led_actions"
    )

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "user"],
                name="plan_lead_once",
                violation_error_message="This person leads the action already.",
            )
        ]

    def __str__(self) -> str:
        return self.words


class Step(Timed):
    """A part of an action, with a lead and a date of its own where the plan gives them."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField(default=0)
    label = models.TextField(blank=True, help_text="As the plan has it: a, 2, iii; empty for bullets.")
    text = models.TextField()
    leads = models.JSONField(default=list, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self.label}) {self.text}" if self.label else self.text


class Milestone(models.Model):
    """One date by which something of an action is done, or one span in which it is; each is done by itself."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones")
    step = models.ForeignKey(Step, null=True, blank=True, on_delete=models.CASCADE, related_name="milestones")
    start = models.DateField()
    end = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["start", "end", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="plan_milestone_in_order"),
            models.UniqueConstraint(
                fields=["action", "start", "end"], condition=Q(step__isnull=True), name="plan_milestone_once"
            ),
            models.UniqueConstraint(fields=["step", "start", "end"], name="plan_milestone_of_step_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["action", "end"])]

    def __str__(self) -> str:
        return f"{self.start} to {self.end}"


class Continuation(models.Model):
    """What an action goes on with: an action of an older plan, by the words of the plan where it is not held here."""

    action = models.OneToOneField(Action, on_delete=models.CASCADE, related_name="continues")
    earlier = models.ForeignKey(
        Action,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="continued_by",
        verbose_name="older action",
    )
    code = models.TextField("code in the older plan", blank=True)
    plan_words = models.TextField("older plan", blank=True, help_text="As this plan names it.")
    kind = models.CharField(max_length=10, choices=ContinuationKind.choices, default=ContinuationKind.RELATED)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(action=F("earlier")),
                name="plan_continues_another",
                violation_error_message="An action cannot go on with itself.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.code} {self.plan_words}".strip()
