"""The way of a registration, from interested to held and on: which step leads from where to where. Pure.

Steps are for what happens. A mistake is corrected in the form of the row, which takes any stage that is true.
Nothing lapses by itself: after the date of renewal the owner is asked, since only they know.
"""

from collections.abc import Mapping
from datetime import timedelta

from profiles.enums import RegistrationStage, RegistrationStep

RENEWAL_NOTICE = timedelta(days=60)  # from so long before its date a renewal is due

_TO: Mapping[RegistrationStep, RegistrationStage] = {
    RegistrationStep.PREPARE: RegistrationStage.PREPARING,
    RegistrationStep.SUBMIT: RegistrationStage.SUBMITTED,
    RegistrationStep.AWARD: RegistrationStage.HELD,
    RegistrationStep.RENEW: RegistrationStage.HELD,
    RegistrationStep.LAPSE: RegistrationStage.LAPSED,
}
_STEPS: Mapping[RegistrationStage, tuple[RegistrationStep, ...]] = {
    RegistrationStage.INTERESTED: (RegistrationStep.PREPARE, RegistrationStep.SUBMIT, RegistrationStep.AWARD),
    RegistrationStage.PREPARING: (RegistrationStep.SUBMIT, RegistrationStep.AWARD),
    RegistrationStage.SUBMITTED: (RegistrationStep.AWARD,),
    RegistrationStage.HELD: (RegistrationStep.RENEW, RegistrationStep.LAPSE),
    RegistrationStage.RENEWAL_DUE: (RegistrationStep.RENEW, RegistrationStep.LAPSE),
    RegistrationStage.LAPSED: (RegistrationStep.PREPARE, RegistrationStep.RENEW),
}


class WrongStepError(ValueError):
    """A step that does not lead on from where the registration stands; its words are for the owner."""


def steps_from(stage: str) -> tuple[RegistrationStep, ...]:
    """Return what may happen next."""
    return _STEPS[RegistrationStage(stage)]


def stage_after(stage: str, step: RegistrationStep) -> RegistrationStage:
    """Return where a step leads; raises WrongStepError where it does not lead on from this stage."""
    here = RegistrationStage(stage)
    if step not in _STEPS[here]:
        raise WrongStepError(
            f"It stands at ‘{here.label}’, so ‘{step.label}’ does not follow. If the stage is wrong, edit it."
        )
    return _TO[step]


def stage_called_for_renewal(stage: str) -> RegistrationStage:
    """Return where a registration stands once its renewal is near; raises WrongStepError unless it is held."""
    if stage != RegistrationStage.HELD:
        raise WrongStepError(f"Only what is held is renewed; this is ‘{RegistrationStage(stage).label}’.")
    return RegistrationStage.RENEWAL_DUE
