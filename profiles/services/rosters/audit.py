"""What Wagtail's log says of imports."""

from typing import Any

from wagtail.log_actions import LogActionRegistry, LogFormatter

from profiles.enums import RowOutcome


class _Applied(LogFormatter):
    label = "Apply a staff list"

    def format_message(self, log_entry: Any) -> str:
        """Say how many people were added, changed and so on."""
        counts = log_entry.data.get("counts", {})
        told = [f"{counts[outcome]} {outcome.label.lower()}" for outcome in RowOutcome if counts.get(outcome)]
        return f"Staff list applied: {', '.join(told) or 'nothing changed'}"


class _Undone(LogFormatter):
    label = "Undo a staff list"

    def format_message(self, log_entry: Any) -> str:
        """Say how much was kept as edited since."""
        return f"Staff list undone; kept as edited since: {log_entry.data.get('kept', 0)}"


def register_roster_actions(actions: LogActionRegistry) -> None:
    """Make the log know what imports do."""
    actions.register_action("profiles.roster.apply")(_Applied)
    actions.register_action("profiles.roster.undo")(_Undone)
