"""What a step of an import refuses."""


class RosterRefusedError(Exception):
    """The step cannot be taken; the message says why, in plain words."""
