"""States of stories, of those they are about, and of what is suggested."""

from django.db.models import TextChoices


class StoryKind(TextChoices):
    """What is told."""

    STORY = "story", "Success story"
    CASE_STUDY = "case_study", "Case study"


class Agreement(TextChoices):
    """Whether somebody agrees to what a story says of them."""

    NOT_ASKED = "not_asked", "Not asked yet"
    ASKED = "asked", "Asked, no answer yet"
    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Did not agree"
    WITHDRAWN = "withdrawn", "Took the agreement back"


# Whose name, quote and photo may stand in a story nowhere
NEVER_SHOWN = (Agreement.REFUSED, Agreement.WITHDRAWN)
WAITING = (Agreement.NOT_ASKED, Agreement.ASKED)


class SuggestionState(TextChoices):
    """Where a suggested story stands in the editors' queue."""

    WAITING = "waiting", "Waiting"
    TAKEN_UP = "taken_up", "Taken up"
    PUT_ASIDE = "put_aside", "Put aside"
