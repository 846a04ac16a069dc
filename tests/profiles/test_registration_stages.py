"""Which step leads where: each of them, and all that do not follow are refused in words."""

import pytest

from profiles.enums import RegistrationStage, RegistrationStep
from profiles.registration_stages import WrongStepError, stage_after, stage_called_for_renewal, steps_from

LEADS = {
    ("interested", "prepare"): "preparing",
    ("interested", "submit"): "submitted",
    ("interested", "award"): "held",
    ("preparing", "submit"): "submitted",
    ("preparing", "award"): "held",
    ("submitted", "award"): "held",
    ("held", "renew"): "held",
    ("held", "lapse"): "lapsed",
    ("renewal_due", "renew"): "held",
    ("renewal_due", "lapse"): "lapsed",
    ("lapsed", "prepare"): "preparing",
    ("lapsed", "renew"): "held",
}


@pytest.mark.parametrize("stage", RegistrationStage)
@pytest.mark.parametrize("step", RegistrationStep)
def test_each_step_from_each_stage(stage: RegistrationStage, step: RegistrationStep) -> None:
    wanted = LEADS.get((stage.value, step.value))
    assert (step in steps_from(stage)) is (wanted is not None)
    if wanted:
        assert stage_after(stage, step) == wanted
    else:
        with pytest.raises(WrongStepError, match=f"It stands at ‘{stage.label}’, so ‘{step.label}’ does not follow"):
            stage_after(stage, step)


@pytest.mark.parametrize("stage", RegistrationStage)
def test_only_what_is_held_is_called_for_renewal(stage: RegistrationStage) -> None:
    if stage == RegistrationStage.HELD:
        assert stage_called_for_renewal(stage) == RegistrationStage.RENEWAL_DUE
    else:
        with pytest.raises(WrongStepError, match=f"this is ‘{stage.label}’"):
            stage_called_for_renewal(stage)
