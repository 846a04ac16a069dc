"""Sections that somebody drafts for a colleague. The owner alone publishes them, through their own form."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.core.mail import queue_mail
from profiles.enums import DraftState, Section
from profiles.models import SectionDraft, Technician

MOST_OPEN = 5  # drafts of one author that wait for their owners
MOST_A_DAY = 10  # drafts of one author
KEPT_FOR = timedelta(days=365)  # after they were decided on


class DraftError(Exception):
    """The draft cannot be offered; the message says why, for its author."""


class DraftGoneError(Exception):
    """The draft no longer waits: decided on, withdrawn, or never this person's."""


def author_name(author: Any) -> str:
    """Return who wrote a draft, as its owner reads it."""
    return author.get_full_name() or author.email


@transaction.atomic
def offer_draft(
    technician_pk: int, section: Section, author: Any, fields: Mapping[str, str], note: str
) -> SectionDraft:
    """Keep a draft for the owner of a profile and write to them. Raises DraftError.

    The author's row is locked, so that two tabs cannot pass the limits together.
    """
    get_user_model().objects.select_for_update().get(pk=author.pk)
    technician = Technician.objects.live().filter(pk=technician_pk, user__is_active=True).first()
    if technician is None or technician.user_id == author.pk:
        raise DraftError("There is nobody to take a draft for this profile.")
    mine = SectionDraft.objects.filter(author=author)
    waiting = mine.filter(state=DraftState.OFFERED)
    if waiting.filter(technician=technician, section=section).exists():
        raise DraftError("A draft of yours for this section is waiting already. Withdraw it to write another.")
    if waiting.count() >= MOST_OPEN:
        raise DraftError(f"{MOST_OPEN} drafts of yours are waiting for their owners. Let them answer first.")
    if mine.filter(created_at__gt=timezone.now() - timedelta(days=1)).count() >= MOST_A_DAY:
        raise DraftError(f"You wrote {MOST_A_DAY} drafts since yesterday. Carry on tomorrow.")
    draft = SectionDraft.objects.create(
        technician=technician, section=section, author=author, fields=dict(fields), note=note
    )
    _write(draft, technician.email, "offered", f"{author_name(author)} has drafted a section for your profile")
    return draft


@transaction.atomic
def publish_draft(pk: int, user: Any, save: Callable[[Any], None]) -> None:
    """Save the section by `save(user)`, as its owner has it now, and note that the draft was accepted: both or neither.

    Raises DraftGoneError, and whatever the save raises.
    """
    draft = _waiting(pk, technician__user=user)
    save(user)
    _decide(draft, DraftState.ACCEPTED, "")
    _write(draft, draft.author.email, "accepted", "Your draft was accepted")


@transaction.atomic
def refuse_draft(pk: int, user: Any, answer: str) -> None:
    """Note that the owner does not take the draft, with their words to the author. Raises DraftGoneError."""
    draft = _waiting(pk, technician__user=user)
    _decide(draft, DraftState.REFUSED, answer)
    _write(draft, draft.author.email, "refused", "Your draft was not taken")


@transaction.atomic
def withdraw_draft(pk: int, author: Any) -> None:
    """Take a draft back before it is decided on. Raises DraftGoneError."""
    _decide(_waiting(pk, author=author), DraftState.WITHDRAWN, "")


def _waiting(pk: int, **whose: Any) -> SectionDraft:
    """Return a draft that still waits, locked."""
    found = SectionDraft.objects.select_for_update(of=("self",)).select_related("author", "technician")
    draft = found.filter(pk=pk, state=DraftState.OFFERED, **whose).first()
    if draft is None:
        raise DraftGoneError
    return draft


def _decide(draft: SectionDraft, state: DraftState, answer: str) -> None:
    draft.state, draft.answer, draft.decided_at = state, answer, timezone.now()
    draft.save(update_fields=["state", "answer", "decided_at"])


def _write(draft: SectionDraft, to: str, what: str, subject: str) -> None:
    """Write to the owner (`what` is 'offered') or to the author."""
    technician = draft.technician
    path = reverse("me_draft", args=[draft.pk]) if what == "offered" else reverse("my_drafts")
    queue_mail(
        key=f"draft:{draft.pk}:{what}",
        to=to,
        subject=subject,
        template="profiles/email/draft.txt",
        context={
            "what": what,
            "author": author_name(draft.author),
            "owner": technician.display_name,
            "section": draft.get_section_display(),
            "note": draft.note,
            "answer": draft.answer,
            "path": path,
        },
    )


def forget_old_drafts() -> int:
    """Delete drafts that were decided on over a year ago; return how many."""
    return SectionDraft.objects.filter(decided_at__lt=timezone.now() - KEPT_FOR).delete()[0]
