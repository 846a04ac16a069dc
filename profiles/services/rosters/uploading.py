"""The first steps of an import: the file, the matching of its columns, or giving it up."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.accounts.models import User
from profiles.enums import RosterScope, RosterState
from profiles.models import Department, RosterImport
from profiles.roster.columns import StaffField, mapping_problems, match_columns
from profiles.roster.reading import read_roster, too_large
from profiles.roster.tables import RosterUnreadableError, Table, Unreadable

from .errors import RosterRefusedError

# While one of these is its state, nothing has been written yet and the import can be changed or given up
OPEN_STATES = (RosterState.UPLOADED, RosterState.CHECKING, RosterState.PREVIEW, RosterState.REFUSED)


def upload_roster(
    file: UploadedFile | ContentFile, scope: RosterScope, departments: Iterable[Department], user: User | None
) -> RosterImport:
    """Keep a file as a new import, its columns matched as well as can be guessed.

    Raises RosterUnreadableError, before anything is kept, where the file is too large or no staff list.
    """
    if (file.size or 0) > settings.ROSTER_MAX_BYTES:
        raise RosterUnreadableError(too_large(settings.ROSTER_MAX_BYTES))
    data = file.read()
    table = read_roster(data, settings.ROSTER_MAX_BYTES)
    name = PurePath(str(file.name or "staff list")).name[-255:]
    suffix = "xlsx" if data.startswith(b"PK") else "csv"
    with transaction.atomic():
        roster = RosterImport.objects.create(
            file=ContentFile(data, name=f"list.{suffix}"),
            file_name=name,
            scope=scope,
            columns=list(table.header),
            samples=samples_of(table),
            mapping={str(index): field.value for index, field in match_columns(table.header).items()},
            notes=list(table.notes),
            uploaded_by=user,
        )
        if scope == RosterScope.DEPARTMENTS:
            roster.departments.set(departments)
    return roster


def samples_of(table: Table) -> list[list[str]]:
    """Return up to three different values of each column, cut short."""
    samples: list[list[str]] = [[] for _ in table.header]
    for line in table.lines[:200]:
        for seen, cell in zip(samples, line.cells, strict=False):
            if cell and not isinstance(cell, Unreadable) and len(seen) < 3:
                text = f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell[:40]
                if text not in seen:
                    seen.append(text)
    return samples


def match_roster(roster: RosterImport, mapping: Mapping[int, StaffField]) -> None:
    """Keep which column holds what; columns left out are ignored.

    Raises RosterRefusedError where the matching cannot be used or the import has gone on.
    """
    problems = mapping_problems(mapping)
    if problems:
        raise RosterRefusedError(" ".join(problems))
    kept = {str(index): StaffField(field).value for index, field in sorted(mapping.items())}
    changed = RosterImport.objects.filter(pk=roster.pk, state__in=OPEN_STATES).update(mapping=kept)
    if not changed:
        raise RosterRefusedError("This import has gone on since; its columns can no longer be matched anew.")
    roster.mapping = kept


def stop_waiting(roster: RosterImport) -> None:
    """Take an import back from work that may never end (its worker died), to where it can be begun again.

    Safe at any time: work that goes on all the same finds the state changed and writes nothing, or has written
    everything before this returns. Raises RosterRefusedError where nothing is being worked on.
    """
    back = {RosterState.CHECKING: RosterState.UPLOADED, RosterState.APPLYING: RosterState.PREVIEW}
    if not any(RosterImport.objects.filter(pk=roster.pk, state=now).update(state=to) for now, to in back.items()):
        raise RosterRefusedError("This import is not being worked on any more.")
    roster.refresh_from_db()


def forget_old_rosters() -> str:
    """Delete the files and rows of imports that can no longer be undone or were never applied; return a log line.

    They hold personal data, grades among it, and serve nothing after that time. Who applied what, and when, stays.
    """
    before = timezone.now() - timedelta(days=settings.ROSTER_UNDO_DAYS)
    old = RosterImport.objects.exclude(state__in=(RosterState.CHECKING, RosterState.APPLYING)).filter(
        Q(applied_at__lt=before) | Q(applied_at__isnull=True, uploaded_at__lt=before)
    )
    forgotten = 0
    for roster in old.exclude(file="", samples=[]):
        with transaction.atomic():
            _forget_contents(roster)
            if roster.state in OPEN_STATES:
                RosterImport.objects.filter(pk=roster.pk).update(state=RosterState.CANCELLED)
        forgotten += 1
    return f"{forgotten} imports emptied"


def _forget_contents(roster: RosterImport) -> None:
    """Delete an import's file and rows, the file once that is committed."""
    roster.rows.all().delete()
    RosterImport.objects.filter(pk=roster.pk).update(file="", samples=[], undo_report=[])
    name, storage = roster.file.name, roster.file.storage
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def cancel_roster(roster: RosterImport) -> None:
    """Give up an import that was not applied, with its file and rows. Raises RosterRefusedError where it was."""
    with transaction.atomic():
        changed = RosterImport.objects.filter(pk=roster.pk, state__in=OPEN_STATES).update(state=RosterState.CANCELLED)
        if not changed:
            raise RosterRefusedError("This import can no longer be given up: it is being applied, or was.")
        _forget_contents(roster)
    roster.refresh_from_db()
