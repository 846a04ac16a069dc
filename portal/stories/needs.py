"""What stories ask of those they are about."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from portal.core.registries import Need, NeedSource, needs_me

from .enums import Agreement
from .models import Subject


def story_needs(user: Any) -> Iterator[Need]:
    """Yield one need for each story that waits for an answer of theirs: one query."""
    for subject in Subject.objects.asked_of(user).filter(agreement=Agreement.ASKED):
        yield Need(
            "May a story about you be published?",
            f"‘{subject.story.draft_title}’. Read what it says of you; nothing is shown unless you agree.",
            reverse("me_story", args=[subject.pk]),
            "Read and answer",
        )


def register_needs() -> None:
    """Offer this at /me/."""
    needs_me.register(NeedSource("stories.agreement", story_needs))
