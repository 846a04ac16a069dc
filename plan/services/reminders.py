"""Writing to those who lead actions: once of a disagreement, once a year of an action that has no end.

Where no lead can sign in, those who keep the plan are written to. All that is new on a day goes in one mail a person.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from plan.models import Action, Disagreement, Lead
from plan.permissions import CHANGE_PLAN
from plan.querysets import REVIEWED_EVERY
from portal.core.mail import queue_mail

from .disagreements import note_disagreements


def remind_leads(on: date | None = None) -> str:
    """Note what disagrees, write to those who can put it right, and return a line for the log."""
    on = on or timezone.localdate()
    new, ended = note_disagreements(on)
    with transaction.atomic():
        sent = _write_to_people(on)
    return f"{new} disagreements found, {ended} over; {sent} people written to"


def _write_to_people(on: date) -> int:
    """Write to everybody who has not been told, and mark it as told; return to how many."""
    differing = list(
        Disagreement.objects.unanswered()
        .filter(told_on__isnull=True, action__in=Action.objects.running(on))
        .select_related("action__plan")
    )
    unreviewed = list(_to_review(on))
    lines: dict[Any, list[tuple[Action, str]]] = {}
    answerers = _answerers({row.action_id for row in differing} | {action.pk for action in unreviewed})
    told = [(row.action, row.words) for row in differing]
    told += [(action, "Nobody has looked at it for a year. Is it still so?") for action in unreviewed]
    for action, words in told:
        for user in answerers[action.pk]:
            lines.setdefault(user, []).append((action, words))
    for user, of_user in lines.items():
        _write(user, of_user, on)
    answered = [pk for pk, users in answerers.items() if users]
    Disagreement.objects.filter(pk__in=[row.pk for row in differing], action__in=answered).update(told_on=on)
    Action.objects.filter(pk__in=[action.pk for action in unreviewed]).filter(pk__in=answered).update(
        review_asked_on=on
    )
    return len(lines)


def _to_review(on: date) -> Iterable[Action]:
    """Return the ongoing actions that nobody looked at for a year, and of which nobody was told since."""
    asked_before = Q(review_asked_on__isnull=True) | Q(review_asked_on__lte=on - REVIEWED_EVERY)
    asked_before |= Q(review_asked_on__lte=F("reviewed_on"))
    waiting = Action.objects.running(on).with_waiting(on).filter(asked_before, is_unreviewed=True)
    return waiting.select_related("plan")


def _answerers(actions: Iterable[int]) -> dict[int, Sequence[Any]]:
    """Return who can say how each action is going: its leads who can sign in, else those who keep the plan."""
    found: dict[int, list[Any]] = {pk: [] for pk in actions}
    leads = Lead.objects.filter(action__in=list(found), user__is_active=True).select_related("user")
    for lead in leads:
        found[lead.action_id].append(lead.user)
    if not all(found.values()):
        keepers = list(keepers_of_plans())
        return {pk: users or keepers for pk, users in found.items()}
    return dict(found)


def keepers_of_plans() -> Iterable[Any]:
    """Return those whose role it is to keep the plan; superusers may too, and are not written to for it."""
    keepers: Iterable[Any] = ModelBackend().with_perm(CHANGE_PLAN, include_superusers=False)
    return keepers


def _write(user: Any, of_user: Sequence[tuple[Action, str]], on: date) -> None:
    """Write one mail: its key names what is in it, so that a second of the same day says something else."""
    what = sha256(repr([(action.pk, words) for action, words in of_user]).encode()).hexdigest()[:16]
    queue_mail(
        key=f"plan-reminder:{user.pk}:{on}:{what}",
        to=user.email,
        subject=_subject([action for action, _ in of_user]),
        template="plan/email/reminder.txt",
        context={
            "name": user.first_name,
            "rows": [(action, words, reverse("me_action", args=[action.pk])) for action, words in of_user],
            "all": reverse("me_actions"),
        },
    )


def _subject(actions: Sequence[Action]) -> str:
    codes = list(dict.fromkeys(action.code for action in actions))
    if len(codes) == 1:
        return f"How is action {codes[0]} going?"
    return f"How are {len(codes)} actions of the plan going?"
