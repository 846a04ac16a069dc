"""Makes plans as big as they come, in bulk: many actions, each with all that it can have, and years of readings."""

from datetime import date, timedelta
from itertools import cycle

from django.utils import timezone

from plan.enums import ActionStatus, TimescaleKind
from plan.models import Action, Endorsement, Lead, Milestone, Plan, Reading, Step, Target, Update
from plan.spans import PlanPeriod
from portal.core.models import Theme
from portal.core.registries import measures

STATUSES = tuple(status for status in ActionStatus if status != ActionStatus.STOPPED)


def many_plans(plans: int, actions: int, days: int) -> Plan:
    """Make published plans, one after another, of so many actions each, and daily readings; return the last plan.

    It begins on 1 August 2025; readings are taken from then on.
    """
    made = [_plan(number) for number in range(plans)]
    for plan in made:
        add_actions(plan, actions)
    first = made[0].start
    Reading.objects.bulk_create(
        Reading(
            measure=key, start=first, on=day, end=day, value=30 + number % 50, evidence=[["A page", "/skills/"]] * 5
        )
        for key in _keys()
        for number, day in enumerate(first + timedelta(days=number) for number in range(days))
    )
    return made[0]


def _plan(number: int) -> Plan:
    start = 2025 - 3 * number
    plan: Plan = Plan.objects.create(
        title=f"Plan from {start}",
        slug=f"from-{start}",
        start=date(start, 8, 1),
        end=date(start + 3, 7, 31),
        published_at=timezone.now(),
    )
    Endorsement.objects.create(plan=plan, name="Ada Thwaite", role="Vice-Chancellor", given_on=plan.start)
    return plan


def _keys() -> list[str]:
    return sorted(measure.key for measure in measures)[:10]


def add_actions(plan: Plan, count: int, first: int = 0) -> None:
    """Add so many actions to a plan, numbered from `first`."""
    actions = Action.objects.bulk_create(
        Action(
            plan=plan,
            order=number,
            code=f"A{number}",
            slug=f"a{number}",
            title="Lend out oscilloscopes like library books",
            detail="With a label that says whose they are.",
            timescale_wording="Annually",
            timescale_kind=TimescaleKind.RECURRING,
        )
        for number in range(first, first + count)
    )
    themes = list(Theme.objects.all())
    Action.themes.through.objects.bulk_create(
        Action.themes.through(action_id=action.pk, theme_id=theme.pk)
        for action, theme in zip(actions, cycle(themes), strict=False)
    )
    Lead.objects.bulk_create(Lead(action=action, words=f"Office {action.order % 30}") for action in actions)
    steps = Step.objects.bulk_create(
        Step(action=action, label="a", text="Catalogue the cupboard") for action in actions
    )
    years = [PlanPeriod(plan.start, plan.end).year(number) for number in (1, 2, 3)]
    Milestone.objects.bulk_create(
        Milestone(action=step.action, step=each, start=year.start, end=year.end)
        for step in steps
        for year in years
        if year
        for each in (None, step)
    )
    Update.objects.bulk_create(
        Update(action=action, on=plan.start + timedelta(days=60 * turn), status=status, note="Half of it is done.")
        for action, status in zip(actions, cycle(STATUSES), strict=False)
        for turn in range(3)
    )
    Target.objects.bulk_create(
        Target(action=action, measure=key, baseline=20, goal=80, by=plan.end)
        for action, key in zip(actions, cycle(_keys()), strict=False)
    )
