"""What of plans is written to the audit log, in words."""

from typing import Any

ACTIONS = {
    "plan.import": ("Import", "Plan imported from a file"),
    "plan.update": ("Update", "It was said how the action is going"),
    "plan.review": ("Look at", "The action was looked at and stands as it is"),
    "plan.mark_done": ("Mark", "A date or a step was marked as done, or no longer"),
    "plan.undo_import": ("Undo an import", "Import of a plan undone"),
}


def register_actions(actions: Any) -> None:
    """Tell Wagtail's log of our actions."""
    for key, (label, message) in ACTIONS.items():
        actions.register_action(key, label, message)
