"""`manage.py import_plan FILE`: the import of an action plan without the admin."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plan.enums import ActionStatus, PlanField, Proposed, RowBecame
from plan.importing.columns import Layout, Matches, corrected, guess_columns, layout_problems
from plan.importing.reading import MOST_BYTES, read
from plan.importing.result import PlanAsRead
from plan.importing.status import colour_of_word
from plan.importing.tables import ImportRefusedError
from plan.importing.understanding import understand
from plan.models import Plan
from plan.services.imports import apply_import, take_up
from plan.services.proposing import Proposal
from plan.spans import PlanPeriod
from portal.core.incoming.headings import header_word
from portal.core.incoming.kinds import too_large

LONGEST_TITLE = Plan._meta.get_field("title").max_length or 0


class Command(BaseCommand):
    """Read a plan from a file, say what it was understood to be, and write it unless told not to."""

    help = "Import an action plan from a DOCX, XLSX or CSV file. With --dry-run nothing is written."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, the plan's title and period, and how to read it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--title", required=True, help="What the plan is called.")
        parser.add_argument("--start", required=True, metavar="YYYY-MM", help="The plan's first month.")
        parser.add_argument("--end", required=True, metavar="YYYY-MM", help="The plan's last month.")
        parser.add_argument(
            "--plan",
            help="The address of the plan to write to (2025-2028); without it the one with this title, or a new.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Say what was understood, and write nothing.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object in place of sentences.")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="COLUMN=FIELD",
            help=f"Match a column to a field. May be repeated. Fields: {', '.join(PlanField.values)}.",
        )
        parser.add_argument(
            "--legend",
            action="append",
            default=[],
            metavar="COLOUR=STATUS",
            help=f"Say what a colour means. May be repeated. Statuses: {', '.join(ActionStatus.values)}.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, understand, write and tell."""
        path: Path = options["file"]
        if len(options["title"]) > LONGEST_TITLE:
            raise CommandError(f"The title is longer than {LONGEST_TITLE} characters. Say it shorter.")
        try:
            period = PlanPeriod.from_months(options["start"], options["end"])
            data = _bytes(path)
            tables = read(data)
        except (ValueError, ImportRefusedError) as error:
            raise CommandError(str(error)) from error
        matches = _matches(guess_columns(tables), options["map"])
        plan = understand(tables, matches, period, _legend(options["legend"]), options["title"])
        done = [] if options["dry_run"] else _write(plan, path.name, data, options["plan"])
        if options["json"]:
            self.stdout.write(json.dumps(plan.as_json(), ensure_ascii=False, indent=1))
            return
        self._tell(plan)
        self.stdout.write("Nothing was written (dry run)." if options["dry_run"] else _told(done))

    def _tell(self, plan: PlanAsRead) -> None:
        for action in plan.actions:
            when = f" ({' '.join(action.timescale.wording.split())})" if action.timescale.wording else ""
            self.stdout.write(f"{action.code}: {action.title}{when}")
        for row in plan.rows:
            for doubt in row.doubts:
                self.stdout.write(f"{row.table}, row {row.number}: {doubt}")
        for warning in plan.warnings:
            self.stdout.write(warning)
        for colour in plan.colours_to_ask:
            self.stdout.write(f"What does {colour} mean? Say --legend {colour}=STATUS.")
        parts = sum(1 for row in plan.rows if row.became == RowBecame.PART)
        self.stdout.write(f"{len(plan.actions)} actions from {len(plan.rows)} rows, {parts} of them parts of others.")


def _write(read_plan: PlanAsRead, name: str, data: bytes, slug: str | None) -> list[Proposal]:
    """Write what was read. Raises CommandError where something must be said first."""
    if read_plan.colours_to_ask:
        words = " ".join(f"--legend {colour}=STATUS" for colour in read_plan.colours_to_ask)
        raise CommandError(f"The file says nothing of what its colours mean. Say {words}. Nothing was written.")
    if not read_plan.actions:
        raise CommandError("No action was found: say with --map which column holds them. Nothing was written.")
    plan = Plan.objects.filter(slug=slug) if slug else Plan.objects.filter(title__iexact=read_plan.title)
    if slug and not plan.exists():
        known = ", ".join(Plan.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"--plan {slug}: there is no such plan. There are: {known}. Nothing was written.")
    return apply_import(take_up(name, data, read_plan, plan.first(), None), read_plan, None)


def _told(done: list[Proposal]) -> str:
    counts = Counter(proposal.outcome for proposal in done)
    words = ", ".join(f"{outcome.label.lower()}: {counts[outcome]}" for outcome in Proposed if counts[outcome])
    lines = [f"Written ({words}). Nobody else sees a new plan until it is published."]
    for proposal in done:
        if proposal.kept:
            kept = ", ".join(proposal.kept_labels)
            lines.append(f"{proposal.code}: kept as typed here, though the file says something new: {kept}.")
    return "\n".join(lines)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ImportRefusedError(too_large(MOST_BYTES))
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def _matches(guessed: Matches, given: list[str]) -> Matches:
    """Return the guessed matches with corrections. Raises CommandError for what is not there or cannot be used."""
    corrections: dict[tuple[int, int], PlanField] = {}
    for text in given:
        name, sign, field = text.rpartition("=")
        places = [
            (at, column.index)
            for at, layout in enumerate(guessed)
            for column in layout.columns
            if column.name == name or (header_word(name) and header_word(column.name) == header_word(name))
        ]
        if not sign or not places:
            raise CommandError(f"--map {text}: no such column. The file has: {_names(guessed)}.")
        if field not in PlanField.values:
            raise CommandError(f"--map {text}: no such field. Choose one of {', '.join(PlanField.values)}.")
        corrections |= dict.fromkeys(places, PlanField(field))
    matches = corrected(guessed, corrections)
    changed = {at for at, _ in corrections}
    problems = [problem for at in sorted(changed) for problem in layout_problems(matches[at])]
    if problems:
        raise CommandError(f"{' '.join(problems)} The file has: {_names(matches)}.")
    return matches


def _names(matches: Matches) -> str:
    def named(layout: Layout) -> str:
        return ", ".join(column.name for column in layout.columns if column.name)

    return "; ".join(filter(None, map(named, matches)))


def _legend(given: list[str]) -> dict[str, ActionStatus]:
    legend: dict[str, ActionStatus] = {}
    for text in given:
        word, _, status = text.partition("=")
        colour = colour_of_word(word)
        if not colour or status not in ActionStatus.values:
            raise CommandError(
                f"--legend {text}: write it as amber=at-risk. Statuses: {', '.join(ActionStatus.values)}."
            )
        legend[colour] = ActionStatus(status)
    return legend
