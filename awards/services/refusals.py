"""What keeps a step with a nomination from being taken; each says why and what to do, for whoever tried."""

from awards.readiness import Fault


class NominatingError(Exception):
    """Something that cannot be done with a nomination as things stand."""


class ClosedError(NominatingError):
    """The round takes no nominations now."""


class AlreadyNominatedError(NominatingError):
    """They have a live nomination of the same person in the same category of the round."""


class ChangedMeanwhileError(NominatingError):
    """It was changed in another window, or by an organiser, since it was read."""


class NotReadyError(NominatingError):
    """It lacks something that must be there to be sent. `faults`: what."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(" ".join(fault.words for fault in faults))
        self.faults = faults
