"""What each row of a file does to the staff list: new, changed, unchanged, gone, back again, or refused and why."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from profiles.enums import ProfileState, RowOutcome

from .columns import StaffField
from .managers import settle_managers
from .people import EMPTY, LABELS, PLACES, Person, Scope, StaffNow, shown, state_on_return
from .places import NewPlaces, Places
from .rows import Entry, RowReader
from .tables import Table
from .values import staff_key

Progress = Callable[[int, int], None]
STEP = 250  # rows between two tellings of progress


@dataclass(frozen=True)
class Change:
    """One field that changes, as it is read by people."""

    label: str
    old: str
    new: str


@dataclass
class PlanRow:
    """What one row does. `before` and `after` hold the same keys, in the plain values of `people`."""

    number: int
    outcome: RowOutcome
    name: str
    staff_number: str
    data: dict[str, str] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    person_pk: int | None = None


@dataclass
class Plan:
    """What a whole file does."""

    rows: list[PlanRow]
    new_places: NewPlaces
    listed: int  # people on the list now, among those the file is about
    adds_places: bool

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows have each outcome."""
        found = Counter(row.outcome for row in self.rows)
        return {outcome.value: found[outcome] for outcome in RowOutcome}

    @property
    def gone(self) -> list[PlanRow]:
        """Return those who would leave the list."""
        return [row for row in self.rows if row.outcome == RowOutcome.GONE]

    @property
    def gone_share(self) -> float:
        """Return which part of the people the file is about would leave, from 0 to 1."""
        return len(self.gone) / self.listed if self.listed else 0.0

    def fingerprint(self) -> str:
        """Return a text that is the same only for a plan that does the same."""
        does = [(row.number, row.outcome, row.staff_number, row.person_pk, row.before, row.after) for row in self.rows]
        told = json.dumps([does, self.new_places.names() if self.adds_places else None], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()


def check(
    table: Table,
    mapping: Mapping[int, StaffField],
    staff: StaffNow,
    scope: Scope,
    *,
    today: date,
    add_places: bool = False,
    progress: Progress = lambda done, of: None,
) -> Plan:
    """Return what the file does to the staff list as it stands; each row of the file has one row in the plan."""
    return _Check(staff, scope, today, Places(staff, add=add_places)).plan(table, mapping, progress)


class _Check:
    def __init__(self, staff: StaffNow, scope: Scope, today: date, places: Places) -> None:
        self.staff = staff
        self.scope = scope
        self.today = today
        self.places = places
        self.people = {staff_key(person.staff_number): person for person in staff.people}

    def plan(self, table: Table, mapping: Mapping[int, StaffField], progress: Progress) -> Plan:
        reader = RowReader(table.header, mapping, self.places)
        entries: list[Entry] = []
        for done, line in enumerate(table.lines, start=1):
            entries.append(reader.read(line))
            if done % STEP == 0 or done == len(table.lines):
                progress(done, len(table.lines))
        _refuse_repeated(entries)
        for entry in entries:
            entry.person = self.people.get(entry.key)
        leaving = {id(entry) for entry in entries if self._leaves(entry)}
        staying = [entry for entry in entries if id(entry) not in leaving]
        for entry in staying:
            self._refuse_unfit(entry)
        self._refuse_taken("email", "email address", staying)
        self._refuse_taken("sso_id", "sign-in (SSO) identifier", staying)
        gone = self._gone(entries, leaving)
        self._settle_managers(staying, {person.pk for person in gone})
        self.shown = self._names_of_places()
        rows = [self._row(entry, leaving=id(entry) in leaving) for entry in entries]
        in_file = {entry.person.pk for entry in entries if id(entry) in leaving and entry.person}
        rows += [self._gone_row(person, 0, "Not in the file.") for person in gone if person.pk not in in_file]
        listed = sum(1 for person in self.staff.people if self._counts(person))
        return Plan(rows, self._new_places(rows), listed, self.places.add)

    def _new_places(self, rows: list[PlanRow]) -> NewPlaces:
        """Return what is not known here: all of it to be offered, only what is needed when it is to be added."""
        if not self.places.add:
            return self.places.new
        used = {key: {str(row.after[key]) for row in rows if isinstance(row.after.get(key), str)} for key in PLACES}
        return self.places.new.only(used["department"], used["campus"], used["building"])

    def _counts(self, person: Person) -> bool:
        return person.state != ProfileState.LEFT and self.scope.holds(person.values.get("department"))

    def _leaves(self, entry: Entry) -> bool:
        """Say whether the row itself says that somebody is not (or no longer) among the technicians."""
        if not entry.staff_number or (entry.refusals and entry.is_technician):
            return False
        return not entry.is_technician or self._has_ended(entry)

    def _has_ended(self, entry: Entry) -> bool:
        end = entry.values.get("end_date")
        start = entry.values.get("start_date")
        if not end or (start and start > end):
            return False
        return date.fromisoformat(end) < self.today

    def _refuse_unfit(self, entry: Entry) -> None:
        """Refuse what the database or the scope would not have."""
        if entry.refusals:
            return
        known = entry.person.values if entry.person else EMPTY
        after = {**known, **entry.values}
        if after["start_date"] and after["end_date"] and after["end_date"] < after["start_date"]:
            entry.refuse(
                f"The end date, {shown('end_date', after['end_date'], {})}, lies before the start date, "
                f"{shown('start_date', after['start_date'], {})}."
            )
        if not entry.values.get("email"):
            if entry.person is None:
                entry.refuse("The work email is missing: nobody could be invited.")
            elif "email" in entry.values:
                entry.values["email"] = known["email"]
                entry.notes.append("The work email is missing in the file: left as it is.")
        if self.scope.departments is not None and not self.places.in_scope(after["department"], self.scope.departments):
            entry.refuse("Their department is not one of those that this file is about.")

    def _refuse_taken(self, key: str, label: str, entries: list[Entry]) -> None:
        """Refuse rows that claim what somebody else has, until nothing is had twice.

        Who keeps a value has the better claim to it; where nobody keeps it, all who claim it are refused.
        """
        while True:
            claims: dict[str, list[Entry]] = defaultdict(list)
            changing = set()
            for entry in entries:
                value = entry.values.get(key)
                if not entry.refusals and value and not self._keeps(entry, key):
                    claims[_same(value)].append(entry)
                    changing.add(entry.key)
            holders: dict[str, Person] = {
                _same(person.values[key]): person
                for person in self.staff.people
                if person.values.get(key) and staff_key(person.staff_number) not in changing
            }
            if not _refuse_claims(claims, holders, label):
                return

    def _keeps(self, entry: Entry, key: str) -> bool:
        if entry.person is None:
            return False
        now = entry.person.values.get(key) or ""
        return key in entry.person.typed or _same(now) == _same(entry.values[key])

    def _gone(self, entries: list[Entry], leaving: set[int]) -> list[Person]:
        present = {entry.key for entry in entries if id(entry) not in leaving}
        return [
            person
            for person in self.staff.people
            if self._counts(person) and staff_key(person.staff_number) not in present
        ]

    def _settle_managers(self, staying: list[Entry], gone: set[int]) -> None:
        accepted = [entry for entry in staying if not entry.refusals]
        returning = {entry.key for entry in accepted}
        present = {
            key: person.staff_number
            for key, person in self.people.items()
            if person.pk not in gone and (person.state != ProfileState.LEFT or key in returning)
        }
        present.update((entry.key, entry.staff_number) for entry in accepted if entry.person is None)
        now = {
            key: staff_key(number) if (number := person.values.get("manager")) else None
            for key, person in self.people.items()
        }
        settle_managers(accepted, present, now)

    def _names_of_places(self) -> dict[str, dict[Any, str]]:
        names = self.places.display()
        for key in self.places.new.departments:
            names["department"][key] = f"{key} (to be added)"
        for key in self.places.new.campuses:
            names["campus"][key] = f"{key} (to be added)"
        for key in self.places.new.buildings:
            names["building"][key] = f"{key} (to be added)"
        return names

    def _row(self, entry: Entry, *, leaving: bool) -> PlanRow:
        if leaving:
            return self._leaving_row(entry)
        row = PlanRow(entry.number, RowOutcome.REFUSED, entry.name, entry.staff_number[:40], entry.words)
        row.reasons = entry.refusals or entry.notes
        row.person_pk = entry.person.pk if entry.person else None
        if entry.refusals:
            return row
        if entry.person is None:
            row.outcome = RowOutcome.NEW
            row.after = {**EMPTY, **entry.values}
            return row
        self._compare(row, entry, entry.person)
        return row

    def _compare(self, row: PlanRow, entry: Entry, person: Person) -> None:
        row.staff_number = person.staff_number
        for key, label in LABELS.items():
            if key not in entry.values or entry.values[key] == person.values.get(key):
                continue
            new = shown(key, entry.values[key], self.shown)
            if key in person.typed:
                row.reasons = [
                    *row.reasons,
                    f"{label}: kept as typed by the technician; the file has ‘{new}’.",
                ]
                continue
            if key == "sso_id" and entry.values[key] is None:
                row.reasons = [*row.reasons, "The sign-in identifier is missing in the file: left as it is."]
                continue
            row.before[key], row.after[key] = person.values.get(key), entry.values[key]
            row.changes.append(Change(label, shown(key, person.values.get(key), self.shown), new))
        if person.state == ProfileState.LEFT:
            row.outcome = RowOutcome.RETURNED
            state = state_on_return(person.state_before_left or ProfileState.INVITED.value, claimed=person.claimed)
            row.before |= {
                "state": person.state,
                "state_before_left": person.state_before_left,
                "left_at": person.left_at,
            }
            row.after |= {"state": state, "state_before_left": "", "left_at": None}
        else:
            row.outcome = RowOutcome.CHANGED if row.changes else RowOutcome.UNCHANGED

    def _leaving_row(self, entry: Entry) -> PlanRow:
        if entry.is_technician:
            reason = f"Their end date, {shown('end_date', entry.values['end_date'], {})}, has passed."
        else:
            reason = "Not marked as a technician in the file."
        if entry.person is not None and self._counts(entry.person):
            row = self._gone_row(entry.person, entry.number, reason)
            row.data = entry.words
            return row
        outcome = RowOutcome.REFUSED if entry.is_technician else RowOutcome.SKIPPED
        return PlanRow(entry.number, outcome, entry.name, entry.staff_number, entry.words, [reason])

    def _gone_row(self, person: Person, number: int, reason: str) -> PlanRow:
        return PlanRow(
            number,
            RowOutcome.GONE,
            person.name,
            person.staff_number,
            reasons=[reason],
            before={"state": person.state, "state_before_left": person.state_before_left},
            after={"state": ProfileState.LEFT.value, "state_before_left": person.state},
            person_pk=person.pk,
        )


def _same(value: str) -> str:
    return value.lower()


def _refuse_repeated(entries: Iterable[Entry]) -> None:
    """Refuse each row whose staff number stands on another row too, naming the others."""
    by_key: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.staff_number:
            by_key[entry.key].append(entry)
    for same in by_key.values():
        for entry in same if len(same) > 1 else ():
            entry.is_technician = True  # which of the rows is true cannot be told, so nobody leaves by one of them
            entry.refuse(f"The staff number {entry.staff_number} stands on {_others(entry, same)} too.")


def _others(entry: Entry, same: list[Entry]) -> str:
    lines = [str(other.number) for other in same if other is not entry]
    if len(lines) == 1:
        return f"line {lines[0]}"
    if len(lines) > 5:
        return f"lines {', '.join(lines[:5])} and {len(lines) - 5} more"
    return f"lines {', '.join(lines[:-1])} and {lines[-1]}"


def _refuse_claims(claims: Mapping[str, list[Entry]], holders: Mapping[str, Person], label: str) -> bool:
    """Refuse what claims a value that somebody keeps or another row claims; say whether anything was refused."""
    refused = False
    for value, claimants in claims.items():
        holder = holders.get(value)
        for entry in claimants if holder or len(claimants) > 1 else ():
            refused = True
            if holder is None:
                entry.refuse(f"The {label} {value} stands on {_others(entry, claimants)} too.")
            else:
                left = ", who left" if holder.state == ProfileState.LEFT else ""
                entry.refuse(
                    f"The {label} {value} belongs to {holder.name} (staff number {holder.staff_number}{left})."
                )
    return refused


def changes_as_data(row: PlanRow) -> list[dict[str, str]]:
    """Return a row's changes as they are kept."""
    return [asdict(change) for change in row.changes]
