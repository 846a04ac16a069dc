"""What of stories is written to the audit log, in words."""

from typing import Any

ACTIONS = {
    "stories.suggestion.take_up": ("Take up", "Made of a suggestion"),
    "stories.pack": ("Download", "Cleared pack downloaded"),
}


def register_actions(actions: Any) -> None:
    """Tell Wagtail's log of our actions."""
    for key, (label, message) in ACTIONS.items():
        actions.register_action(key, label, message)
