"""What happened to an action or a plan, with who and when: updates, and what the audit log keeps, in one list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from plan.changes import Change
from plan.enums import UpdateSource
from plan.models import Action, Plan, Update

MOST = 300  # the latest, of each kind
SAID_BY_UPDATES = "plan.update"  # logged besides, and told better by the update itself


@dataclass(frozen=True)
class Happened:
    """One thing that happened. `to` is the action it happened to, where the list is of a whole plan."""

    at: datetime
    who: str
    what: str
    to: str = ""
    note: str = ""
    changes: list[Change] = field(default_factory=list)


def history_of_action(action: Action) -> list[Happened]:
    """Return what happened to an action, the latest first."""
    updates = action.updates.select_related("author")[:MOST]
    return _merged(_entries([action.pk], Action), (_of_update(update) for update in updates))


def history_of_plan(plan: Plan) -> list[Happened]:
    """Return what happened to a plan and its actions, the latest first; of each kind the latest MOST."""
    codes = {str(pk): code for pk, code in plan.actions.values_list("pk", "code")}
    updates = Update.objects.filter(action__plan=plan).select_related("author", "action").order_by("-created_at")
    said = (_of_update(update, update.action.code) for update in updates[:MOST])
    return _merged(_entries([plan.pk], Plan), _entries(list(codes), Action, codes), said)[:MOST]


def _merged(*parts: Iterable[Happened]) -> list[Happened]:
    return sorted(chain(*parts), key=lambda one: one.at, reverse=True)


def _entries(keys: list[Any], model: type[Action] | type[Plan], codes: dict[str, str] | None = None) -> list[Happened]:
    kind = ContentType.objects.get_for_model(model)
    entries = ModelLogEntry.objects.filter(content_type=kind, object_id__in=[str(key) for key in keys])
    entries = entries.exclude(action=SAID_BY_UPDATES).select_related("user").order_by("-timestamp", "-pk")[:MOST]
    return [_of_entry(entry, (codes or {}).get(entry.object_id, "")) for entry in entries]


def _of_entry(entry: ModelLogEntry, to: str) -> Happened:
    data = entry.data or {}
    parts = (data.get(name) for name in ("file", "action", "who", "part", "on", "target", "reading"))
    return Happened(
        entry.timestamp,
        str(entry.user) if entry.user else "Nobody by name",
        str(entry.message),
        to,
        ", ".join(str(part) for part in parts if part),
        [Change(*change) for change in data.get("changes", ())],
    )


def _of_update(update: Update, to: str = "") -> Happened:
    who = str(update.author) if update.author else UpdateSource(update.source).label
    if update.source == UpdateSource.IMPORT and update.author:
        who = f"{who}, by an import"
    if update.author_words:
        who = f"{who}, for the public ‘{update.author_words}’"
    what = f"{update.get_status_display()}, as of {update.on:%-d %B %Y}"
    return Happened(update.created_at, who, what, to, update.note)
