"""What of awards is written to the log of their scheme, in words; nobody is named there."""

from typing import Any

ACTIONS = {
    "awards.round.make": ("Make a round", "A round was made"),
    "awards.round.change": ("Change a round", "A round was changed"),
    "awards.round.closing": ("Move the closing time", "The closing time of a round was moved"),
    "awards.round.cancel": ("Cancel a round", "A round was cancelled"),
    "awards.round.purge": (
        "Purge a round",
        "Nominations and judges’ notes of a round were deleted, their time being over",
    ),
    "awards.part.add": ("Add to a round", "A category, question or criterion was added to a round"),
    "awards.part.change": ("Change in a round", "A category, question or criterion of a round was changed"),
    "awards.part.remove": ("Delete from a round", "A category, question or criterion of a round was deleted"),
    "awards.round.finish": ("Finish a round", "A round was finished: what was decided became honours"),
    "awards.round.reopen": ("Take a finish back", "A finished round is being judged again"),
    "awards.round.letters": ("Send letters", "The letters of a round were sent"),
    "awards.round.announce": ("Announce", "A round was announced"),
    "awards.honoured.ask": ("Ask somebody", "Somebody who is honoured was asked whether they may be named"),
    "awards.honoured.agreed": ("Agree", "Somebody who is honoured agreed to be named"),
    "awards.honoured.refused": ("Do not agree", "Somebody who is honoured does not agree to be named"),
    "awards.honoured.withdrawn": ("Take an agreement back", "Somebody took their agreement to be named back"),
    "awards.honoured.recorded": ("Note an agreement", "An agreement that was given elsewhere was noted"),
    "awards.honoured.on_profile": ("Show on the profile", "An honour was put on somebody’s profile"),
    "awards.honoured.off_profile": ("Hide on the profile", "An honour was taken off somebody’s profile"),
    "awards.nomination.enter": ("Enter a nomination", "A nomination was entered on somebody’s behalf"),
    "awards.nomination.change": ("Change a nomination", "A nomination was changed by an organiser"),
    "awards.nomination.set_aside": ("Set a nomination aside", "A nomination was set aside"),
    "awards.nomination.count_again": ("Let a nomination count again", "A nomination that was set aside counts again"),
    "awards.nomination.override": ("Override a rule", "A nomination counts although a rule says no"),
    "awards.nomination.file": ("Release a file", "Whether judges see a file of a nomination was settled"),
    "awards.nomination.withdraw": ("Withdraw a nomination", "A nomination was withdrawn"),
    "awards.honoured.add": ("Add somebody", "Somebody was written down as honoured"),
    "awards.honoured.remove": ("Take somebody out", "Somebody was taken out of an honour"),
    "awards.honour.add": ("Write an honour down", "An honour was written down"),
    "awards.honour.change": ("Change an honour", "What is said of an honour was changed"),
    "awards.honour.remove": ("Delete an honour", "An honour that had been written down was deleted"),
    "awards.honour.story": ("Make it into a story", "An honour was handed over as a draft of a story"),
    "awards.entry.add": ("Write an entry down", "An entry for an award of another body was written down"),
    "awards.entry.change": ("Change an entry", "An entry for an award of another body was changed"),
    "awards.entry.remove": ("Delete an entry", "An entry for an award of another body was deleted"),
}


def register_actions(actions: Any) -> None:
    """Tell Wagtail's log of our actions."""
    for key, (label, message) in ACTIONS.items():
        actions.register_action(key, label, message)
