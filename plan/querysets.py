"""Reads of plans, actions and readings."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from .enums import ENDED, REPORTED, ActionStatus, ImportState, TimescaleKind
from .permissions import may_keep_plans

if TYPE_CHECKING:
    from .models import Plan


def or_none(key: F) -> Coalesce:
    """Return a key that is 0 where there is none: to a unique constraint and a comparison, two that miss differ."""
    return Coalesce(key, Value(0), output_field=models.BigIntegerField())


class PlanQuerySet(models.QuerySet[Any]):
    """Plans."""

    def visible_to(self, user: Any) -> "PlanQuerySet":
        """Return the plans somebody may read: the published ones, and all for those who keep them."""
        return self if may_keep_plans(user) else self.filter(published_at__isnull=False)

    def current(self, on: date) -> "Plan | None":
        """Return the plan that runs on a day, else the one that ended last, else the one that begins first."""
        plans = list(self.order_by("-start", "-pk"))
        running = [plan for plan in plans if plan.runs_on(on)]
        over = [plan for plan in plans if plan.end < on]
        return next(iter([*running, *over, *reversed(plans)]), None)


class ActionQuerySet(models.QuerySet[Any]):
    """Actions of plans."""

    def visible_to(self, user: Any) -> "ActionQuerySet":
        """Return the actions of plans that somebody may read."""
        return self if may_keep_plans(user) else self.filter(plan__published_at__isnull=False)

    def with_status(self) -> "ActionQuerySet":
        """Add `status` and `status_on`, of the latest update; an action without any has not been started."""
        latest = apps.get_model("plan", "Update").objects.filter(action=OuterRef("pk"))
        latest = latest.order_by("-on", "-created_at", "-pk")
        return self.annotate(
            status=models.functions.Coalesce(
                Subquery(latest.values("status")[:1]), models.Value(ActionStatus.NOT_STARTED.value)
            ),
            status_on=Subquery(latest.values("on")[:1]),
        )

    def with_facts(self) -> "ActionQuerySet":
        """Fetch all that an import or an export carries of each, in as many queries for one as for a thousand."""
        return self.select_related("continues").prefetch_related("themes", "leads", "steps", "milestones")

    def overdue(self, on: date) -> "ActionQuerySet":
        """Return those of which something should have been done before a day: ongoing and ended ones never are.

        Needs `with_status`.
        """
        late = apps.get_model("plan", "Milestone").objects.late(on).filter(action=OuterRef("pk"))
        return self.exclude(timescale_kind=TimescaleKind.ONGOING).exclude(status__in=ENDED).filter(Exists(late))

    def led_by(self, user: Any) -> "ActionQuerySet":
        """Return the actions of which somebody with an account is a lead."""
        return self.filter(leads__user=user)


class MilestoneQuerySet(models.QuerySet[Any]):
    """Milestones of actions and steps."""

    def late(self, on: date) -> "MilestoneQuerySet":
        """Return those that ended before a day and are not done, by themselves or with their step."""
        return self.filter(end__lt=on, done_on__isnull=True).exclude(
            Q(step__isnull=False) & (Q(step__done_on__isnull=False) | Q(step__timescale_kind=TimescaleKind.ONGOING))
        )


class TargetQuerySet(models.QuerySet[Any]):
    """Targets of actions."""

    def with_scope(self) -> "TargetQuerySet":
        """Fetch what says of whom each is: its action's plan, its theme and its department."""
        return self.select_related("action__plan", "theme", "department")

    def with_latest(self, on: date) -> "TargetQuerySet":
        """Add `latest`, the primary key of the latest reading up to a day.

        What is counted is counted from the first day of the plan; what is reported by hand is of no plan.
        """
        readings = apps.get_model("plan", "Reading").objects.for_target().filter(on__lte=on).order_by("-on")
        return self.annotate(latest=Subquery(readings.values("pk")[:1]))


class ReadingQuerySet(models.QuerySet[Any]):
    """Readings of measures."""

    def of(self, measure: str, theme: int | None = None, department: int | None = None) -> "ReadingQuerySet":
        """Return the readings of a measure, of everybody or of one theme or department, by day."""
        return self.filter(measure=measure, theme=theme, department=department).order_by("on", "pk")

    def for_target(self) -> "ReadingQuerySet":
        """Return, within a query of targets, the readings of the outer one's measure and scope."""
        of_plan = Q(start=OuterRef("action__plan__start")) | Q(measure__startswith=REPORTED)
        return self.alias(scope_theme=or_none(F("theme")), scope_department=or_none(F("department"))).filter(
            of_plan,
            measure=OuterRef("measure"),
            scope_theme=or_none(OuterRef("theme")),
            scope_department=or_none(OuterRef("department")),
        )


class PlanImportQuerySet(models.QuerySet[Any]):
    """Imports of plans."""

    def applied(self) -> "PlanImportQuerySet":
        """Return those that were written and stand."""
        return self.filter(state=ImportState.APPLIED)
