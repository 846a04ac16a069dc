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
    """The update cannot be kept; the message says why, for whoever wrote it, and `field` what it is about."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class ActionChangedError(Exception):
    """The action was changed since it was read; `version` is what it has now."""

    def __init__(self, version: int) -> None:
        super().__init__("The action was changed since it was read.")
        self.version = version


def _held(action_pk: int, user: Any, refused: str, seen: int | None) -> Action:
    """Lock an action for somebody who may say something of it and has read it as it stands.

    Raises UpdateRefusedError and ActionChangedError. Call inside a transaction.
    """
    held: Action = Action.objects.select_for_update().get(pk=action_pk)
    if not may_update(user, held):
        raise UpdateRefusedError(refused)
    if seen is not None and seen != held.version:
        raise ActionChangedError(held.version)
    return held


def post_update(
    action: Action,
    user: Any,
    status: ActionStatus,
    note: str,
    *,
    on: date | None = None,
    author_words: str = "",
    seen: int | None = None,
) -> Update:
    """Say how an action is going, with a note; it counts as having looked at the action.

    Raises UpdateRefusedError for somebody who may not, a stop without a reason, and a day that has not come or lies
    before the last update: history is not written afterwards. `seen` is the action's version as it was read, where it
    was: ActionChangedError where it has another now.
    """
    today = timezone.localdate()
    on = on or today
    note = note.strip()
    with transaction.atomic():
        held = _held(action.pk, user, "Only its leads and those who keep the plan say how an action is going.", seen)
        _check_update(held, status, note, on, today)
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


def _check_update(held: Action, status: ActionStatus, note: str, on: date, today: date) -> None:
    """Raise UpdateRefusedError for what an update cannot say."""
    if on > today:
        raise UpdateRefusedError("Choose today or a day before: an update says how it is, not how it will be.", "on")
    if status == ActionStatus.STOPPED and not note:
        raise UpdateRefusedError("Say why it was stopped.", "note")
    latest = held.updates.first()
    if latest and latest.on > on:
        raise UpdateRefusedError(f"The last update is of {latest.on:%-d %B %Y}. Choose that day or a later one.", "on")


def review(action: Action, user: Any, *, seen: int | None = None) -> None:
    """Say that somebody looked at an action and found it as it stands.

    Raises UpdateRefusedError for somebody who may not, and ActionChangedError where it stands otherwise than `seen`.
    """
    with transaction.atomic():
        words = "Only its leads and those who keep the plan say that an action was looked at."
        held = _held(action.pk, user, words, seen)
        _looked_at(held, user, timezone.localdate())
        log(held, "plan.review", user=user)


def _looked_at(action: Action, user: Any, on: date) -> None:
    Action.objects.filter(pk=action.pk).update(reviewed_on=on, reviewed_by=user, version=F("version") + 1)


def mark_done(part: Milestone | Step, user: Any, on: date | None, *, seen: int | None = None) -> None:
    """Say on which day a date of an action or one of its steps was met; None takes that back.

    Raises UpdateRefusedError for somebody who may not, and a day that has not come; ActionChangedError where the action
    has another version than `seen`.
    """
    if on and on > timezone.localdate():
        raise UpdateRefusedError("Choose today or a day before.", "on")
    with transaction.atomic():
        held = _held(part.action_id, user, "Only its leads and those who keep the plan say what is done.", seen)
        type(part)._default_manager.filter(pk=part.pk).update(done_on=on)
        Action.objects.filter(pk=held.pk).update(version=F("version") + 1)
        log(held, "plan.mark_done", user=user, data={"part": str(part), "on": on.isoformat() if on else ""})
    part.done_on = on
