"""Saving registrations: what is held, and what is on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from profiles.enums import GAINED_STAGES, HELD_STAGES, CheckState, RegistrationStage, RegistrationStep
from profiles.models import Registration, RegistrationType
from profiles.registration_stages import stage_after

from .keeping import Edit, changing, keep, lock_own


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
    held = stage in GAINED_STAGES
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
        renewed_on = row.renewed_on if row.type_id == values.type.pk and values.stage in GAINED_STAGES else None
        _change(row, {**vars(values), "renewed_on": renewed_on})


@dataclass(frozen=True)
class StepDates:
    """What a step tells besides itself: of an award its day and body, of an award or a renewal when the next is due."""

    awarded_on: date | None = None
    body: str = ""
    renewal_due_on: date | None = None


@transaction.atomic
def take_registration_step(
    technician_pk: int, user: Any, pk: int, step: RegistrationStep, told: StepDates | None = None
) -> Registration:
    """Take a registration a step further, as its owner says, and return it.

    Raises ProfileGoneError, Registration.DoesNotExist, WrongStepError, and ValidationError by field where a date is
    missing or does not fit.
    """
    told = told or StepDates()
    technician = lock_own(technician_pk, user)
    row = technician.registrations.get(pk=pk)
    stage = stage_after(row.stage, step)
    values: dict[str, Any] = {"stage": stage}
    if step == RegistrationStep.AWARD:
        values |= {**vars(told), "renewed_on": None}
    elif step == RegistrationStep.RENEW:
        values |= {"renewal_due_on": told.renewal_due_on, "renewed_on": timezone.localdate()}
    elif stage not in GAINED_STAGES:
        # A new start: the former award is over
        values |= {"awarded_on": None, "renewal_due_on": None, "renewed_on": None}
    problems = _missing(step, told)
    after = {"awarded_on": row.awarded_on, "renewal_due_on": row.renewal_due_on} | values
    problems |= registration_problems(stage, after["awarded_on"], after["renewal_due_on"])
    if problems:
        raise ValidationError(problems)
    _change(row, values)
    keep(technician)
    return row


def _missing(step: RegistrationStep, told: StepDates) -> dict[str, str]:
    if step == RegistrationStep.AWARD and not told.awarded_on:
        return {"awarded_on": "Give the day it was awarded."}
    if step != RegistrationStep.RENEW:
        return {}
    if not told.renewal_due_on:
        return {"renewal_due_on": "Give the day on which it is to be renewed next."}
    if told.renewal_due_on <= timezone.localdate():
        return {"renewal_due_on": "The next renewal is still to come. Give its day."}
    return {}


def _change(row: Registration, values: Mapping[str, Any]) -> None:
    """Save a row; where it no longer says what a steward saw or is asked to see, that is forgotten."""
    before = _what_is_seen(row)
    for name, value in values.items():
        setattr(row, name, value)
    if row.pk and _what_is_seen(row) != before:
        row.certificate_seen_on = None
        take_back_checks(row)
    row.save()


def _what_is_seen(row: Registration) -> tuple[Any, ...]:
    """Return what a certificate tells; a steward's word stands for as long as this does."""
    if not row.pk:
        return ()
    return row.type_id, row.body, row.awarded_on, row.stage in HELD_STAGES


def take_back_checks(row: Registration) -> int:
    """Take back an open request to look at the certificate, or put its answer aside; return how many there were."""
    waiting = row.checks.filter(state__in=(CheckState.ASKED, CheckState.NOT_SEEN))
    return waiting.update(state=CheckState.WITHDRAWN)


def remove_registration(edit: Edit, pk: int) -> None:
    """Remove one."""
    with changing(edit) as technician:
        technician.registrations.filter(pk=pk).delete()
