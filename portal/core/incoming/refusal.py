"""Why a file cannot be read, in words for the person who brought it."""

from dataclasses import dataclass


class FileRefusedError(Exception):
    """The file cannot be read; the message says why and what to do, in plain words."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted in place of a file that cannot be read: ‘Save the list as .xlsx or as CSV’."""

    thing: str  # 'list', 'plan'
    forms: str  # '.xlsx or as CSV'

    @property
    def save(self) -> str:
        """Return the sentence that says what to do."""
        return f"Save the {self.thing} as {self.forms}."
