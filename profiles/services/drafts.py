"""Sections that somebody drafts for a colleague. The owner alone publishes them, through their own form."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from portal.core.mail import queue_mail
from profiles.enums import Audience, DraftState, Section
from profiles.models import SectionDraft, Technician
from profiles.visibility import seen_sections

MOST_OPEN = 5  # drafts of one author that wait for their owners
MOST_A_DAY = 10  # drafts of one author
KEPT_FOR = timedelta(days=365)  # after they were decided on, or written where nobody answers


class DraftError(Exception):
    """The draft cannot be offered; the message says why, for its author."""


class DraftGoneError(Exception):
    """The draft no longer waits: decided on, withdrawn, or never this person's."""


def author_name(author: Any) -> str:
    """Return who wrote a draft, as its owner reads it."""
    return author.get_full_name() or author.email


def owner_name(technician: Technician, author: Any) -> str:
    """Return for whom a draft is, as far as its author may know: nothing where it is no longer shown to them.

    Their manager knows the name on the staff list, and no other, while the profile is not shown.
    """
    if Section.BASICS in seen_sections(technician, Audience.COLLEAGUES):
        return technician.display_name
    manager = technician.manager
    return technician.listed_name if manager is not None and manager.user_id == author.pk else ""


def _taker(technician_pk: int, author: Any) -> Technician | None:
    """Return who may be offered a draft: whoever shows a profile, and any of the author's own team."""
    people = Technician.objects.select_related("user", "manager").filter(pk=technician_pk).exclude(user=author)
    return people.live().filter(user__is_active=True).first() or people.managed_by(author).first()


@transaction.atomic
def offer_draft(
    technician_pk: int, section: Section, author: Any, fields: Mapping[str, str], note: str
) -> SectionDraft:
    """Keep a draft for the owner of a profile and write to them, if they have claimed it. Raises DraftError.

    To whoever has not, it is told at /me/ when they do: nobody is written to about a profile that they did not ask
    for, and the author is not told whether it is claimed. The author's row is locked, so that two tabs cannot pass
    the limits together.
    """
    get_user_model().objects.select_for_update().get(pk=author.pk)
    technician = _taker(technician_pk, author)
    if technician is None:
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
    if technician.user is not None and technician.user.is_active:
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
    """Return a draft that still waits, locked; its technician first, as everywhere else."""
    theirs = SectionDraft.objects.filter(pk=pk, **whose).values("technician")
    list(Technician.objects.select_for_update().filter(pk__in=theirs).values_list("pk"))
    found = SectionDraft.objects.select_for_update(of=("self",)).select_related("author", "technician__manager")
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
            "owner": technician.display_name if what == "offered" else owner_name(technician, draft.author),
            "section": draft.get_section_display(),
            "note": draft.note,
            "answer": draft.answer,
            "path": path,
        },
    )


def forget_old_drafts() -> int:
    """Delete drafts that were decided on, or written and never answered, over a year ago; return how many."""
    long_ago = timezone.now() - KEPT_FOR
    old = Q(decided_at__lt=long_ago) | Q(state=DraftState.OFFERED, created_at__lt=long_ago)
    return SectionDraft.objects.filter(old).delete()[0]
