"""What every step with a story's people stands on: the rows held, who is written to, what is logged."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.log_actions import log

from portal.accounts.services import record_consent
from portal.core.mail import queue_mail
from portal.core.roles import Role
from portal.stories.meanwhile import lock_story
from portal.stories.models import StoryPage, Subject

USE = "story:subject"  # the key in the log of consents


class NotPossibleError(Exception):
    """A step that cannot be taken as things stand; the message says why and what to do, for whoever tried."""


class WordsChangedError(Exception):
    """What the story says of somebody is not what they, or the editor, were shown."""


def lock(pk: int) -> Subject:
    """Return somebody's row as it is now, held until the transaction ends. Raises Subject.DoesNotExist."""
    story = Subject.objects.filter(pk=pk).values_list("story", flat=True).first()
    lock_story(story or 0)
    return (
        Subject.objects.select_for_update(of=("self",)).select_related("photo", "story", "technician__user").get(pk=pk)
    )


def address_of(subject: Subject) -> str:
    """Return where somebody is written to: a technician at the address of the staff list."""
    return subject.technician.email if subject.technician is not None else subject.email


def note(subject: Subject, action: str, user: Any = None, **data: Any) -> None:
    """Write to the story's log what happened, by the number of the row: a name must not live on there."""
    log(instance=subject.story, action=action, user=user, data={"subject": subject.pk, **data})


def note_consent(subject: Subject, given: bool) -> None:
    """Add to the log of consents of whoever has an account, in words that name nobody and quote nothing."""
    user = getattr(subject.technician, "user", None)
    if user is None:
        return
    words = "agree to" if given else "take back the agreement to"
    record_consent(user, USE, given, f"I {words} what story {subject.story_id} says of me: name, role, quote, photo.")


def editors_of(story: StoryPage, asked_by: Any = None) -> list[Any]:
    """Return who is told about a story: who asked, wrote its latest version, or owns it; else all editors."""
    version = story.latest_revision
    keys = {getattr(asked_by, "pk", None), version.user_id if version else None, story.owner_id} - {None}
    active = get_user_model().objects.filter(is_active=True)
    told = list(active.filter(pk__in=keys).order_by("pk"))
    return told or list(active.filter(groups__name=Role.COMMUNICATIONS_EDITOR.label).order_by("pk"))


def mail_key(subject: Subject, what: str) -> str:
    """Return the key of a mail about somebody; what begins with it goes when they withdraw."""
    return f"{mail_keys(subject)}{what}:{timezone.now():%Y%m%d%H%M%S%f}"


def mail_keys(subject: Subject) -> str:
    """Return how the keys of all mails about somebody begin."""
    return f"story-subject:{subject.pk}:"


def tell_editors(subject: Subject, what: str, people: Iterable[Any], **context: Any) -> None:
    """Write to editors what somebody answered; the text is wiped once it has left, since it may hold their name."""
    for editor in people:
        queue_mail(
            key=f"{mail_key(subject, what)}:{editor.pk}",
            to=editor.email,
            subject=_SUBJECTS[what],
            template="stories/email/answered.txt",
            context={"what": what, "subject": subject, "story": subject.story, **context},
            secret=True,
        )


_SUBJECTS = {
    "agreed": "Somebody agreed to a story",
    "refused": "Somebody does not agree to a story",
    "wishes": "Somebody asks for a change in a story",
    "withdrawn": "Somebody took their agreement to a story back",
}
