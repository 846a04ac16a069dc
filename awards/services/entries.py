"""Entries for awards of other bodies, which organisers write down."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from awards.models import ExternalEntry, SchemePage
from profiles.models import Technician


@dataclass(frozen=True)
class Entered:
    """What is written down of an entry. Who was entered is a technician of ours, or a name, or neither is known."""

    scheme: SchemePage
    technician: Technician | None
    name: str
    entered_on: date
    result: str
    note: str


@transaction.atomic
def keep_entry(entered: Entered, *, by: Any, pk: int | None = None) -> ExternalEntry:
    """Write down an entry, or change one (`pk`). Raises ExternalEntry.DoesNotExist."""
    entry = ExternalEntry(made_by=by) if pk is None else ExternalEntry.objects.select_for_update().get(pk=pk)
    entry.scheme, entry.technician = entered.scheme, entered.technician
    entry.name = "" if entered.technician else entered.name
    entry.entered_on, entry.result, entry.note = entered.entered_on, entered.result, entered.note
    entry.save()
    _note(entry, "add" if pk is None else "change", by)
    return entry


@transaction.atomic
def remove_entry(pk: int, *, by: Any) -> None:
    """Delete an entry that was a mistake. Raises ExternalEntry.DoesNotExist."""
    entry = ExternalEntry.objects.select_for_update(of=("self",)).select_related("scheme").get(pk=pk)
    _note(entry, "remove", by)
    entry.delete()


def _note(entry: ExternalEntry, action: str, by: Any) -> None:
    log(instance=entry.scheme, action=f"awards.entry.{action}", user=by, data={"entry": entry.pk})
