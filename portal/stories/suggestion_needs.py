"""What waits for editors about suggested stories, and what is held about whoever suggested one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.urls import reverse

from portal.core.registries import Job, Need, NeedSource, PersonalData, jobs, needs_me, personal_data

from .models import StorySuggestion
from .permissions import may_decide_on_suggestions
from .services.suggestions import erase_suggestions_of, forget_old_suggestions


def suggestion_needs(user: Any) -> Iterator[Need]:
    """Yield one need for those who decide on suggestions, where any wait: one query."""
    number = StorySuggestion.objects.waiting().count()
    if number:
        yield Need(
            "A story was suggested" if number == 1 else f"{number} stories were suggested",
            "Colleagues think they should be told. Take them up, or say why not.",
            reverse("story_suggestions:index"),
            "Look at it" if number == 1 else "Look at them",
        )


def _export(user: Any) -> Mapping[str, Any]:
    rows = [
        {"title": row.title, "text": row.text, "about": row.about, "link": row.link}
        | {"on": row.created_at, "state": row.get_state_display(), "answer": row.answer}
        for row in StorySuggestion.objects.of(user)
    ]
    return {"stories suggested": rows} if rows else {}


def _shown_where(user: Any) -> Sequence[tuple[str, str]]:
    """Return nothing: a suggestion is shown to editors alone."""
    return []


def _forget() -> str:
    return f"{forget_old_suggestions()} suggestions deleted"


def register_suggestions() -> None:
    """Fill in the registries."""
    needs_me.register(NeedSource("stories.suggestions", suggestion_needs, might=may_decide_on_suggestions))
    jobs.register(Job("forget_story_suggestions", "Delete old suggestions of stories", timedelta(days=7), _forget))
    personal_data.register(
        PersonalData(
            key="stories.suggestions",
            label="Stories that you suggested",
            export=_export,
            erase=erase_suggestions_of,
            shown_where=_shown_where,
            kept_for="Until a year after the editors answered.",
        )
    )
