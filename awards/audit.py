"""What of awards is written to the log of their scheme, in words; nobody is named there."""

from typing import Any

ACTIONS = {
    "awards.round.make": ("Make a round", "A round was made"),
    "awards.round.change": ("Change a round", "A round was changed"),
    "awards.round.closing": ("Move the closing time", "The closing time of a round was moved"),
    "awards.round.cancel": ("Cancel a round", "A round was cancelled"),
    "awards.part.add": ("Add to a round", "A category, question or criterion was added to a round"),
    "awards.part.change": ("Change in a round", "A category, question or criterion of a round was changed"),
    "awards.part.remove": ("Delete from a round", "A category, question or criterion of a round was deleted"),
}


def register_actions(actions: Any) -> None:
    """Tell Wagtail's log of our actions."""
    for key, (label, message) in ACTIONS.items():
        actions.register_action(key, label, message)
