"""What of stories is written to the log of their page, in words; nobody is named there."""

from typing import Any

from wagtail.log_actions import LogActionRegistry, LogFormatter

ACTIONS = {
    "stories.suggestion.take_up": ("Take up", "Made of a suggestion"),
    "stories.pack": ("Download", "Cleared pack downloaded"),
    "stories.subject.add": ("Add a person", "A person was added to the story"),
    "stories.subject.change": ("Change a person", "What the story says of a person was changed"),
    "stories.subject.remove": ("Take a person out", "A person was taken out of the story"),
    "stories.subject.ask": ("Ask for agreement", "A person was asked whether they agree"),
    "stories.subject.agreed": ("Agree", "A person agreed to what the story says of them"),
    "stories.subject.refused": ("Do not agree", "A person does not agree to what the story says of them"),
    "stories.subject.wishes": ("Ask for a change", "A person asked for other words"),
    "stories.subject.recorded": ("Note an agreement", "An agreement that was given elsewhere was noted"),
    "stories.story.taken_down": ("Taken down", "Taken off the site, since a person took the agreement back"),
}


def register_actions(actions: LogActionRegistry) -> None:
    """Tell Wagtail's log of our actions."""
    for key, (label, message) in ACTIONS.items():
        actions.register_action(key, label, message)

    @actions.register_action("stories.subject.withdrawn")
    class Withdrawn(LogFormatter):
        label = "Take an agreement back"

        def format_message(self, log_entry: Any) -> str:
            return withdrawal_in_words(log_entry.data)


def withdrawal_in_words(data: dict[str, Any]) -> str:
    """Return what a withdrawal did, from its entry in the log."""
    said = ["A person took their agreement back: name, quote and photo are out"]
    versions = data.get("versions", 0)
    if versions:
        said.append(f"the name was taken out of {versions} version{'' if versions == 1 else 's'}")
    if data.get("unpublished"):
        said.append(f"the story was taken off the site, since it stood in its {', '.join(data.get('parts', []))}")
    return "; ".join(said)
