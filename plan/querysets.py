"""Reads of plans, actions and readings."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject

from .enums import ENDED, REPORTED, ActionStatus, ImportState, TimescaleKind, UpdateSource
from .permissions import may_keep_plans

if TYPE_CHECKING:
    from .models import Plan, PlanImport, Target

REVIEWED_EVERY = timedelta(days=365)  # how often a person looks at an action that has no end


def or_none(key: F) -> Coalesce:
    """Return a key that is 0 where there is none: to a unique constraint and a comparison, two that miss differ."""
    return Coalesce(key, Value(0), output_field=models.BigIntegerField())


def current_of(plans: "Iterable[Plan]", on: date) -> "Plan | None":
    """Return of plans, the latest first, the one that `PlanQuerySet.current` means."""
    plans = list(plans)
    running = [plan for plan in plans if plan.runs_on(on)]
    over = [plan for plan in plans if plan.end < on]
    return next(iter([*running, *over, *reversed(plans)]), None)


class PlanQuerySet(models.QuerySet[Any]):
    """Plans."""

    def published(self) -> "PlanQuerySet":
        """Return the plans that everybody may read."""
        return self.filter(published_at__isnull=False)

    def visible_to(self, user: Any) -> "PlanQuerySet":
        """Return the plans somebody may read: the published ones, and all for those who keep them."""
        return self if may_keep_plans(user) else self.published()

    def current(self, on: date) -> "Plan | None":
        """Return the plan that runs on a day, else the one that ended last, else the one that begins first."""
        return current_of(self.order_by("-start", "-pk"), on)


class ActionQuerySet(models.QuerySet[Any]):
    """Actions of plans."""

    def published(self) -> "ActionQuerySet":
        """Return the actions of plans that everybody may read."""
        return self.filter(plan__published_at__isnull=False)

    def visible_to(self, user: Any) -> "ActionQuerySet":
        """Return the actions of plans that somebody may read."""
        return self if may_keep_plans(user) else self.published()

    def with_status(self) -> "ActionQuerySet":
        """Add `status` and `status_on`, of the latest update; an action without any has not been started."""
        latest = apps.get_model("plan", "Update").objects.of_action()
        return self.annotate(
            status=models.functions.Coalesce(
                Subquery(latest.values("status")[:1]), models.Value(ActionStatus.NOT_STARTED.value)
            ),
            status_on=Subquery(latest.values("on")[:1]),
        )

    def with_said(self) -> "ActionQuerySet":
        """Add `said`, what a person wrote last of how it is going; None where nobody has."""
        updates = apps.get_model("plan", "Update").objects.of_action().filter(source=UpdateSource.PERSON)
        return self.annotate(said=Subquery(updates.values("note")[:1]))

    def status_counts(self) -> "models.QuerySet[Any, tuple[int, str, int]]":
        """Return plan, status and how many of its actions have it, in one query."""
        counted = self.with_status().order_by().values("plan_id", "status").annotate(number=models.Count("pk"))
        return counted.values_list("plan_id", "status", "number")

    def with_facts(self) -> "ActionQuerySet":
        """Fetch all that an import or an export carries of each, in as many queries for one as for a thousand."""
        return self.select_related("continues").prefetch_related("themes", "leads", "steps", "milestones")

    def for_page(self) -> "ActionQuerySet":
        """Fetch what an action's page says of it, of its plan, and of the older action that it goes on with.

        Adds `before` and `after`, the plan's actions beside it (code, slug, title), and how many there are.
        """
        within = self.model._default_manager.filter(plan=OuterRef("plan"))
        here = Q(order=OuterRef("order"))
        before = within.filter(Q(order__lt=OuterRef("order")) | here & Q(pk__lt=OuterRef("pk")))
        after = within.filter(Q(order__gt=OuterRef("order")) | here & Q(pk__gt=OuterRef("pk")))
        named = JSONObject(code="code", slug="slug", title="title")
        return (
            self.with_status()
            .with_facts()
            .select_related("plan", "continues__earlier__plan")
            .annotate(
                before=Subquery(before.order_by("-order", "-pk").values(found=named)[:1]),
                after=Subquery(after.order_by("order", "pk").values(found=named)[:1]),
                actions_in_plan=Subquery(within.order_by().values("plan").values(number=Count("pk"))),
            )
        )

    def overdue(self, on: date) -> "ActionQuerySet":
        """Return those of which something should have been done before a day: ongoing and ended ones never are.

        Needs `with_status`.
        """
        late = apps.get_model("plan", "Milestone").objects.late(on).filter(action=OuterRef("pk"))
        return self.exclude(timescale_kind=TimescaleKind.ONGOING).exclude(status__in=ENDED).filter(Exists(late))

    def led_by(self, user: Any) -> "ActionQuerySet":
        """Return the actions of which somebody with an account is a lead."""
        return self.filter(leads__user=user)

    def running(self, on: date) -> "ActionQuerySet":
        """Return the actions of published plans that run on a day: of these, somebody is reminded."""
        return self.published().filter(plan__start__lte=on, plan__end__gte=on)

    def with_answerable(self, user: Any) -> "ActionQuerySet":
        """Add `is_own`: somebody leads it; `is_unled`: no lead can sign in; `lead_left`: one of those once could."""
        leads = apps.get_model("plan", "Lead").objects.filter(action=OuterRef("pk"))
        return self.annotate(
            is_own=Exists(leads.filter(user=user)),
            is_unled=~Exists(leads.filter(user__is_active=True)),
            lead_left=Exists(leads.filter(user__is_active=False)),
        )

    def with_waiting(self, on: date) -> "ActionQuerySet":
        """Add what waits for somebody to look at it: `late_since`, `is_unreviewed` and `differs` (words, or None)."""
        late = apps.get_model("plan", "Milestone").objects.late(on).filter(action=OuterRef("pk")).order_by("end")
        open_ones = apps.get_model("plan", "Disagreement").objects.unanswered().filter(action=OuterRef("pk"))
        goes_on = Q(timescale_kind=TimescaleKind.ONGOING)
        is_open = ~Q(status__in=ENDED)
        looked = Coalesce(F("reviewed_on"), F("plan__start"))
        return (
            self.with_status()
            .alias(looked=looked)
            .annotate(
                late_since=Case(When(is_open & ~goes_on, then=Subquery(late.values("end")[:1]))),
                is_unreviewed=Case(
                    When(is_open & goes_on & Q(looked__lte=on - REVIEWED_EVERY), then=True), default=False
                ),
                differs=Subquery(open_ones.values("words")[:1]),
            )
        )


class UpdateQuerySet(models.QuerySet[Any]):
    """What was said of actions."""

    def of_action(self) -> "UpdateQuerySet":
        """Return, within a query of actions, the updates of the outer one: the first says how it is going."""
        return self.filter(action=OuterRef("pk")).order_by("-on", "-created_at", "-pk")

    def news(self) -> "UpdateQuerySet":
        """Return what is news of published plans, the latest first; what an import wrote is none."""
        published = self.filter(action__plan__published_at__isnull=False).exclude(source=UpdateSource.IMPORT)
        return published.select_related("action__plan").order_by("-created_at", "-pk")


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


class DisagreementQuerySet(models.QuerySet[Any]):
    """What was said and what is measured, where they differ."""

    def unanswered(self) -> "DisagreementQuerySet":
        """Return those that stand and were found after somebody last looked at the action, the latest first."""
        unseen = Q(action__reviewed_on__isnull=True) | Q(action__reviewed_on__lt=F("since"))
        return self.filter(unseen, ended_on__isnull=True).order_by("-since", "-pk")


class ReadingQuerySet(models.QuerySet[Any]):
    """Readings of measures."""

    def of(self, measure: str, theme: int | None = None, department: int | None = None) -> "ReadingQuerySet":
        """Return the readings of a measure, of everybody or of one theme or department, by day."""
        return self.filter(measure=measure, theme=theme, department=department).order_by("on", "pk")

    def series(self, targets: "Iterable[Target]") -> models.QuerySet[Any, Any]:
        """Return the readings of several targets as rows by day, without parts and evidence: there may be thousands."""
        wanted = Q()
        for target in targets:
            scope = Q(measure=target.measure, theme=target.theme_id, department=target.department_id)
            wanted |= scope if target.is_reported else scope & Q(start=target.action.plan.start)
        fields = ("pk", "measure", "theme_id", "department_id", "start", "on", "value", "note", "source")
        return self.filter(wanted).order_by("on", "pk").values_list(*fields, named=True)

    def reported(self) -> "ReadingQuerySet":
        """Return the readings that were typed in, of measures that are kept by hand."""
        return self.filter(measure__startswith=REPORTED)

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

    def earlier_of(self, found: "PlanImport") -> "PlanImport | None":
        """Return the last import of the same file that was written and stands."""
        same = self.applied().filter(checksum=found.checksum).exclude(checksum="").exclude(pk=found.pk)
        return same.select_related("plan", "uploaded_by").order_by("-applied_at", "-pk").first()
