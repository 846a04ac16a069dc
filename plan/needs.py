"""What plans ask of those who lead actions and of those who keep the plan."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.template.defaultfilters import truncatewords
from django.urls import reverse
from django.utils import timezone

from plan.waiting import Waiting, waiting_for
from portal.core.registries import Need, NeedSource, needs_me

MOST_NEEDS = 5  # actions that are named one by one
_WORDS = 12  # of an action's title


def plan_needs(user: Any) -> Iterator[Need]:
    """Yield what one's actions need, each by itself, and how many are left to those who keep the plan.

    Two queries at most.
    """
    waiting = waiting_for(user, timezone.localdate())
    own = [each for each in waiting if each.is_own]
    yield from (_own(each) for each in own[:MOST_NEEDS])
    if more := own[MOST_NEEDS:]:
        yield Need(
            f"{_actions(len(more), 'more action')} of yours need{'s' if len(more) == 1 else ''} a look",
            "They stand in the list of your actions, with the reason beside each.",
            reverse("me_actions"),
            "See your actions",
        )
    if left := [each for each in waiting if not each.is_own]:
        yield _left_to_keepers(left)


def _own(waiting: Waiting) -> Need:
    """Return the most pressing need of one action, and the others in its detail."""
    action = waiting.action
    title, button = f"Is {action.code} still as it was?", "Look at it"
    if waiting.late_since:
        title, button = f"{action.code} is overdue", "Say how it is going"
    elif waiting.differs:
        title, button = f"{action.code}: what was said and what is measured differ", "Say how it is going"
    detail = " ".join([f"‘{truncatewords(action.title, _WORDS)}’.", *waiting.reasons])
    return Need(title, detail, reverse("me_action", args=[action.pk]), button, waiting.late_since)


def _left_to_keepers(waiting: Sequence[Waiting]) -> Need:
    urgent = [each for each in waiting if each.is_urgent]
    numbers = (
        (sum(1 for each in urgent if each.late_since), "overdue"),
        (sum(1 for each in urgent if each.differs), "with a status unlike its number"),
        (sum(1 for each in urgent if each.is_unreviewed), "not looked at for a year"),
        (sum(1 for each in waiting if each.lead_left), "whose lead has left"),
    )
    return Need(
        f"{_actions(len(waiting))} of the plan {'has' if len(waiting) == 1 else 'have'} nobody to ask",
        f"No lead of theirs has an account that is open: {', '.join(f'{n} {what}' for n, what in numbers if n)}.",
        f"{reverse('me_actions')}#unanswered",
        "See which",
    )


def _actions(count: int, word: str = "action") -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def register_needs() -> None:
    """Offer this at /me/."""
    needs_me.register(NeedSource("plan.actions", plan_needs))
