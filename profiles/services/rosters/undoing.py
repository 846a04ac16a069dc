"""Undoing an import: back to what was before, save what was edited since, which is kept and named."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from portal.accounts.models import User
from profiles.enums import ProfileState, RosterState, RowOutcome
from profiles.models import OldSlug, RosterImport, RosterRow, Technician
from profiles.roster.people import LABELS, PLACES, state_on_return
from profiles.services.index import reindex_on_commit
from profiles.services.staff import (
    UNIQUE,
    batches,
    people_by_pk,
    remove_unused_places,
    save_managers,
    save_values,
    set_values,
)

from .applying import lock_staff_list
from .errors import RosterRefusedError
from .snapshot import plain

_STATE = ("state", "state_before_left", "left_at")


@dataclass
class _Back:
    """What is to be restored, by technician."""

    values: dict[int, dict[str, Any]] = field(default_factory=dict)
    managers: dict[int, str | None] = field(default_factory=dict)
    forgotten: list[str] = field(default_factory=list)  # former addresses that the import had made
    remembered: list[OldSlug] = field(default_factory=list)
    report: list[dict[str, str]] = field(default_factory=list)

    def keep(self, row: RosterRow, what: str) -> None:
        self.report.append({"name": row.name, "staff_number": row.staff_number, "what": what})


def why_not_undone(roster: RosterImport) -> str:
    """Return why an import cannot be undone now, in plain words; empty when it can."""
    if roster.state == RosterState.UNDONE:
        return "This import was undone already."
    if roster.state != RosterState.APPLIED or roster.undo_until is None:
        return "This import was not applied, so there is nothing to undo."
    if timezone.now() > roster.undo_until:
        return f"This import could be undone until {timezone.localtime(roster.undo_until):%d %B %Y}."
    newer = (
        RosterImport.objects.filter(state=RosterState.APPLIED, applied_at__gt=roster.applied_at)
        .order_by("-applied_at")
        .first()
    )
    if newer is not None:
        return f"A newer import stands on top of it ({newer}). Undo that one first."
    return ""


def undo_roster(roster: RosterImport, user: User | None) -> list[dict[str, str]]:
    """Restore what the import changed and return what was kept, and why.

    Raises RosterRefusedError where it cannot be undone (any more).
    """
    try:
        with transaction.atomic():
            lock_staff_list()
            locked = RosterImport.objects.get(pk=roster.pk)
            if reason := why_not_undone(locked):
                raise RosterRefusedError(reason)
            back = _undo(locked)
            log(locked, "profiles.roster.undo", user=user, data={"kept": len(back.report)})
    except IntegrityError as error:
        raise RosterRefusedError(
            "The list changed while it was being restored. Nothing was changed; try once more."
        ) from error
    roster.refresh_from_db()
    return back.report


def _undo(roster: RosterImport) -> _Back:
    back = _Back()
    rows = list(roster.rows.exclude(outcome__in=[RowOutcome.UNCHANGED, RowOutcome.REFUSED, RowOutcome.SKIPPED]))
    people = people_by_pk(row.technician_id for row in rows)
    managers = dict(Technician.objects.filter(manager__isnull=False).values_list("pk", "manager__staff_number"))
    live_before = {pk for pk, person in people.items() if person.state == ProfileState.LIVE}
    _remove_new(back, [row for row in rows if row.outcome == RowOutcome.NEW], people)
    for row in rows:
        if row.outcome == RowOutcome.NEW:
            continue
        person = people.get(row.technician_id or 0)
        if person is None:
            back.keep(row, "They are no longer there.")
        else:
            _plan_restoring(back, row, person, managers.get(person.pk))
    _drop_taken(back, rows)
    _write(back, people)
    for name in remove_unused_places(roster.created_places):
        back.report.append({"name": name, "staff_number": "", "what": "Kept: somebody works there by now."})
    live_after = {pk for pk, person in people.items() if person.state == ProfileState.LIVE}
    reindex_on_commit((live_before | live_after) & set(back.values))
    roster.state = RosterState.UNDONE
    roster.undone_at = timezone.now()
    roster.undo_report = back.report
    roster.save(update_fields=["state", "undone_at", "undo_report"])
    return back


def _remove_new(back: _Back, rows: Sequence[RosterRow], people: dict[int, Technician]) -> None:
    """Remove the people that the import added, save those who have claimed their profile."""
    going = []
    for row in rows:
        person = people.pop(row.technician_id or 0, None)
        if person is None:
            continue
        if person.user_id or person.claimed_at or person.state not in (ProfileState.INVITED, ProfileState.LEFT):
            back.keep(row, "Kept: they have claimed their profile since.")
        else:
            going.append(person.pk)
    for batch in batches(going):
        Technician.objects.filter(pk__in=batch).delete()


def _now(person: Technician, key: str, manager: str | None) -> Any:
    if key == "manager":
        return manager
    return plain(getattr(person, f"{key}_id" if key in PLACES else key))


def _plan_restoring(back: _Back, row: RosterRow, person: Technician, manager: str | None) -> None:
    """Note each value that still is what the import wrote; the state's three values go together."""
    restored: dict[str, Any] = {}
    states = [key for key in _STATE if key in row.after]
    if all(_now(person, key, None) == row.after[key] for key in states):
        restored = {key: row.before[key] for key in states}
        if "state" in restored:
            restored["state"] = state_on_return(restored["state"], claimed=person.user_id is not None)
    else:
        back.keep(row, "State of the profile: kept, it was changed since.")
    for key in row.after.keys() - set(_STATE):
        if key in person.typed_fields:
            back.keep(row, f"{LABELS.get(key, key)}: kept as typed by the technician since.")
        elif _now(person, key, manager) != row.after[key]:
            back.keep(row, f"{LABELS.get(key, 'Address of the page')}: kept, it was changed since.")
        elif key == "manager":
            back.managers[person.pk] = row.before[key]
        else:
            restored[key] = row.before[key]
    if "slug" in restored:
        back.forgotten.append(row.before["slug"])
        if row.before.get("slug_was_former"):
            back.remembered.append(OldSlug(slug=row.after["slug"], technician_id=person.pk))
    if restored:
        back.values[person.pk] = restored


def _drop_taken(back: _Back, rows: Sequence[RosterRow]) -> None:
    """Keep an address or identifier as it is where its former value belongs to somebody else by now."""
    by_pk = {row.technician_id: row for row in rows}
    for key in UNIQUE:
        while True:
            moving = {pk for pk, values in back.values.items() if key in values}
            if not moving:
                break
            held = {
                str(value).lower()
                for pk, value in Technician.objects.exclude(**{key: None}).values_list("pk", key)
                if pk not in moving
            }
            lost = [pk for pk in moving if str(back.values[pk][key] or "").lower() in held]
            for pk in lost:
                del back.values[pk][key]
                back.keep(by_pk[pk], f"{LABELS[key]}: kept, the former one belongs to somebody else now.")
            if not lost:
                break


def _write(back: _Back, people: dict[int, Technician]) -> None:
    for pk, values in back.values.items():
        set_values(people[pk], values)
    save_values({pk: people[pk] for pk in back.values}, {pk: set(values) for pk, values in back.values.items()})
    save_managers(back.managers)
    for batch in batches(back.forgotten):
        OldSlug.objects.filter(slug__in=batch).delete()
    OldSlug.objects.bulk_create(back.remembered, ignore_conflicts=True, batch_size=500)
