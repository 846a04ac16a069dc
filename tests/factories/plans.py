"""Makes plans and what is read of them."""

from dataclasses import replace
from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from plan.enums import RowBecame, ThemeSlug
from plan.importing.result import ActionAsRead, Continues, PlanAsRead, RowAsRead, StepAsRead
from plan.models import Action, Plan, PlanImport, Reading, Target, Update
from plan.spans import PlanPeriod
from plan.timescales import read_timescale

PERIOD = PlanPeriod(date(2025, 8, 1), date(2028, 7, 31))


class PlanFactory(DjangoModelFactory[Plan]):
    """A plan that nobody else sees yet."""

    class Meta:
        model = Plan

    title = factory.Sequence(lambda n: f"Technician Commitment plan {n}")
    slug = factory.Sequence(lambda n: f"plan-{n}")
    start = PERIOD.start
    end = PERIOD.end


class ActionFactory(DjangoModelFactory[Action]):
    """An action without a date or a lead."""

    class Meta:
        model = Action

    plan = factory.SubFactory(PlanFactory)
    code = factory.Sequence(lambda n: f"V{n + 1}")
    slug = factory.LazyAttribute(lambda action: action.code.lower())
    title = "Lend out oscilloscopes like library books"
    order = factory.Sequence(lambda n: n)


class UpdateFactory(DjangoModelFactory[Update]):
    """What somebody said of an action."""

    class Meta:
        model = Update

    action = factory.SubFactory(ActionFactory)
    status = "on-track"
    note = "Half of the cupboard is catalogued."


class PlanImportFactory(DjangoModelFactory[PlanImport]):
    """A file that waits to be looked through."""

    class Meta:
        model = PlanImport

    file_name = "plan.docx"
    title = "Plan 2025 to 2028"
    start = PERIOD.start
    end = PERIOD.end


def read_plan(*actions: ActionAsRead, **changes: Any) -> PlanAsRead:
    """Return a plan as it is read from a file of a row an action."""
    rows = tuple(
        RowAsRead("Table 1", number, (action.code, action.title), RowBecame.ACTION, action.code)
        for number, action in enumerate(actions, start=2)
    )
    placed = tuple(replace(action, rows=(place,)) for place, action in enumerate(actions))
    return replace(PlanAsRead("Plan 2025 to 2028", PERIOD, placed, rows), **changes)


def read_action(code: str = "V1", title: str = "Open the glass workshop to visitors", **changes: Any) -> ActionAsRead:
    """Return an action as it is read from a file, with all that it can have."""
    full = ActionAsRead(
        code=code,
        code_given=True,
        title=title,
        detail="Twice a year, with something hot to look at.",
        themes=(ThemeSlug.VISIBILITY,),
        leads=("Head of Glass", "Estates"),
        stakeholders=("Schools", "Alumni"),
        success_measure="Two hundred visitors a year",
        timescale=read_timescale("March 2026, 2027 and 2028", PERIOD),
        steps=(
            StepAsRead("a", "Mend the viewing window", ("Estates",), read_timescale("By May 2026", PERIOD)),
            StepAsRead("b", "Train three guides"),
        ),
        continues=Continues("V5", "2021/24"),
        notes="Ask about insurance.",
    )
    return replace(full, **changes)


class TargetFactory(DjangoModelFactory[Target]):
    """A target of sixty public profiles by the end of the second year, from twenty at the plan's beginning."""

    class Meta:
        model = Target

    action = factory.SubFactory(ActionFactory)
    measure = "profiles.public"
    baseline = 20
    baseline_on = PERIOD.start
    goal = 60
    by = date(2027, 7, 31)


class ReadingFactory(DjangoModelFactory[Reading]):
    """What the measure of public profiles said on a day, counted from the plan's beginning."""

    class Meta:
        model = Reading

    measure = "profiles.public"
    start = PERIOD.start
    on = date(2026, 3, 2)
    end = factory.SelfAttribute("on")
    value = 31
