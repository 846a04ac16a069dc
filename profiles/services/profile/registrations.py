"""Saving registrations: what is held, and what is on the way."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from profiles.enums import HELD_STAGES, RegistrationStage
from profiles.models import Registration, RegistrationType

from .keeping import Edit, changing


@dataclass(frozen=True)
class RegistrationValues:
    """Where somebody stands with one type."""

    type: RegistrationType
    stage: str = RegistrationStage.INTERESTED
    body: str = ""
    awarded_on: date | None = None
    renewal_due_on: date | None = None
    will_help: bool = False


def registration_problems(stage: str, awarded_on: date | None, renewal_due_on: date | None) -> dict[str, str]:
    """Return what is wrong, by field; the form and the service ask this one function."""
    problems = {}
    held = stage in HELD_STAGES or stage == RegistrationStage.LAPSED
    if awarded_on and awarded_on > timezone.localdate():
        problems["awarded_on"] = "This date is still to come. Give the day it was awarded."
    elif awarded_on and not held:
        problems["awarded_on"] = (
            "An award date goes with a registration that is held. Change the stage or clear the date."
        )
    if awarded_on and renewal_due_on and renewal_due_on <= awarded_on:
        problems["renewal_due_on"] = "Renewal comes after the award. One of the two dates is wrong."
    elif renewal_due_on and not held:
        problems["renewal_due_on"] = "Only what is held is renewed. Change the stage or clear the date."
    return problems


def save_registration(edit: Edit, values: RegistrationValues | None, pk: int | None = None) -> None:
    """Add a registration (pk None) or change one; with no values only the audience is saved.

    Raises ValidationError by field where dates do not fit or the type is there already, and
    Registration.DoesNotExist where the row is gone.
    """
    with changing(edit) as technician:
        if values is None:
            return
        problems = registration_problems(values.stage, values.awarded_on, values.renewal_due_on)
        others = technician.registrations.exclude(pk=pk) if pk else technician.registrations.all()
        if others.filter(type=values.type).exists():
            problems["type"] = f"{values.type.post_nominals} is on your list already. Edit it there."
        if problems:
            raise ValidationError(problems)
        row = technician.registrations.get(pk=pk) if pk else Registration(technician=technician)
        for name, value in vars(values).items():
            setattr(row, name, value)
        row.save()


def remove_registration(edit: Edit, pk: int) -> None:
    """Remove one."""
    with changing(edit) as technician:
        technician.registrations.filter(pk=pk).delete()


def registration_values(row: Registration) -> dict[str, Any]:
    """Return a row's values as a form begins with them."""
    return {
        "type": row.type_id,
        "stage": row.stage,
        "body": row.body,
        "awarded_on": row.awarded_on,
        "renewal_due_on": row.renewal_due_on,
        "will_help": row.will_help,
    }
