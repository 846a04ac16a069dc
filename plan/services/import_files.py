"""The file of an import: brought, read in the background, given up, forgotten."""

import logging
from datetime import timedelta
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from plan.enums import UNWRITTEN, ImportState
from plan.importing.guesses import lines_of, period_in, title_in, title_of_name
from plan.importing.reading import MOST_BYTES
from plan.importing.tables import WANTED, ImportRefusedError
from plan.models import Plan, PlanImport
from plan.previews import read_again, understood
from plan.spans import PlanPeriod
from portal.core.incoming.kinds import is_archive, refuse_other_kinds, too_large
from portal.core.incoming.refusal import FileRefusedError

from .imports import ImportGoneError

logger = logging.getLogger(__name__)
WAITS_DAYS = 30  # after that, the file of an import that was never applied is deleted
_BROKE = "Something went wrong while the file was read. Nothing was written. Try again, or tell whoever runs the site."


def bring_file(
    file: UploadedFile | ContentFile, plan: Plan | None, title: str, period: PlanPeriod | None, user: Any
) -> PlanImport:
    """Keep a file and have it read in the background.

    `plan` None: it becomes a new one, or is compared with the plan to which the same file was imported before. An empty
    title and no period: they are guessed. Raises ImportRefusedError, before anything is kept, where the file is too
    large or of another kind.
    """
    if (file.size or 0) > MOST_BYTES:
        raise ImportRefusedError(too_large(MOST_BYTES))
    data = file.read()
    try:
        refuse_other_kinds(data, WANTED, MOST_BYTES)
    except FileRefusedError as error:
        raise ImportRefusedError(str(error)) from error
    name = PurePath(str(file.name or "plan")).name[-255:]
    found = PlanImport(file_name=name, checksum=sha256(data).hexdigest(), plan=plan, uploaded_by=user)
    earlier = PlanImport.objects.earlier_of(found)
    if plan is None and earlier:
        found.plan = earlier.plan
    _say_of_what(found, title, period or period_in([name]))
    found.state = ImportState.READING
    found.file.save(f"plan.{'zip' if is_archive(data) else 'csv'}", ContentFile(data), save=False)
    found.save()
    read_in_background.enqueue(found.pk)
    found.refresh_from_db()
    return found


def _say_of_what(found: PlanImport, title: str, period: PlanPeriod | None) -> None:
    period = found.plan.period if found.plan else period
    found.title = found.plan.title if found.plan else title
    found.start, found.end = (period.start, period.end) if period else (None, None)


@task()
def read_in_background(pk: int) -> None:
    """Read one import's file; one that cannot be read makes it refused."""
    found = PlanImport.objects.get(pk=pk)
    if found.state == ImportState.READING:
        read_import(found)


def read_import(found: PlanImport) -> None:
    """Read a file to see whether it can be shown. What the file itself is to blame for ends in the state 'refused'."""
    try:
        tables = read_again(found)
        lines = lines_of(tables)
        _say_of_what(
            found, found.title or title_in(lines) or title_of_name(found.file_name), found.period or period_in(lines)
        )
        asks = understood(found, tables).problems(found)
    except ImportRefusedError as error:
        _refuse(found, str(error))
    except Exception:
        logger.exception("Reading import %s failed", found.pk)
        _refuse(found, _BROKE)
        raise
    else:
        PlanImport.objects.filter(pk=found.pk, state=ImportState.READING).update(
            state=ImportState.UPLOADED if asks else ImportState.PREVIEW,
            title=found.title,
            start=found.start,
            end=found.end,
        )
        found.refresh_from_db()


def _refuse(found: PlanImport, problem: str) -> None:
    with transaction.atomic():
        reading = PlanImport.objects.select_for_update().filter(pk=found.pk, state=ImportState.READING)
        if reading.update(state=ImportState.REFUSED, problem=problem):
            _delete_file(found)
    found.refresh_from_db()


def _delete_file(found: PlanImport) -> None:
    """Forget the file and what was typed of it, the file once that is committed. Call inside a transaction."""
    PlanImport.objects.filter(pk=found.pk).update(file="", corrections={}, told={}, outside=[])
    name, storage = found.file.name, found.file.storage
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def cancel_import(found: PlanImport) -> None:
    """Give up an import of which nothing was written. Raises ImportGoneError where something was."""
    with transaction.atomic():
        if not PlanImport.objects.filter(pk=found.pk, state__in=UNWRITTEN).update(state=ImportState.CANCELLED):
            raise ImportGoneError
        _delete_file(found)
    found.refresh_from_db()


def forget_old_imports() -> str:
    """Delete the files of imports that were not applied or were undone and lie for a month; return a log line.

    Who brought what, and when, stays. The file of an import that stands is kept with its plan.
    """
    before = timezone.now() - timedelta(days=WAITS_DAYS)
    waiting = PlanImport.objects.filter(state__in=UNWRITTEN, uploaded_at__lt=before)
    undone = PlanImport.objects.filter(state=ImportState.UNDONE, undone_at__lt=before)
    forgotten = 0
    for found in (waiting | undone).exclude(file=""):
        with transaction.atomic():
            PlanImport.objects.filter(pk=found.pk, state__in=UNWRITTEN).update(state=ImportState.CANCELLED)
            _delete_file(found)
        forgotten += 1
    return f"{forgotten} files deleted"
