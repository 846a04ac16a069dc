"""`manage.py import_roster FILE`: the import of a staff list without the admin, with the same outcome."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from profiles.enums import RosterScope, RosterState, RowOutcome
from profiles.models import Department, RosterImport
from profiles.roster.checking import Plan, check
from profiles.roster.columns import StaffField, header_word, mapping_problems, match_columns
from profiles.roster.places import folded
from profiles.roster.reading import read_roster, too_large
from profiles.roster.tables import RosterUnreadableError, Table
from profiles.services.rosters import (
    RosterRefusedError,
    cancel_roster,
    match_roster,
    start_applying,
    start_checking,
    upload_roster,
)
from profiles.services.rosters.snapshot import scope_of, staff_now

_MOST_NAMES = 50


class Command(BaseCommand):
    """Import a staff list, or only say what it would do."""

    help = "Import the staff list from a CSV or XLSX file: wholly or not at all. With --dry-run nothing is written."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and how to read it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Say what each row would do, and write nothing.")
        parser.add_argument(
            "--departments",
            metavar="A,B",
            help="The file is about these departments only (names or slugs, separated by commas).",
        )
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="COLUMN=FIELD",
            help=f"Match a column to a field, or to 'ignore'. May be repeated. Fields: {', '.join(StaffField.values)}.",
        )
        parser.add_argument(
            "--add-departments",
            action="store_true",
            help="Add departments, campuses and buildings not known here.",
        )
        parser.add_argument(
            "--confirm-gone",
            action="store_true",
            help=f"Go on although more than {settings.ROSTER_GONE_SHARE_ASKS:.0%} of the people would leave the list.",
        )
        parser.add_argument("--json", action="store_true", help="Print one JSON object in place of sentences.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, check and, unless it is a dry run, apply."""
        departments = _departments(options["departments"])
        try:
            data = _bytes(options["file"])
            table = read_roster(data, settings.ROSTER_MAX_BYTES)
        except RosterUnreadableError as error:
            raise CommandError(str(error)) from error
        mapping = _mapping(table, options["map"])
        if options["dry_run"]:
            plan = _plan(table, mapping, departments, add_places=options["add_departments"])
            self._tell(options, plan.counts, _rows_of_plan(plan), plan.new_places.names(), applied=False)
            if plan.gone_share > settings.ROSTER_GONE_SHARE_ASKS:
                self.stderr.write(_asks(plan.gone_share))
            return
        scope = RosterScope.WHOLE if departments is None else RosterScope.DEPARTMENTS
        roster = upload_roster(ContentFile(data, name=options["file"].name), scope, departments or [], None)
        try:
            self._import(roster, mapping, options)
        except RosterRefusedError as error:
            raise CommandError(str(error)) from error

    def _import(self, roster: RosterImport, mapping: dict[int, StaffField], options: dict[str, Any]) -> None:
        match_roster(roster, mapping)
        # At once and in this process, whatever the queue of the site is: the command ends when the import is done.
        start_checking(roster, add_places=options["add_departments"], at_once=True)
        if roster.state == RosterState.REFUSED:
            raise CommandError(roster.problem)
        if roster.asks_about_gone and not options["confirm_gone"]:
            names = [row.name for row in roster.rows.filter(outcome=RowOutcome.GONE)[:_MOST_NAMES]]
            share = roster.gone_share
            cancel_roster(roster)
            raise CommandError(
                f"{_asks(share)} They are: {', '.join(names)}{' …' if len(names) == _MOST_NAMES else ''}"
            )
        start_applying(roster, confirmed_gone=options["confirm_gone"], user=None, at_once=True)
        if roster.state != RosterState.APPLIED:
            raise CommandError(roster.problem or "The list was not applied.")
        counts = {outcome: roster.counts.get(outcome, 0) for outcome in RowOutcome.values}
        self._tell(options, counts, _rows_of_import(roster), roster.new_places, applied=True, pk=roster.pk)

    def _tell(
        self,
        options: dict[str, Any],
        counts: dict[str, int],
        rows: list[dict[str, Any]],
        new_places: dict[str, list[str]],
        *,
        applied: bool,
        pk: int | None = None,
    ) -> None:
        if options["json"]:
            told = {
                "applied": applied,
                "import": pk,
                "counts": counts,
                "new_places": new_places,
                "rows": rows,
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        for outcome in RowOutcome:
            if counts.get(outcome):
                self.stdout.write(f"{outcome.label}: {counts[outcome]}")
        for row in rows:
            if row["outcome"] == RowOutcome.REFUSED:
                self.stdout.write(f"Line {row['line']}, {row['name'] or 'no name'}: {' '.join(row['reasons'])}")
        unknown = [name for names in new_places.values() for name in names]
        if unknown and not options["add_departments"]:
            self.stdout.write(f"Not known here: {', '.join(unknown)}. --add-departments adds them.")
        self.stdout.write(f"Applied as import {pk}." if applied else "Nothing was written (dry run).")


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > settings.ROSTER_MAX_BYTES:
            raise RosterUnreadableError(too_large(settings.ROSTER_MAX_BYTES))
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def _departments(text: str | None) -> list[Department] | None:
    """Return the departments named; None for the whole list. Raises CommandError for a name that is not known."""
    if text is None:
        return None
    known = list(Department.objects.all())
    found = []
    for name in filter(None, (part.strip() for part in text.split(","))):
        same = [row for row in known if row.slug == name or folded(row.name) == folded(name)]
        if not same:
            raise CommandError(f"No department is called ‘{name}’.")
        if len(same) > 1:
            raise CommandError(
                f"{len(same)} departments are called ‘{name}’; give the slug: {', '.join(r.slug for r in same)}."
            )
        found += same
    if not found:
        raise CommandError("--departments names no department.")
    return found


def _mapping(table: Table, given: list[str]) -> dict[int, StaffField]:
    """Return the guessed matching with the given corrections. Raises CommandError where it cannot be used."""
    mapping = match_columns(table.header)
    for text in given:
        name, sign, field = text.rpartition("=")
        columns = [
            index for index, word in enumerate(table.header) if word == name or header_word(word) == header_word(name)
        ]
        if not sign or not columns:
            raise CommandError(f"--map {text}: no such column. The file has: {', '.join(table.header)}.")
        if field != "ignore" and field not in StaffField.values:
            raise CommandError(f"--map {text}: no such field. Choose ignore or one of {', '.join(StaffField.values)}.")
        mapping.pop(columns[0], None)
        if field != "ignore":
            mapping = {index: known for index, known in mapping.items() if known != field}
            mapping[columns[0]] = StaffField(field)
    problems = mapping_problems(mapping)
    if problems:
        raise CommandError(f"{' '.join(problems)} Use --map 'Column=field'. The file has: {', '.join(table.header)}.")
    return mapping


def _plan(
    table: Table, mapping: dict[int, StaffField], departments: list[Department] | None, *, add_places: bool
) -> Plan:
    staff = staff_now()
    chosen = None if departments is None else [row.pk for row in departments]
    return check(
        table,
        mapping,
        staff,
        scope_of(chosen, staff.departments),
        today=timezone.localdate(),
        add_places=add_places,
    )


def _rows_of_plan(plan: Plan) -> list[dict[str, Any]]:
    return [
        _row(
            row.number,
            row.outcome,
            row.name,
            row.staff_number,
            row.reasons,
            [vars(each) for each in row.changes],
        )
        for row in plan.rows
    ]


def _rows_of_import(roster: RosterImport) -> list[dict[str, Any]]:
    return [
        _row(row.number, row.outcome, row.name, row.staff_number, row.reasons, row.changes) for row in roster.rows.all()
    ]


def _row(
    number: int, outcome: str, name: str, staff_number: str, reasons: list[str], changes: list[dict[str, str]]
) -> dict[str, Any]:
    return {
        "line": number or None,
        "outcome": str(outcome),
        "name": name,
        "staff_number": staff_number,
        "reasons": reasons,
        "changes": changes,
    }


def _asks(share: float) -> str:
    return (
        f"{share:.0%} of the people would leave the list, more than {settings.ROSTER_GONE_SHARE_ASKS:.0%}. "
        "If that is right, say --confirm-gone."
    )
