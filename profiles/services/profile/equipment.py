"""Saving what a technician does with which equipment."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from profiles.models import EquipmentRole

from .keeping import Edit, changing

MOST_EQUIPMENT = 60  # a person


@dataclass(frozen=True)
class EquipmentRow:
    """A piece of equipment and what somebody does with it (values of EquipmentRoleKind, at least one)."""

    equipment_pk: int
    kinds: frozenset[str]


def save_equipment(edit: Edit, *, rows: Iterable[EquipmentRow], remove: Iterable[int] = ()) -> None:
    """Write these rows, add those that are new, and remove the equipment named; other equipment stays as it is.

    Raises ValidationError where somebody would have no role with a piece, and over sixty pieces.
    """
    gone = set(remove)
    with changing(edit) as technician:
        technician.equipment_rows.filter(equipment_id__in=gone).delete()
        for row in rows:
            if row.equipment_pk in gone:
                continue
            if not row.kinds:
                raise ValidationError("Say what you do with each piece of equipment, or remove it from the list.")
            there = technician.equipment_rows.filter(equipment_id=row.equipment_pk)
            there.exclude(kind__in=row.kinds).delete()
            for kind in sorted(row.kinds - set(there.values_list("kind", flat=True))):
                EquipmentRole.objects.create(technician=technician, equipment_id=row.equipment_pk, kind=kind)
        if technician.equipment_rows.values("equipment").distinct().count() > MOST_EQUIPMENT:
            raise ValidationError(f"{MOST_EQUIPMENT} pieces are the most. Remove one to add another.")
