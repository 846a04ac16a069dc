"""What somebody answers who was asked: yes, no, or other words; and what an editor notes for them."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.stories.enums import Agreement
from portal.stories.models import Subject
from portal.stories.subjects import fingerprint

from .asking import send_question
from .keeping import (
    NotPossibleError,
    WordsChangedError,
    address_of,
    editors_of,
    lock,
    note,
    note_consent,
    tell_editors,
)

_MAY_ANSWER = (Agreement.ASKED, Agreement.WISHES, Agreement.REFUSED)
_HOW_IT_STANDS = {
    Agreement.NOT_ASKED: "The words are being changed. You are asked when they are ready.",
    Agreement.AGREED: "You have agreed to this already.",
    Agreement.WITHDRAWN: "You took your agreement back. Nothing of you is shown any more.",
}


def _lock_open(pk: int, seen: str | None = None) -> Subject:
    subject = lock(pk)
    if subject.agreement not in _MAY_ANSWER:
        raise NotPossibleError(_HOW_IT_STANDS[Agreement(subject.agreement)])
    if seen is not None and seen != fingerprint(subject):
        raise WordsChangedError
    return subject


@transaction.atomic
def agree(pk: int, seen: str) -> Subject:
    """Agree to what was read; `seen` is its fingerprint.

    Raises WordsChangedError where the words are others by now, NotPossibleError where there is nothing to answer, and
    Subject.DoesNotExist.
    """
    subject = _lock_open(pk, seen)
    subject.agreed_to, subject.recorded_by, subject.recorded_reason = seen, None, ""
    _settle(subject, Agreement.AGREED, "")
    note_consent(subject, given=True)
    return subject


@transaction.atomic
def refuse(pk: int, words: str = "") -> Subject:
    """Say no, with words to the editors or without. Raises as `agree`, other words or not."""
    subject = _lock_open(pk)
    subject.agreed_to = ""
    _settle(subject, Agreement.REFUSED, words)
    return subject


@transaction.atomic
def wish(pk: int, words: str) -> Subject:
    """Ask the editors for other words. Raises as `refuse`."""
    subject = _lock_open(pk)
    subject.agreed_to = ""
    _settle(subject, Agreement.WISHES, words)
    return subject


def _settle(subject: Subject, state: Agreement, words: str) -> None:
    subject.agreement, subject.answered_at, subject.answer = state, timezone.now(), words
    subject.save()
    note(subject, f"stories.subject.{state}")
    tell_editors(subject, str(state), editors_of(subject.story, subject.asked_by))


@transaction.atomic
def record_agreement(pk: int, user: Any, reason: str, seen: str) -> Subject:
    """Note that somebody agreed elsewhere to what their row says (`seen`: as the editor read it), and tell them.

    `reason`: how they did and where that is kept. Raises WordsChangedError, NotPossibleError where they answered
    otherwise or no reason is given, and Subject.DoesNotExist.
    """
    subject = lock(pk)
    if not reason.strip():
        raise NotPossibleError("Say how they agreed, and where that is kept.")
    if subject.agreement not in (Agreement.NOT_ASKED, Agreement.ASKED, Agreement.WISHES):
        raise NotPossibleError("They have answered here. What they said stands.")
    if seen != fingerprint(subject):
        raise WordsChangedError
    subject.agreement, subject.answered_at, subject.agreed_to = Agreement.AGREED, timezone.now(), seen
    subject.recorded_by, subject.recorded_reason = user, reason.strip()
    subject.save()
    note(subject, "stories.subject.recorded", user)
    if address_of(subject):
        send_question(subject, "recorded")
    return subject
