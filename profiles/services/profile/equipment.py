"""Saving what a technician does with which equipment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from profiles.enums import EquipmentRoleKind
from profiles.models import Equipment, EquipmentRole, Technician
from profiles.services.suggestions import hold_words, suggest_equipment, withdraw_unheld

from .keeping import Edit, changing

MOST_EQUIPMENT = 60  # a person


@dataclass(frozen=True)
class EquipmentRow:
    """A piece of equipment and what somebody does with it (values of EquipmentRoleKind, at least one)."""

    equipment_pk: int
    kinds: frozenset[str]


@dataclass(frozen=True)
class NewEquipment:
    """Equipment that is not on the list: its name, and maker, model and place as far as they are known."""

    name: str
    facts: Mapping[str, Any]


def save_equipment(edit: Edit, *, rows: Iterable[EquipmentRow], remove: Iterable[int] = ()) -> None:
    """Write these rows, add those that are new, and remove the equipment named; other equipment stays as it is.

    Raises ValidationError where somebody would have no role with a piece, over sixty pieces, and where one was merged
    or refused since the form was read.
    """
    gone = set(remove)
    with changing(edit) as technician:
        rows = [row for row in rows if row.equipment_pk not in gone]
        wanted = {row.equipment_pk for row in rows}
        if not hold_words(Equipment, wanted | gone) >= wanted:
            raise ValidationError("Equipment of yours was merged or refused meanwhile. Look again, then save.")
        technician.equipment_rows.filter(equipment_id__in=gone).delete()
        for row in rows:
            if not row.kinds:
                raise ValidationError("Say what you do with each piece of equipment, or remove it from the list.")
            kept = technician.equipment_rows.filter(equipment_id=row.equipment_pk)
            kept.exclude(kind__in=row.kinds).delete()
            for kind in sorted(row.kinds - set(kept.values_list("kind", flat=True))):
                EquipmentRole.objects.create(technician=technician, equipment_id=row.equipment_pk, kind=kind)
        if technician.equipment_rows.values("equipment").distinct().count() > MOST_EQUIPMENT:
            raise ValidationError(f"{MOST_EQUIPMENT} pieces are the most. Remove one to add another.")
        withdraw_unheld(technician)


@transaction.atomic
def suggest_own_equipment(
    edit: Edit, new: NewEquipment, *, rows: Iterable[EquipmentRow], remove: Iterable[int] = ()
) -> Equipment:
    """Save the rows as `save_equipment`, with one that waits for the editors among them; return that."""
    thing = suggest_equipment(Technician.objects.get(pk=edit.technician_pk), new.name, new.facts)
    runs = EquipmentRow(thing.pk, frozenset({EquipmentRoleKind.RUNS.value}))
    save_equipment(edit, rows=[*rows, runs], remove=remove)
    return thing
