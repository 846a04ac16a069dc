"""Asking those a story is about, and reminding them once."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.core.mail import queue_mail
from portal.stories.enums import Agreement
from portal.stories.models import Subject

from .keeping import NotPossibleError, address_of, lock, mail_key, note

REMIND_AFTER = timedelta(days=7)
_NOT_NOW = {
    Agreement.AGREED: "They have agreed already.",
    Agreement.REFUSED: "They said no. Change the words if they may agree to others, or take them out.",
    Agreement.WISHES: "They asked for a change: make it, and they are asked again by themselves.",
    Agreement.WITHDRAWN: "They took their agreement back.",
}


@transaction.atomic
def ask(pk: int, user: Any) -> Subject:
    """Ask somebody whether they agree to what the story says of them, by a mail with a link of their own.

    Raises NotPossibleError and Subject.DoesNotExist.
    """
    subject = lock(pk)
    if problem := _NOT_NOW.get(Agreement(subject.agreement)):
        raise NotPossibleError(problem)
    if not address_of(subject):
        raise NotPossibleError("There is no email address to ask them at.")
    ask_again(subject, user)
    return subject


def ask_again(subject: Subject, user: Any) -> None:
    """Ask, whatever was answered before; where there is no address, they count as not asked. The row is held."""
    if not address_of(subject):
        subject.save()
        return
    subject.agreement, subject.asked_at, subject.asked_by = Agreement.ASKED, timezone.now(), user
    subject.reminded_at, subject.answered_at, subject.answer = None, None, ""
    subject.save()
    send_question(subject, "ask")
    note(subject, "stories.subject.ask", user)


def send_question(subject: Subject, what: str) -> None:
    """Write to somebody: `ask`, `remind`, or `recorded` (an editor noted that they agreed elsewhere)."""
    queue_mail(
        key=mail_key(subject, what),
        to=address_of(subject),
        subject={
            "ask": "May this be published about you?",
            "remind": "A reminder: may this be published about you?",
            "recorded": "It was noted that you agree to a story",
        }[what],
        template="stories/email/question.txt",
        context={
            "what": what,
            "subject": subject,
            "story": subject.story,
            "path": reverse("story_agreement", args=[subject.secret]),
        },
        secret=True,
    )


@transaction.atomic
def ask_all(story_pk: int, user: Any) -> int:
    """Ask all of a story's people who were not asked yet and can be; return how many."""
    waiting = Subject.objects.filter(story=story_pk, agreement=Agreement.NOT_ASKED)
    asked = 0
    for pk in list(waiting.values_list("pk", flat=True)):
        subject = lock(pk)
        if subject.agreement == Agreement.NOT_ASKED and address_of(subject):
            ask_again(subject, user)
            asked += 1
    return asked


def remind_once() -> str:
    """Write once more to everybody who was asked a week ago and has not answered; return a line for the log."""
    due = Subject.objects.to_remind(timezone.now() - REMIND_AFTER)
    reminded = 0
    for pk in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            subject = lock(pk)
            if subject.agreement == Agreement.ASKED and subject.reminded_at is None and address_of(subject):
                subject.reminded_at = timezone.now()
                subject.save(update_fields=["reminded_at"])
                send_question(subject, "remind")
                reminded += 1
    return f"{reminded} reminded"
