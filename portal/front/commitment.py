"""What the current plan says of itself, for the page of the pledge and its display."""

from dataclasses import dataclass
from datetime import date

from plan.models import Endorsement, Plan
from plan.plan_page import Figure, endorsements_of, figures_of, period_words, standings_of


@dataclass(frozen=True)
class Commitment:
    """A published plan: its address, when it runs, who endorses it, and its headline figures."""

    title: str
    url: str
    period: str
    endorsements: list[Endorsement]
    former: list[Endorsement]
    figures: list[Figure]


def commitment_on(day: date) -> Commitment | None:
    """Return what the plan that is current on a day says; None where none is published."""
    plan = Plan.objects.published().current(day)
    if plan is None:
        return None
    current, former = endorsements_of(plan)
    figures = figures_of(standings_of(plan, day), day)
    return Commitment(plan.title, plan.get_absolute_url(), period_words(plan), current, former, figures)
