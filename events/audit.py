"""What of events is written to the log of their page, in words; nobody is named there."""

from typing import Any

ACTIONS = {
    "events.occurrence.add": ("Add a date", "A date was added"),
    "events.occurrence.change": ("Change a date", "A date was changed"),
    "events.occurrence.cancel": ("Cancel a date", "A date was cancelled"),
    "events.occurrence.remove": ("Delete a date", "A date that nobody had booked was deleted"),
    "events.series.make": ("Make a series", "Dates were made from a rule"),
    "events.question.add": ("Add a question", "A question to those who book was added"),
    "events.question.change": ("Change a question", "A question to those who book was changed"),
    "events.question.remove": ("Delete a question", "A question that nobody had answered was deleted"),
    "events.speaker.add": ("Add a speaker", "A speaker was added"),
    "events.speaker.change": ("Change a speaker", "What is said of a speaker was changed"),
    "events.speaker.remove": ("Take a speaker out", "A speaker was taken out"),
    "events.speaker.ask": ("Ask a speaker", "A speaker was asked whether they agree to be named"),
    "events.speaker.agreed": ("Agree", "A speaker agreed to be named"),
    "events.speaker.refused": ("Do not agree", "A speaker does not agree to be named"),
    "events.speaker.withdrawn": ("Take an agreement back", "A speaker took their agreement back"),
    "events.speaker.recorded": ("Note an agreement", "A speaker’s agreement that was given elsewhere was noted"),
    "events.message": ("Write to those booked", "A message was sent to those who booked"),
    "events.export": ("Download the list", "The list of those who booked was downloaded"),
    "events.copy": ("Copy", "Copied from another event, with its questions"),
}


def register_actions(actions: Any) -> None:
    """Tell Wagtail's log of our actions."""
    for key, (label, message) in ACTIONS.items():
        actions.register_action(key, label, message)
