"""Imports of the staff list, from file to undo, each step a verb."""

from .applying import apply_roster, start_applying
from .checking import check_roster, start_checking
from .errors import RosterRefusedError
from .undoing import undo_roster
from .uploading import cancel_roster, forget_old_rosters, match_roster, stop_waiting, upload_roster

__all__ = [
    "RosterRefusedError",
    "apply_roster",
    "cancel_roster",
    "check_roster",
    "forget_old_rosters",
    "match_roster",
    "start_applying",
    "start_checking",
    "stop_waiting",
    "undo_roster",
    "upload_roster",
]
