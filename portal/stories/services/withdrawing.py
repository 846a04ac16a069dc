"""Taking an agreement back: name, quote and photo are out of everything at once."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex

from portal.core.models import PortalImage
from portal.core.publishing import pictures_of
from portal.stories.enums import Agreement
from portal.stories.meanwhile import WITHDRAWN
from portal.stories.models import StoryPage, Subject
from portal.stories.names import Name
from portal.stories.texts import name_of
from profiles.enums import ReuseState
from profiles.models import PhotoReuse, Technician
from profiles.services.photo_copies import end_use

from .keeping import NotPossibleError, editors_of, lock, mail_keys, note, note_consent, tell_editors
from .people import parts_with
from .scrubbing import forget_index_remains, forget_mails, scrub_story


@dataclass(frozen=True)
class Withdrawal:
    """What a withdrawal did: whether a live story was taken off the site, and in which of its parts the name stood."""

    unpublished: bool
    parts: tuple[str, ...]


@transaction.atomic
def withdraw(pk: int, user: Any = None) -> Withdrawal:
    """Take somebody out of a story: their row is emptied, the photo goes, and the name is taken out of all texts.

    Where the name (or the photo) also stands in the live page beside the row, the story is unpublished, since its
    text must be read before it is shown again; otherwise it stays, without them. `user`: who did it, where known.
    Raises NotPossibleError where it was done already, and Subject.DoesNotExist.
    """
    subject = lock(pk)
    if subject.agreement == Agreement.WITHDRAWN:
        raise NotPossibleError("You took your agreement back already. Nothing of you is shown any more.")
    name, photo, editors = name_of(subject, with_quote=True), subject.photo, editors_of(subject.story, subject.asked_by)
    number = list(Subject.objects.filter(story=subject.story_id).values_list("pk", flat=True)).index(pk) + 1
    stories = [StoryPage.objects.get(pk=subject.story_id), *_copies(subject)]
    done = _take_down(stories[0], name, photo)
    for copy in stories[1:]:
        there = _take_down(copy, name, photo)
        log(
            instance=copy, action=WITHDRAWN, user=user,
            data={"subject": pk, "unpublished": there.unpublished, "parts": list(there.parts)},
        )  # fmt: skip
    note_consent(subject, given=False)
    _empty(subject)
    if photo is not None:
        _let_go(photo, subject, name)
    versions = sum(scrub_story(story, name) for story in stories)
    forget_mails(mail_keys(subject))
    forget_index_remains()
    subject.story = StoryPage.objects.get(pk=subject.story_id)
    data = {"unpublished": done.unpublished, "parts": list(done.parts), "versions": versions}
    note(subject, WITHDRAWN, user, **data)
    tell_editors(subject, "withdrawn", editors, number=number, done=done)
    return done


def _take_down(story: StoryPage, name: Name, photo: PortalImage | None) -> Withdrawal:
    """Take a story off the site where its live page says or shows more of somebody than their row does."""
    parts = parts_with(name, story)
    if photo is not None and photo in pictures_of(story):
        parts.append("picture")
    unpublishes = story.live and bool(parts)
    if unpublishes:
        story.unpublish(log_action="stories.story.taken_down")
    return Withdrawal(unpublishes, tuple(dict.fromkeys(parts)))


def _copies(subject: Subject) -> list[StoryPage]:
    """Return the stories that were copied from this one: they refer to the row still, or are aliases."""
    others = StoryPage.objects.exclude(pk=subject.story_id).order_by("pk")
    return [story for story in others if story.alias_of_id == subject.story_id or _refers(story, subject.pk)]


def _refers(story: StoryPage, pk: int) -> bool:
    versions = [story.body.raw_data]
    if story.latest_revision_id:
        versions.append(story.get_latest_revision_as_object().body.raw_data)
    blocks = (block for version in versions for block in version)
    return any(block["type"] == "subject" and block["value"].get("subject") == pk for block in blocks)


def _empty(subject: Subject) -> None:
    subject.name = subject.role = subject.quote = subject.email = subject.answer = subject.recorded_reason = ""
    subject.agreed_to, subject.recorded_by, subject.photo = "", None, None
    subject.agreement, subject.answered_at = Agreement.WITHDRAWN, timezone.now()
    subject.save()


def _let_go(photo: PortalImage, subject: Subject, name: Name) -> None:
    """Delete a photo with all its files where nothing else uses it; a copy of one's own goes by ending its use.

    One that other pages show stays with them, under consents of their own, without the name in its words.
    """
    reuse = PhotoReuse.objects.filter(copy=photo, technician=subject.technician_id).first()
    if reuse is not None:
        Technician.objects.select_for_update(of=("self",)).get(pk=reuse.technician_id)
        end_use(reuse, ReuseState.WITHDRAWN)
    elif not _is_used_elsewhere(photo, subject):
        photo.delete()
    else:
        for field in ("title", "alt_text", "credit", "consent", "description"):
            setattr(photo, field, name.removed_from(getattr(photo, field)))
        photo.save()


def _is_used_elsewhere(photo: PortalImage, subject: Subject) -> bool:
    if Subject.objects.filter(photo=photo).exclude(pk=subject.pk).exists():
        return True
    own = {("page", str(subject.story_id)), ("subject", str(subject.pk))}
    uses = ReferenceIndex.get_references_to(photo).values_list("base_content_type__model", "object_id")
    return any(use not in own for use in uses)


@transaction.atomic
def withdraw_all_of(technician_pk: int, *, unlink: bool = False) -> int:
    """Take a technician out of every story, as `withdraw` from one; return how many.

    `unlink`: nothing shall lead from the emptied rows to them.
    """
    rows = Subject.objects.filter(technician=technician_pk)
    pks = list(rows.exclude(agreement=Agreement.WITHDRAWN).values_list("pk", flat=True))
    for pk in pks:
        withdraw(pk)
    if unlink:
        rows.update(technician=None)
    return len(pks)
