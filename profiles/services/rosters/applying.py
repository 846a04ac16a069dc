"""Applying an import: wholly or not at all, once, and only what its preview showed."""

import logging

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django_tasks import task
from wagtail.log_actions import log

from portal.accounts.models import User
from profiles.enums import RosterState
from profiles.models import RosterImport, Technician
from profiles.roster.tables import RosterUnreadableError
from profiles.services.index import reindex_on_commit
from profiles.services.staff import write_plan

from .checking import keep_preview, plan_of, read_file, replace_rows
from .errors import RosterRefusedError
from .progress import tell_progress

logger = logging.getLogger(__name__)

CHANGED_SINCE = (
    "The staff list changed since this preview was made, so nothing was applied. This is the preview as it is now: "
    "look through it, then apply."
)
_BROKE = (
    "Something went wrong while the list was applied. Nothing was changed. Try again, or tell whoever runs the site."
)


def start_applying(roster: RosterImport, *, confirmed_gone: bool, user: User | None, at_once: bool = False) -> None:
    """Have a preview applied in the background, or at once; of two calls for one preview the second does nothing more.

    Raises RosterRefusedError where there is no preview to apply, or many would leave and nobody confirmed it.
    """
    roster.refresh_from_db()
    if roster.state == RosterState.PREVIEW and roster.asks_about_gone and not confirmed_gone:
        raise RosterRefusedError("Say that these people have left, by ticking the box, before the list is applied.")
    started = RosterImport.objects.filter(
        pk=roster.pk, state=RosterState.PREVIEW, fingerprint=roster.fingerprint
    ).update(state=RosterState.APPLYING, problem="")
    if not started:
        roster.refresh_from_db()  # somebody else pressed the button since it was read above
        if roster.state in (RosterState.APPLYING, RosterState.APPLIED):
            return
        raise RosterRefusedError("This import has no preview that could be applied.")
    tell_progress(roster.pk, "Waiting to begin")
    run = apply_in_background.call if at_once else apply_in_background.enqueue
    run(roster.pk, user.pk if user else None)
    roster.refresh_from_db()


@task()
def apply_in_background(pk: int, user_pk: int | None) -> None:
    """Apply one import."""
    apply_roster(RosterImport.objects.get(pk=pk), User.objects.filter(pk=user_pk).first() if user_pk else None)


def apply_roster(roster: RosterImport, user: User | None) -> None:
    """Check the file again under lock, and write it where it still does what the preview showed.

    Otherwise the import goes back to its preview, made anew, and says so.
    """
    try:
        table = read_file(roster)
        with transaction.atomic():
            lock_staff_list()
            locked = RosterImport.objects.get(pk=roster.pk)
            if locked.state != RosterState.APPLYING:
                return
            plan = plan_of(locked, table, tell_progress(roster.pk, "Checking the rows once more"))
            if plan.fingerprint() != locked.fingerprint:
                keep_preview(locked, plan, list(table.notes), CHANGED_SINCE)
                return
            written = write_plan(plan, timezone.now(), tell_progress(roster.pk, "Writing the staff list"))
            replace_rows(locked, plan.rows)
            locked.created_places = written.created_places
            locked.state = RosterState.APPLIED
            locked.applied_at = timezone.now()
            locked.save(update_fields=["created_places", "state", "applied_at"])
            reindex_on_commit(written.to_reindex)
            log(locked, "profiles.roster.apply", user=user, data={"counts": locked.counts})
    except (RosterUnreadableError, IntegrityError) as error:
        logger.warning("Import %s could not be applied: %r", roster.pk, error)
        _back_to_preview(roster, str(error) if isinstance(error, RosterUnreadableError) else CHANGED_SINCE)
    except Exception:
        logger.exception("Applying import %s failed", roster.pk)
        _back_to_preview(roster, _BROKE)
        raise
    finally:
        roster.refresh_from_db()


def _back_to_preview(roster: RosterImport, problem: str) -> None:
    RosterImport.objects.filter(pk=roster.pk, state=RosterState.APPLYING).update(
        state=RosterState.PREVIEW, problem=problem
    )


def lock_staff_list() -> None:
    """Hold off every other import, undo and change of a technician until the transaction ends.

    SQLite's transactions are IMMEDIATE and exclude each other anyhow.
    """
    if connection.features.has_select_for_update:
        list(RosterImport.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
        list(Technician.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
