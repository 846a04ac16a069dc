"""What a person says of an import before it is applied: how it is read, what it says instead; and applying it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from plan.enums import OPEN, ActionStatus, ImportState, PlanField, RowBecame
from plan.importing.corrections import Typed, typed_over
from plan.models import Plan, PlanImport
from plan.previews import mark_of, preview_of, understood
from plan.spans import PlanPeriod

from .imports import ImportGoneError, apply_import
from .proposing import Proposal


class ChangedMeanwhileError(Exception):
    """Somebody changed meanwhile what was looked at."""


@contextmanager
def _open(found: PlanImport) -> Iterator[PlanImport]:
    """Hold an import while it is changed. Raises ImportGoneError where it was applied or given up meanwhile."""
    with transaction.atomic():
        locked = PlanImport.objects.select_for_update(of=("self",)).select_related("plan").get(pk=found.pk)
        if locked.state not in OPEN:
            raise ImportGoneError
        yield locked
        locked.save()
    found.refresh_from_db()


def settle(
    found: PlanImport,
    plan: Plan | None,
    title: str,
    period: PlanPeriod | None,
    matches: Mapping[tuple[int, int], PlanField],
    legend: Mapping[str, ActionStatus],
) -> list[str]:
    """Keep what the plan is and how its file is read; return what is still to be said before it can be shown.

    `matches` are the columns that hold something else than was guessed. Raises ImportGoneError.
    """
    with _open(found) as held:
        held.plan = plan
        held.title = plan.title if plan else title
        period = plan.period if plan else period
        held.start, held.end = (period.start, period.end) if period else (None, None)
        held.matches = {f"{at}:{index}": field.value for (at, index), field in sorted(matches.items())}
        held.legend = {colour: status.value for colour, status in sorted(legend.items())}
        problems = understood(held).problems(held)
        held.state = ImportState.UPLOADED if problems else ImportState.PREVIEW
    return problems


def correct_action(found: PlanImport, place: int, typed: Typed, mark: str) -> None:
    """Keep what an action says in place of what was read of it; it counts as having looked at its doubts.

    What says the same as the file is not kept, and so follows the file. `mark` is that of the action which was shown.
    Raises ImportGoneError, and ChangedMeanwhileError where the action says something else by now or is none any more.
    """
    with _open(found) as held:
        pair = understood(held).action(place)
        if pair is None or mark_of(pair[1]) != mark:
            raise ChangedMeanwhileError
        held.corrections[str(place)] = {"typed": typed_over(pair[0], typed)}


def take_back_correction(found: PlanImport, place: int) -> None:
    """Have an action say again what the file says. Raises ImportGoneError."""
    with _open(found) as held:
        held.corrections.pop(str(place), None)


def tell_row(found: PlanImport, place: int, became: RowBecame | None) -> None:
    """Keep what a row is, as somebody says; None: as it was understood. Raises ImportGoneError."""
    with _open(found) as held:
        held.told.pop(str(place), None)
        if became is not None:
            held.told[str(place)] = became.value


def keep_outside(found: PlanImport, lines: list[str]) -> None:
    """Keep which text outside the actions goes into the plan's introduction. Raises ImportGoneError."""
    with _open(found) as held:
        held.outside = lines


def apply_previewed(found: PlanImport, mark: str, user: Any) -> list[Proposal]:
    """Write what the preview with this mark showed, wholly or not at all; return what was done to each action.

    Raises ImportGoneError where it was applied or given up meanwhile, ChangedMeanwhileError where the preview shows
    something else by now: a correction, or a change to the plan.
    """
    with transaction.atomic():
        same_file = PlanImport.objects.filter(checksum=found.checksum).order_by("pk")
        list(same_file.select_for_update().values_list("pk"))  # two imports of one file go one after the other
        held = PlanImport.objects.select_related("plan").get(pk=found.pk)
        if held.state != ImportState.PREVIEW:
            raise ImportGoneError
        preview = preview_of(held)
        if preview.mark != mark:
            raise ChangedMeanwhileError
        held.plan = preview.plan
        held.save(update_fields=["plan"])
        proposals = apply_import(held, preview.read, user)
    found.refresh_from_db()
    return proposals
