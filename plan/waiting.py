"""What waits for those who lead actions, and for those who keep the plan where no lead can sign in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from plan.models import Action, Lead
from plan.permissions import may_keep_plans


@dataclass(frozen=True)
class Waiting:
    """Why an action waits for somebody: a date that passed, a year without a look, a status unlike its number.

    `is_own`: whoever asks leads it; else they keep the plan, and none of its leads can sign in. `lead_left`: one of
    them could, before.
    """

    action: Action
    late_since: date | None
    is_unreviewed: bool
    differs: str
    is_own: bool
    lead_left: bool

    @property
    def is_urgent(self) -> bool:
        """Say whether more waits than to name a lead who is there."""
        return bool(self.late_since or self.is_unreviewed or self.differs)

    @property
    def reasons(self) -> list[str]:
        """Return why, in sentences."""
        found = []
        if self.late_since:
            found.append(f"Something of it was to be done by {self.late_since:%-d %B %Y}.")
        if self.differs:
            found.append(self.differs)
        if self.is_unreviewed:
            found.append("It goes on without an end, and nobody has looked at it for a year.")
        if self.lead_left and not self.is_own:
            found.append("Its lead’s account is closed.")
        return found


def waiting_for(user: Any, on: date) -> list[Waiting]:
    """Return what waits for somebody on a day, in the order of the plan: one query, a second for those who lead.

    Those who keep the plan are asked about actions that nobody else can be asked about. The header of every page asks
    this for whoever is signed in, so most people, who lead nothing, are let go after a small question.
    """
    keeps = may_keep_plans(user)
    if not keeps and not Lead.objects.filter(user=user).exists():
        return []
    actions = Action.objects.running(on).with_waiting(on).with_answerable(user)
    due = Q(late_since__isnull=False) | Q(is_unreviewed=True) | Q(differs__isnull=False)
    mine = Q(is_own=True) & due
    if keeps:
        mine |= Q(is_unled=True) & (due | Q(lead_left=True))
    return [_waiting(action) for action in actions.filter(mine).select_related("plan")]


def _waiting(action: Any) -> Waiting:
    return Waiting(
        action, action.late_since, action.is_unreviewed, action.differs or "", action.is_own, action.lead_left
    )


def has_actions(user: Any) -> bool:
    """Say whether somebody leads an action that they may read, or keeps the plan: one query at most."""
    return may_keep_plans(user) or Action.objects.visible_to(user).led_by(user).exists()
