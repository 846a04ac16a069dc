"""Imports of the staff list, from file to undo, each step a verb."""

from .applying import apply_roster, start_applying
from .checking import check_roster, start_checking
from .errors import RosterRefusedError
from .undoing import undo_roster
from .uploading import cancel_roster, match_roster, upload_roster

__all__ = [
    "RosterRefusedError",
    "apply_roster",
    "cancel_roster",
    "check_roster",
    "match_roster",
    "start_applying",
    "start_checking",
    "undo_roster",
    "upload_roster",
]
