"""Suggested stories: made by anyone signed in, taken up or put aside by editors."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from portal.core.mail import queue_mail
from portal.core.models import Branding
from portal.stories.enums import SuggestionState
from portal.stories.models import StoryPage, StorySuggestion

from .drafts import draft_story

KEPT_FOR = timedelta(days=365)  # after they were decided on


class SuggestionDecidedError(Exception):
    """Somebody else decided on the suggestion a moment ago."""


@transaction.atomic
def suggest_story(user: Any, *, title: str, text: str, about: str = "", link: str = "") -> StorySuggestion:
    """Keep a suggestion for the editors, and tell the technician office that there is one."""
    suggestion = StorySuggestion.objects.create(by=user, title=title, text=text, about=about, link=link)
    office = Branding.objects.exclude(contact_email="").order_by("-site__is_default_site").first()
    if office:
        queue_mail(
            key=f"story-suggestion:{suggestion.pk}",
            to=office.contact_email,
            subject="Somebody suggested a story",
            template="stories/email/suggested.txt",
            context={"title": title, "path": reverse("story_suggestions:decide", args=[suggestion.pk])},
        )
    return suggestion


@transaction.atomic
def take_up(pk: int, user: Any) -> StoryPage:
    """Make a draft out of a suggestion and return it; whoever suggested it is told by mail.

    Raises SuggestionDecidedError where it was decided on already.
    """
    suggestion = _waiting(pk)
    notes = [suggestion.text]
    notes += [f"About: {suggestion.about}"] if suggestion.about else []
    notes += [f"See: {suggestion.link}"] if suggestion.link else []
    story = draft_story(user, title=suggestion.title, text="\n\n".join(notes))
    suggestion.story = story
    _decide(suggestion, SuggestionState.TAKEN_UP, user)
    log(instance=story, action="stories.suggestion.take_up", user=user, data={"suggestion": suggestion.pk})
    return story


@transaction.atomic
def put_aside(pk: int, user: Any, answer: str) -> None:
    """Put a suggestion aside with an answer, which is mailed to whoever made it.

    Raises SuggestionDecidedError where it was decided on already.
    """
    suggestion = _waiting(pk)
    suggestion.answer = answer
    _decide(suggestion, SuggestionState.PUT_ASIDE, user)


def _waiting(pk: int) -> StorySuggestion:
    found = StorySuggestion.objects.select_for_update().filter(pk=pk, state=SuggestionState.WAITING).first()
    if found is None:
        raise SuggestionDecidedError
    return found


def _decide(suggestion: StorySuggestion, state: SuggestionState, user: Any) -> None:
    suggestion.state, suggestion.decided_by, suggestion.decided_at = state, user, timezone.now()
    suggestion.save(update_fields=["state", "answer", "story", "decided_by", "decided_at"])
    if suggestion.by is not None and suggestion.by.is_active:
        queue_mail(
            key=f"story-suggestion-decided:{suggestion.pk}",
            to=suggestion.by.email,
            subject=f"The story that you suggested: {suggestion.title}",
            template="stories/email/suggestion_decided.txt",
            context={
                "name": suggestion.by.first_name or str(suggestion.by),
                "title": suggestion.title,
                "is_taken_up": state == SuggestionState.TAKEN_UP,
                "answer": suggestion.answer,
                "path": reverse("my_story_suggestions"),
            },
        )


def forget_old_suggestions() -> int:
    """Delete suggestions that were decided on over a year ago; return how many."""
    return StorySuggestion.objects.filter(decided_at__lt=timezone.now() - KEPT_FOR).delete()[0]


def erase_suggestions_of(user: Any) -> int:
    """Delete what somebody suggested; return how many rows went."""
    return StorySuggestion.objects.filter(by=user).delete()[0]
