"""What judging refuses, in words for the person who asked."""

from awards.models import Candidate


class JudgingError(Exception):
    """It cannot be done now; the message says why."""


class DecidedMeanwhileError(JudgingError):
    """Somebody else decided on the candidate since the page was read; `candidate` is as they left it."""

    def __init__(self, candidate: Candidate) -> None:
        super().__init__(
            "Somebody else decided on this candidate while you read. What they decided stands below; decide again "
            "only if you mean to change it."
        )
        self.candidate = candidate
