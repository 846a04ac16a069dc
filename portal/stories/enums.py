"""States of stories, of those they are about, and of what is suggested."""

from django.db.models import TextChoices


class StoryKind(TextChoices):
    """What is told."""

    STORY = "story", "Success story"
    CASE_STUDY = "case_study", "Case study"


class Agreement(TextChoices):
    """Whether somebody agrees to what a story says of them: core's states, and that they may ask for other words."""

    NOT_ASKED = "not_asked", "Not asked yet"
    ASKED = "asked", "Asked, no answer yet"
    AGREED = "agreed", "Agreed"
    WISHES = "wishes", "Asks for a change"
    REFUSED = "refused", "Did not agree"
    WITHDRAWN = "withdrawn", "Took the agreement back"


# Whose name, quote and photo may stand in a story nowhere
NEVER_SHOWN = (Agreement.REFUSED, Agreement.WITHDRAWN)
WAITING = (Agreement.NOT_ASKED, Agreement.ASKED, Agreement.WISHES)
# While one of a story's people stands so, the public does not see the story. Of somebody who withdrew nothing is left
# in it, so that it stays.
HIDES_STORY = (*WAITING, Agreement.REFUSED)
OPEN = (Agreement.ASKED, Agreement.WISHES)  # who may answer


class SuggestionState(TextChoices):
    """Where a suggested story stands in the editors' queue."""

    WAITING = "waiting", "Waiting"
    TAKEN_UP = "taken_up", "Taken up"
    PUT_ASIDE = "put_aside", "Put aside"
