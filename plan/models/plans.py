"""A university's action plans, one after another, and who stands behind each."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from plan.querysets import PlanQuerySet
from plan.spans import PlanPeriod
from portal.core.models import PortalDocument


class Plan(models.Model):
    """An action plan for a period. Its actions are rows that point at it; until it is published nobody else sees it."""

    title = models.CharField(max_length=160)
    slug = models.SlugField(
        max_length=80,
        unique=True,
        help_text="In the plan's address: /plan/2025-2028/. It stays when the title changes.",
    )
    start = models.DateField("begins on")
    end = models.DateField("ends on")
    introduction = models.TextField(blank=True, help_text="What to know before the figures, in a few lines.")
    lead_name = models.CharField("named lead", max_length=120, blank=True)
    lead_role = models.CharField("the lead's role", max_length=160, blank=True)
    contact_email = models.EmailField("contact", blank=True, help_text="Questions about actions are sent here.")
    published_at = models.DateTimeField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-start", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gt=F("start")),
                name="plan_ends_after_it_begins",
                violation_error_message="A plan ends after it begins.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page, which it keeps when a later plan is the current one."""
        return reverse("plan_older", args=[self.slug])

    @property
    def period(self) -> PlanPeriod:
        """Return when it runs, both days included."""
        return PlanPeriod(self.start, self.end)

    @property
    def is_public(self) -> bool:
        """Say whether everybody may read it."""
        return self.published_at is not None

    def runs_on(self, day: date) -> bool:
        """Say whether a day lies in its period."""
        return self.start <= day <= self.end


class Endorsement(models.Model):
    """Somebody senior who stands behind the plan. Several may be current; a former one keeps its dates."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="endorsements")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=160)
    given_on = models.DateField("date")
    ended_on = models.DateField("until", null=True, blank=True, help_text="When they left, or took it back.")
    document = models.ForeignKey(PortalDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["given_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("given_on")),
                name="plan_endorsement_in_order",
                violation_error_message="It cannot end before it was given.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.role}"
