"""That the minutes were taken out of the portal is noted."""

from typing import Any

from awards.models import Round

from .locking import note


def note_export(round_: Round, *, by: Any) -> None:
    """Write to the log that somebody downloaded the minutes of a round."""
    note(round_, "export", by)
