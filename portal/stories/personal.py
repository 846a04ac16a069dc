"""What stories hold about a person, for the person: those they are in, and those they suggested."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from portal.core.registries import PersonalData

from .enums import Agreement
from .models import StoryPage, Subject
from .services.withdrawing import withdraw


def export(user: Any) -> Mapping[str, Any]:
    """Return what stories say of somebody, and what they answered."""
    return {
        "stories about you": [
            {"story": row.story.draft_title, "name": row.name, "role": row.role, "quote": row.quote}
            | {"asked at": row.email, "photo": row.photo.alt_text if row.photo else "", "asked": row.asked_at}
            | {"answer": row.get_agreement_display(), "answered": row.answered_at, "your words": row.answer}
            | {"noted by an editor": row.recorded_reason}
            for row in Subject.objects.about(user)
        ]
    }


@transaction.atomic
def erase(user: Any) -> int:
    """Take them out of every story, as a withdrawal does, and unlink what is left; return from how many."""
    rows = list(Subject.objects.about(user))
    for row in rows:
        if row.agreement != Agreement.WITHDRAWN:
            withdraw(row.pk, user)
    Subject.objects.filter(pk__in=[row.pk for row in rows]).update(technician=None)
    return len(rows)


def shown_where(user: Any) -> Sequence[tuple[str, str]]:
    """Return the stories about them that the public sees."""
    agreed = Subject.objects.about(user).filter(agreement=Agreement.AGREED).values("story")
    return [(f"The story ‘{story.title}’", story.url) for story in StoryPage.objects.showing().filter(pk__in=agreed)]


def story_data() -> PersonalData:
    """Return the entry for the registry."""
    return PersonalData(
        key="stories",
        label="Stories about you",
        export=export,
        erase=erase,
        shown_where=shown_where,
        kept_for=(
            "As long as the story is kept. When you take your agreement back, name, quote and photo go at once, from "
            "all its versions too; that you did so is kept with the story, and names nobody."
        ),
    )
