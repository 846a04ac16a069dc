"""A published plan with somebody who leads an action of it, for the tests of what leads see and do."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import Permission
from django.utils import timezone

from plan.models import Action, Lead, Plan, Target
from portal.accounts.models import User
from tests.factories.people import UserFactory
from tests.factories.plans import ActionFactory, PlanFactory, ReadingFactory, TargetFactory, UpdateFactory

TODAY = date(2026, 11, 22)


def public_plan(**fields: Any) -> Plan:
    """Return a plan that everybody may read."""
    return PlanFactory(published_at=timezone.now(), **fields)


def led_action(plan: Plan, user: User | None = None, words: str = "Head of Stores", **fields: Any) -> Action:
    """Return an action of a plan with a lead, who has this account or none."""
    action = ActionFactory(plan=plan, **fields)
    Lead.objects.create(action=action, words=words, user=user)
    return action


def keeper() -> User:
    """Return somebody who keeps plans."""
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="change_plan"))
    return User.objects.get(pk=user.pk)  # with no permissions remembered


def differing(action: Action, value: float = 22, on: date = TODAY - timedelta(days=1)) -> Target:
    """Say that an action is on track, and measure that it is not; return its target."""
    UpdateFactory(action=action, status="on-track", on=date(2026, 9, 1))
    ReadingFactory(on=on, value=value)
    return TargetFactory(action=action)
