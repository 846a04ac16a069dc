"""What of plans is written to the audit log, in words."""

from typing import Any

ACTIONS = {
    "plan.import": ("Import", "Plan imported from a file"),
    "plan.update": ("Update", "It was said how the action is going"),
    "plan.review": ("Look at", "The action was looked at and stands as it is"),
    "plan.mark_done": ("Mark", "A date or a step was marked as done, or no longer"),
    "plan.add_plan": ("Make a plan", "Plan made"),
    "plan.edit_plan": ("Edit a plan", "What is said of the plan was changed"),
    "plan.publish": ("Publish", "Plan published"),
    "plan.take_back": ("Take back", "Plan taken back from the public"),
    "plan.endorse": ("Endorse", "Endorsement added"),
    "plan.edit_endorsement": ("Edit an endorsement", "Endorsement changed"),
    "plan.remove_endorsement": ("Remove an endorsement", "Endorsement removed"),
    "plan.order": ("Order", "The order of the actions was changed"),
    "plan.add_action": ("Add an action", "Action added by hand"),
    "plan.edit_action": ("Edit an action", "Action edited"),
    "plan.delete_action": ("Delete an action", "Action deleted"),
    "plan.add_target": ("Add a target", "Target added"),
    "plan.edit_target": ("Edit a target", "Target changed"),
    "plan.remove_target": ("Remove a target", "Target removed; its readings stay"),
    "plan.add_measure": ("Add a measure", "Measure that is kept by hand added"),
    "plan.edit_measure": ("Edit a measure", "Measure that is kept by hand changed"),
    "plan.reading": ("Add a reading", "Reading typed in"),
    "plan.undo_import": ("Undo an import", "Import of a plan undone"),
}


def register_actions(actions: Any) -> None:
    """Tell Wagtail's log of our actions."""
    for key, (label, message) in ACTIONS.items():
        actions.register_action(key, label, message)
