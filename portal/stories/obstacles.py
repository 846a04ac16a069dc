"""What stands in the way of a story because of the people it is about; each sentence says what to do next.

People are told by their place in the list and not by name: the sentences are kept in the log and mailed, and a name
that somebody takes back must not live on there.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils import timezone

from portal.core.publishing import Obstacle

from .enums import WAITING, Agreement
from .subjects import fingerprint

if TYPE_CHECKING:
    from .models import StoryPage, Subject

_TO_DO = {
    Agreement.NOT_ASKED: "has not been asked yet. Ask for their agreement under ‘People’.",
    Agreement.ASKED: "was asked and has not answered yet. Wait for the answer, or take them out of the story.",
    Agreement.WISHES: "asks for a change. Change the words under ‘People’ and ask again.",
    Agreement.REFUSED: "does not agree. Take them out of the text and of ‘People’.",
    Agreement.WITHDRAWN: (
        "has taken the agreement back. Look through the text, and take the empty row out of ‘People’."
    ),
}
_CHANGED = "agreed to other words than the story has now. Ask again under ‘People’."


def subject_obstacles(story: "StoryPage") -> Iterator[Obstacle]:
    """Yield what stands in the way of a version of a story because of those it is about."""
    if story.alias_of_id is not None:
        yield Obstacle("A story is shown at one address only: link to it in place of an alias.")
    rows = {subject.pk: (number, subject) for number, subject in enumerate(story.people, 1)}
    for number, subject in rows.values():
        yield from _of_one(f"Person {number} of the story", subject)
    for block in story.body:
        if block.block_type == "subject" and block.value.get("subject") not in rows:
            yield Obstacle(
                "A block shows somebody who is not one of this story's people. Choose one of them, or take the "
                "block out."
            )


def _of_one(who: str, subject: "Subject") -> Iterator[Obstacle]:
    state = Agreement(subject.agreement)
    if state != Agreement.AGREED:
        yield Obstacle(f"{who} {_TO_DO[state]}", may_pass_by_itself=state in WAITING)
    elif subject.agreed_to != fingerprint(subject):
        yield Obstacle(f"{who} {_CHANGED}", may_pass_by_itself=True)
    if subject.photo is not None and not subject.photo.may_be_shown(timezone.localdate()):
        yield Obstacle(
            f"The photo of {who[0].lower()}{who[1:]} cannot be published: say in the picture library who agreed to "
            "it until when, or choose another under ‘People’ and ask again."
        )
