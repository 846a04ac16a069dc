"""What somebody in a story does while an editor has it open: a name that was taken out must not be saved back into it.

The form of a story carries how many had withdrawn when it was opened. Where others did so since, what it holds is from
before the name was scrubbed, and is not saved.
"""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from wagtail.models import Page, PageLogEntry

if TYPE_CHECKING:
    from .models import StoryPage

FIELD = "withdrawn"  # the hidden field of the form, and what a story that comes from it knows
WITHDRAWN = "stories.subject.withdrawn"  # in the log of the story
TOO_OLD = (
    "Somebody in this story took their agreement back after you opened it, and was taken out of all its texts. What "
    "you see here is from before, so it was not saved. Open the story again, and make your changes there."
)


def lock_story(pk: int) -> None:
    """Hold a story's row until the transaction ends."""
    Page.objects.select_for_update().filter(pk=pk).order_by().first()


def withdrawals_from(pk: int | None) -> int:
    """Return how often somebody has taken themselves out of a story; the log keeps it, whatever becomes of the row."""
    return PageLogEntry.objects.filter(page=pk, action=WITHDRAWN).count() if pk else 0


def is_too_old(pk: int | None, seen: str | None) -> bool:
    """Say whether somebody withdrew since a form was opened; `seen`: the number it carries, None where it has none."""
    return (seen or "0") != str(withdrawals_from(pk))


def refuse_too_old(story: "StoryPage") -> None:
    """Refuse to save a story that comes from a form, where somebody withdrew since that was opened.

    The form has said so already, save where both happen at the same moment. Call while the story's row is held.
    Raises PermissionDenied, which the screen shows in words.
    """
    seen = story.__dict__.get(FIELD)
    if seen is not None and is_too_old(story.pk, seen):
        raise PermissionDenied(TOO_OLD)
