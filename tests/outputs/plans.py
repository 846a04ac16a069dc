"""The plans of the world that is crawled: one that runs, one that is over, one that is not published yet.

Whoever leads an action and wrote of it is the subject, whose own name and address stand in no public output.
"""

from datetime import date
from typing import Any

from django.utils import timezone

from plan.enums import ActionStatus, TimescaleKind
from plan.models import Action, Endorsement, Lead, Milestone, Plan, Reading, ReportedMeasure, Step, Target, Update
from portal.accounts.models import User
from portal.core.models import Theme
from tests.outputs.canaries import WORD


def add_plans(theme: Theme, lead: User) -> dict[str, Any]:
    """Add the plans; return the keys and slugs that their addresses are made of."""
    plan = _plan("2025-2028", "Promises to technicians", date(2025, 8, 1), date(2028, 7, 31))
    Endorsement.objects.create(plan=plan, name="Ada Thwaite", role="Vice-Chancellor", given_on=date(2025, 8, 1))
    Endorsement.objects.create(
        plan=plan, name="Len Orme", role="Provost", given_on=date(2025, 8, 1), ended_on=date(2026, 1, 31)
    )
    action = _action(plan, "V1", "Open the glass workshop to visitors", lead)
    action.themes.add(theme)
    other = _action(plan, "V2", "Lend out oscilloscopes like library books", lead)
    _target(action, lead)
    older = _plan("2022-2025", "Promises of the past", date(2022, 8, 1), date(2025, 7, 31))
    _action(older, "V1", "Write down who looks after what", lead)
    hidden = _plan("2028-2031", f"Promises of {WORD['plan.unpublished']}", date(2028, 8, 1), date(2031, 7, 31))
    Plan.objects.filter(pk=hidden.pk).update(published_at=None)
    hidden_action = _action(hidden, "V1", f"Build {WORD['plan.unpublished']} a bench", lead)
    return {
        "plan": plan.pk,
        "plan_slug": plan.slug,
        "action": action.pk,
        "action_slug": action.slug,
        "other_action": other.pk,
        "older_plan_slug": older.slug,
        "hidden_plan": hidden.pk,
        "hidden_plan_slug": hidden.slug,
        "hidden_action": hidden_action.pk,
        "hidden_action_slug": hidden_action.slug,
    }


def _plan(slug: str, title: str, start: date, end: date) -> Plan:
    plan: Plan = Plan.objects.create(
        slug=slug,
        title=title,
        start=start,
        end=end,
        introduction="What was said, what is done, and how anybody can tell.",
        lead_name="Maud Pellow",
        lead_role="Director of Technical Services",
        contact_email="plan@commitment.example",
        published_at=timezone.now(),
    )
    return plan


def _action(plan: Plan, code: str, title: str, lead: User) -> Action:
    action: Action = Action.objects.create(
        plan=plan,
        order=plan.actions.count(),
        code=code,
        slug=code.lower(),
        title=title,
        detail="With something hot to look at.",
        notes=f"Not before {WORD['action.notes']} is asked.",
        timescale_wording="By the end of the second year",
        timescale_kind=TimescaleKind.BY,
        reviewed_by=lead,
        reviewed_on=plan.start,
    )
    Lead.objects.create(action=action, words="Head of Glass", user=lead)
    step = Step.objects.create(action=action, label="a", text="Mend the viewing window", leads=["Estates"])
    day = plan.period.year(2).end  # type: ignore[union-attr]
    Milestone.objects.create(action=action, start=plan.start, end=day)
    Milestone.objects.create(action=action, step=step, start=plan.start, end=plan.start)
    Update.objects.create(
        action=action,
        on=plan.start,
        status=ActionStatus.ON_TRACK,
        note="The window is ordered.",
        author=lead,
        author_words="Technician Office",
    )
    return action


def _target(action: Action, author: User) -> None:
    by_hand = ReportedMeasure.objects.create(label="Visitors to the workshop", unit="visitors")
    Target.objects.create(
        action=action, measure=by_hand.key, baseline=20, baseline_on=date(2025, 7, 1), goal=200, by=date(2027, 7, 31)
    )
    day = date(2025, 12, 1)
    Reading.objects.create(
        measure=by_hand.key, on=day, start=day, end=day, value=64, source="Door counter", author=author
    )
