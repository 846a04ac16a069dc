"""Saying how an action is going, and that somebody looked at it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from plan.enums import ActionStatus, UpdateSource
from plan.models import Action, Milestone, Step, Update
from plan.permissions import may_update


class UpdateRefusedError(Exception):
    """The update cannot be kept; the message says why, for whoever wrote it."""


def post_update(
    action: Action, user: Any, status: ActionStatus, note: str, *, on: date | None = None, author_words: str = ""
) -> Update:
    """Say how an action is going, with a note; it counts as having looked at the action.

    Raises UpdateRefusedError for somebody who may not, a stop without a reason, and a day that has not come or lies
    before the last update: history is not written afterwards.
    """
    today = timezone.localdate()
    on = on or today
    note = note.strip()
    with transaction.atomic():
        held: Action = Action.objects.select_for_update().get(pk=action.pk)
        if not may_update(user, held):
            raise UpdateRefusedError("Only its leads and those who keep the plan say how an action is going.")
        if on > today:
            raise UpdateRefusedError("Choose today or a day before: an update says how it is, not how it will be.")
        if status == ActionStatus.STOPPED and not note:
            raise UpdateRefusedError("Say why it was stopped.")
        latest = held.updates.first()
        if latest and latest.on > on:
            raise UpdateRefusedError(f"The last update is of {latest.on:%-d %B %Y}. Choose that day or a later one.")
        update: Update = Update.objects.create(
            action=held,
            on=on,
            status=status,
            note=note,
            source=UpdateSource.PERSON,
            author=user,
            author_words=author_words.strip(),
        )
        _looked_at(held, user, today)
        log(held, "plan.update", user=user, data={"status": status})
    return update


def review(action: Action, user: Any) -> None:
    """Say that somebody looked at an action and found it as it stands.

    Raises UpdateRefusedError for somebody who may not.
    """
    with transaction.atomic():
        held: Action = Action.objects.select_for_update().get(pk=action.pk)
        if not may_update(user, held):
            raise UpdateRefusedError("Only its leads and those who keep the plan say that an action was looked at.")
        _looked_at(held, user, timezone.localdate())
        log(held, "plan.review", user=user)


def _looked_at(action: Action, user: Any, on: date) -> None:
    Action.objects.filter(pk=action.pk).update(reviewed_on=on, reviewed_by=user, version=F("version") + 1)


def mark_done(part: Milestone | Step, user: Any, on: date | None) -> None:
    """Say on which day a date of an action or one of its steps was met; None takes that back.

    Raises UpdateRefusedError for somebody who may not, and a day that has not come.
    """
    if on and on > timezone.localdate():
        raise UpdateRefusedError("Choose today or a day before.")
    with transaction.atomic():
        held: Action = Action.objects.select_for_update().get(pk=part.action_id)
        if not may_update(user, held):
            raise UpdateRefusedError("Only its leads and those who keep the plan say what is done.")
        type(part)._default_manager.filter(pk=part.pk).update(done_on=on)
        Action.objects.filter(pk=held.pk).update(version=F("version") + 1)
        log(held, "plan.mark_done", user=user, data={"part": str(part), "on": on.isoformat() if on else ""})
    part.done_on = on
