"""Checking a file against the staff list, and keeping what each row would do."""

import logging

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from profiles.enums import RosterScope, RosterState
from profiles.models import RosterImport, RosterRow
from profiles.roster.checking import Plan, PlanRow, Progress, changes_as_data, check
from profiles.roster.columns import StaffField
from profiles.roster.reading import read_roster
from profiles.roster.tables import RosterUnreadableError, Table

from .errors import RosterRefusedError
from .progress import tell_progress
from .snapshot import scope_of, staff_now

logger = logging.getLogger(__name__)
BATCH = 500  # rows written at a time

CHECKABLE = (RosterState.UPLOADED, RosterState.PREVIEW, RosterState.REFUSED)
_BROKE = (
    "Something went wrong while the file was checked. Nothing was changed. Try again, or tell whoever runs the site."
)


def start_checking(roster: RosterImport, *, add_places: bool = False, at_once: bool = False) -> None:
    """Have the file checked in the background, or in this process and at once.

    Raises RosterRefusedError where it is being checked or was applied.
    """
    started = RosterImport.objects.filter(pk=roster.pk, state__in=CHECKABLE).update(
        state=RosterState.CHECKING, add_places=add_places, problem=""
    )
    if not started:
        raise RosterRefusedError("This import has gone on since; it cannot be checked again.")
    tell_progress(roster.pk, "Waiting to begin")
    if at_once:
        check_in_background.call(roster.pk)
    else:
        check_in_background.enqueue(roster.pk)
    roster.refresh_from_db()


@task()
def check_in_background(pk: int) -> None:
    """Check one import; a file that can no longer be read makes it refused."""
    roster = RosterImport.objects.get(pk=pk)
    if roster.state == RosterState.CHECKING:
        check_roster(roster)


def check_roster(roster: RosterImport) -> None:
    """Check a file and keep the preview. What the file itself is to blame for ends in the state 'refused'."""
    try:
        table = read_file(roster)
        plan = plan_of(roster, table, tell_progress(roster.pk, "Checking the rows"))
        with transaction.atomic():
            locked = RosterImport.objects.select_for_update().get(pk=roster.pk)
            if locked.state != RosterState.CHECKING:  # given up meanwhile
                return
            keep_preview(roster, plan, list(table.notes))
    except RosterUnreadableError as error:
        _refuse(roster, str(error))
    except Exception:
        logger.exception("Checking import %s failed", roster.pk)
        _refuse(roster, _BROKE)
        raise


def _refuse(roster: RosterImport, problem: str) -> None:
    RosterImport.objects.filter(pk=roster.pk, state=RosterState.CHECKING).update(
        state=RosterState.REFUSED, problem=problem
    )
    roster.refresh_from_db()


def read_file(roster: RosterImport) -> Table:
    """Read the kept file again. Raises RosterUnreadableError, also where it is gone."""
    try:
        with roster.file.open("rb") as file:
            data = file.read()
    except (OSError, ValueError) as error:
        raise RosterUnreadableError("The file of this import is no longer there. Upload it again.") from error
    return read_roster(data, settings.ROSTER_MAX_BYTES)


def plan_of(roster: RosterImport, table: Table, progress: Progress) -> Plan:
    """Return what the file does to the staff list as it stands now. Reads, and writes nothing."""
    staff = staff_now()
    chosen = None
    if roster.scope == RosterScope.DEPARTMENTS:
        chosen = list(roster.departments.values_list("pk", flat=True))
    return check(
        table,
        {int(index): StaffField(field) for index, field in roster.mapping.items()},
        staff,
        scope_of(chosen, staff.departments),
        today=timezone.localdate(),
        add_places=roster.add_places,
        progress=progress,
    )


def keep_preview(roster: RosterImport, plan: Plan, notes: list[str], problem: str = "") -> None:
    """Replace the preview by this plan. Call inside a transaction."""
    replace_rows(roster, plan.rows)
    roster.counts = plan.counts | {"listed": plan.listed}
    roster.new_places = plan.new_places.names()
    roster.fingerprint = plan.fingerprint()
    roster.notes = notes
    roster.problem = problem
    roster.state = RosterState.PREVIEW
    roster.save(update_fields=["counts", "new_places", "fingerprint", "notes", "problem", "state"])


def replace_rows(roster: RosterImport, rows: list[PlanRow]) -> None:
    """Write one row for each of the plan's, in place of what was there."""
    RosterRow.objects.filter(roster=roster).delete()
    RosterRow.objects.bulk_create(
        (
            RosterRow(
                roster=roster,
                number=row.number,
                outcome=row.outcome,
                name=row.name[:220],
                staff_number=row.staff_number[:40],
                data=row.data,
                reasons=row.reasons,
                changes=changes_as_data(row),
                before=row.before,
                after=row.after,
                technician_id=row.person_pk,
            )
            for row in rows
        ),
        batch_size=BATCH,
    )
