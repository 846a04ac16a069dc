"""Saving sections that are lists of rows: contributions, committees, achievements, offers."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from profiles.enums import Section
from profiles.models import Achievement, CommitteeSeat, Contribution, Offer

from .keeping import Edit, changing

MOST_ROWS = 200  # a section
Row = Achievement | CommitteeSeat | Contribution | Offer
ROW_MODELS: dict[Section, type[Row]] = {
    Section.CONTRIBUTIONS: Contribution,
    Section.COMMITTEES: CommitteeSeat,
    Section.ACHIEVEMENTS: Achievement,
    Section.OFFERS: Offer,
}


def save_row(
    edit: Edit, values: Mapping[str, Any] | None, pk: int | None = None, own: Mapping[str, Any] | None = None
) -> None:
    """Add a row to the edit's section (pk None) or change one; with no values only the rest of the section is saved.

    `own` are fields of the technician that stand in this section (the ORCID iD among the contributions). Raises
    ValidationError by field where something is wrong, and ObjectDoesNotExist where the row is gone.
    """
    model = ROW_MODELS[edit.section]
    with changing(edit) as technician:
        for name, value in (own or {}).items():
            setattr(technician, name, value)
        if values is None:
            return
        rows = model._default_manager.filter(technician=technician)
        row = rows.get(pk=pk) if pk else model(technician=technician)
        if not pk and rows.count() >= MOST_ROWS:
            raise ValidationError(f"{MOST_ROWS} are the most. Remove one to add another.")
        for name, value in values.items():
            setattr(row, name, value)
        row.full_clean()
        row.save()


def remove_row(edit: Edit, pk: int) -> None:
    """Remove one row of the edit's section; one that is gone already is no fault."""
    with changing(edit) as technician:
        ROW_MODELS[edit.section]._default_manager.filter(technician=technician, pk=pk).delete()
