"""Reading the public page of an action."""

import re

from django.test import Client
from django.utils import timezone

from plan.models import Action
from tests.factories.plans import ActionFactory, PlanFactory


def published_action() -> Action:
    """Return an action that everybody may read."""
    plan = PlanFactory(
        slug="2025-2028",
        title="Plan 2025 to 2028",
        published_at=timezone.now(),
        contact_email="plan@wexcombe.example",
    )
    action: Action = ActionFactory(plan=plan, code="V3", slug="v3", title="Open the glass workshop")
    return action


def read(client: Client, action: Action) -> str:
    """Return an action's page as HTML, its white space narrowed."""
    answer = client.get(action.get_absolute_url())
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def text(client: Client, action: Action) -> str:
    """Return what a reader reads of the page, without the marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", read(client, action)))
