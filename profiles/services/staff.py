"""Writing what a staff list says: people added, changed, gone and back again, and places added, always in bulk."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import CharField, Model, Value
from django.db.models.functions import Cast, Concat
from django.utils.text import slugify

from profiles.enums import DepartmentKind, ProfileState, ReuseState, RowOutcome
from profiles.models import Building, Campus, Department, Technician
from profiles.roster.checking import Plan, PlanRow
from profiles.roster.people import DATES, PLACES
from profiles.roster.places import LEVELS, NewPlaces, folded
from profiles.roster.values import staff_key
from profiles.services.photo_copies import end_uses

from .slugs import SlugPool, rename_addresses

BATCH = 500  # rows a statement
UNIQUE = ("email", "sso_id")
_NAMES = frozenset({"given_name", "family_name", "preferred_name"})
Item = TypeVar("Item")


@dataclass
class Written:
    """What writing a plan came to."""

    created_places: dict[str, list[int]] = field(default_factory=dict)
    to_reindex: set[int] = field(default_factory=set)


def batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Yield the items in batches that fit into one statement of any database."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def write_plan(plan: Plan, now: datetime, progress: Callable[[int, int], None] = lambda done, of: None) -> Written:
    """Write what a plan does, and complete its rows with the keys of what was added and with addresses that changed.

    Call inside a transaction that holds the lock on the staff list and made the plan from what it locked.
    """
    written = Written()
    keys, written.created_places = _add_places(plan.new_places if plan.adds_places else NewPlaces())
    by_outcome = {outcome: [row for row in plan.rows if row.outcome == outcome] for outcome in RowOutcome}
    for row in plan.rows:
        row.after = {key: keys.get((key, value), value) for key, value in row.after.items()}
    changed = by_outcome[RowOutcome.CHANGED] + by_outcome[RowOutcome.RETURNED]
    new, gone = by_outcome[RowOutcome.NEW], by_outcome[RowOutcome.GONE]
    total = len(changed) + len(new) + len(gone)
    progress(0, total)
    pool = SlugPool()
    written.to_reindex |= _change_people(changed, pool)
    progress(len(changed), total)
    _add_people(new, pool, lambda done: progress(len(changed) + done, total))
    _set_managers([row for row in changed + new if "manager" in row.after])
    written.to_reindex |= _mark_left(gone, now)
    progress(total, total)
    return written


def _add_people(rows: Sequence[PlanRow], pool: SlugPool, progress: Callable[[int], None]) -> None:
    done = 0
    for batch in batches(rows):
        people = []
        for row in batch:
            technician = Technician(staff_number=row.staff_number, state=ProfileState.INVITED)
            set_values(technician, {key: value for key, value in row.after.items() if key != "manager"})
            technician.slug = pool.take(technician.display_name)
            people.append(technician)
        for row, technician in zip(batch, Technician.objects.bulk_create(people), strict=True):
            row.person_pk = technician.pk
        done += len(batch)
        progress(done)


def set_values(technician: Technician, values: Mapping[str, Any]) -> None:
    """Set plain values of the staff list on a technician, without saving them; not the manager."""
    for key, value in values.items():
        if key in DATES:
            technician_value: Any = date.fromisoformat(value) if value else None
        elif key == "left_at":
            technician_value = datetime.fromisoformat(value) if value else None
        else:
            technician_value = value
        setattr(technician, f"{key}_id" if key in PLACES else key, technician_value)


def people_by_pk(pks: Iterable[int | None]) -> dict[int, Technician]:
    """Return these technicians by key, locked until the transaction ends, in one query a batch."""
    found: dict[int, Technician] = {}
    for batch in batches(sorted({pk for pk in pks if pk is not None})):
        found |= {row.pk: row for row in Technician.objects.select_for_update().filter(pk__in=batch)}
    return found


def _change_people(rows: Sequence[PlanRow], pool: SlugPool) -> set[int]:
    people = people_by_pk(row.person_pk for row in rows)
    renamed = []
    for row in rows:
        technician = people[row.person_pk or 0]
        if _NAMES & row.after.keys():
            renamed.append(technician)
        set_values(technician, {key: value for key, value in row.after.items() if key != "manager"})
    by_pk = {row.person_pk: row for row in rows}
    for each in rename_addresses(renamed, pool):
        row = by_pk[each.technician.pk]
        row.before |= {"slug": each.former, "slug_was_former": each.taken_back}
        row.after["slug"] = each.technician.slug
    save_values(people, {row.person_pk or 0: set(row.after) - {"manager"} for row in rows})
    return {pk for pk, technician in people.items() if technician.state == ProfileState.LIVE}


def save_values(people: Mapping[int, Technician], keys: Mapping[int, Iterable[str]]) -> None:
    """Save these keys of these technicians, a statement a key and batch.

    Addresses and identifiers that pass from one to another are freed first: the database compares row by row.
    """
    of_key: dict[str, list[Technician]] = {}
    for pk, changed in keys.items():
        for key in changed:
            of_key.setdefault(key, []).append(people[pk])
    for batch in batches(of_key.get("email", [])):
        Technician.objects.filter(pk__in=[row.pk for row in batch]).update(
            email=Concat(Value("moving-"), Cast("pk", CharField()), Value("@moving.invalid"))
        )
    for batch in batches(of_key.get("sso_id", [])):
        Technician.objects.filter(pk__in=[row.pk for row in batch]).update(sso_id=None)
    for key, technicians in of_key.items():
        Technician.objects.bulk_update(technicians, [key], batch_size=BATCH)


def _set_managers(rows: Sequence[PlanRow]) -> None:
    save_managers({row.person_pk or 0: row.after["manager"] for row in rows})


def save_managers(wanted: Mapping[int, str | None]) -> None:
    """Save the managers of technicians, both by key and staff number; an unknown number leaves it empty."""
    if not wanted:
        return
    pks = {staff_key(number): pk for number, pk in Technician.objects.values_list("staff_number", "pk")}
    by_manager: dict[int | None, list[int]] = {}
    for pk, number in wanted.items():
        by_manager.setdefault(pks.get(staff_key(number)) if number else None, []).append(pk)
    people = [Technician(pk=pk, manager_id=manager) for manager, managed in by_manager.items() for pk in managed]
    Technician.objects.bulk_update(people, ["manager"], batch_size=BATCH)


def _mark_left(rows: Sequence[PlanRow], now: datetime) -> set[int]:
    live = set()
    by_state: dict[str, list[int]] = {}
    for row in rows:
        by_state.setdefault(row.before["state"], []).append(row.person_pk or 0)
        row.before["left_at"] = None
        row.after["left_at"] = now.isoformat()
        if row.before["state"] == ProfileState.LIVE:
            live.add(row.person_pk or 0)
    for state, pks in by_state.items():
        for batch in batches(pks):
            Technician.objects.filter(pk__in=batch).update(
                state=ProfileState.LEFT, state_before_left=state, left_at=now
            )
            end_uses(batch, ReuseState.LEFT)
    return live


# --- places ------------------------------------------------------------------------------------------------


def _add_places(new: NewPlaces) -> tuple[dict[tuple[str, Any], int], dict[str, list[int]]]:
    """Add places and return their keys by field and name, and what was added by kind."""
    keys: dict[tuple[str, Any], int] = {}
    created: dict[str, list[int]] = {"departments": [], "campuses": [], "buildings": []}
    if not new:
        return keys, created
    slugs = set(Department.objects.values_list("slug", flat=True))
    known: dict[tuple[str, int | None], int] = {
        (folded(name), parent): pk for pk, name, parent in Department.objects.values_list("pk", "name", "parent_id")
    }
    for key, names in new.departments.items():
        parent = None
        for level in LEVELS:
            if names.get(level):
                parent = _department(names[level], level, parent, known, slugs, created["departments"])
        keys["department", key] = parent or 0
    campus_slugs = set(Campus.objects.values_list("slug", flat=True))
    for key, name in new.campuses.items():
        campus = Campus.objects.create(name=name, slug=free_name(name, campus_slugs, 90))
        keys["campus", key] = campus.pk
        created["campuses"].append(campus.pk)
    for key, (where, name) in new.buildings.items():
        building = Building.objects.create(name=name, campus_id=keys.get(("campus", where), where))
        keys["building", key] = building.pk
        created["buildings"].append(building.pk)
    return keys, created


def _department(
    name: str,
    level: DepartmentKind,
    parent: int | None,
    known: dict[tuple[str, int | None], int],
    slugs: set[str],
    created: list[int],
) -> int:
    """Return a department under its parent, added where it is not known there."""
    found = known.get((folded(name), parent))
    if found is None and parent is None and level != DepartmentKind.TEAM:
        matches = [pk for (spelt, _), pk in known.items() if spelt == folded(name)]
        found = matches[0] if len(matches) == 1 else None
    if found is None:
        row = Department.objects.create(name=name, kind=level, parent_id=parent, slug=free_name(name, slugs, 140))
        found = known[folded(name), parent] = row.pk
        created.append(row.pk)
    return found


def free_name(name: str, taken: set[str], longest: int) -> str:
    """Return a slug for a place that none of `taken` is, and add it to them."""
    base = slugify(name)[: longest - 5].strip("-") or "place"
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    taken.add(slug)
    return slug


def remove_unused_places(created: Mapping[str, Sequence[int]]) -> list[str]:
    """Remove places that an import added, unless somebody works there by now; return the names of those kept."""
    kept: list[str] = []
    kept += _remove(Building, created.get("buildings", ()), ("technicians",))
    kept += _remove(Campus, created.get("campuses", ()), ("technicians", "buildings"))
    # the deepest first: they were added from the top down
    kept += _remove(Department, list(reversed(created.get("departments", ()))), ("technicians", "children"))
    return kept


def _remove(model: type[Model], pks: Sequence[int], users: tuple[str, ...]) -> list[str]:
    kept = []
    for pk in pks:
        rows = model._default_manager.filter(pk=pk)
        if not rows.filter(**{f"{name}__isnull": True for name in users}).delete()[0]:
            kept += [str(row) for row in rows]
    return kept
