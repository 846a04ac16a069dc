"""Who a story is about: added, changed, put in order, taken out."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from portal.core.models import PortalImage
from portal.core.ordering import move_row
from portal.stories.enums import OPEN, Agreement
from portal.stories.meanwhile import lock_story
from portal.stories.models import StoryPage, Subject
from portal.stories.names import Name
from portal.stories.subjects import fingerprint
from portal.stories.texts import name_of, texts_of
from profiles.models import Technician
from profiles.visibility import audience_of, view_hit

from .asking import ask_again
from .keeping import NotPossibleError, WordsChangedError, lock, note


@dataclass(frozen=True)
class Words:
    """What a story is to say of somebody. `email` is where they are asked, and empty for technicians."""

    name: str
    role: str = ""
    quote: str = ""
    photo: PortalImage | None = None
    email: str = ""


def technician_for(pk: int, user: Any) -> tuple[Technician, str, str]:
    """Return a technician with name and role as this editor sees them. Raises NotPossibleError where they see none."""
    found = Technician.objects.visible_to(audience_of(user)).for_hits().filter(pk=pk).first()
    view = view_hit(found, audience_of(user)) if found else None
    if found is None or view is None:
        raise NotPossibleError("This person shows you no profile now: type name and email address instead.")
    return found, view.display_name, ", ".join(part for part in (view.job_title, view.department) if part)


@transaction.atomic
def add_technician(story: StoryPage, user: Any, technician_pk: int) -> Subject:
    """Add a technician with the name and role that their profile shows, and return the row.

    Raises NotPossibleError: they show no profile, or are one of the story's people already.
    """
    technician, name, role = technician_for(technician_pk, user)
    lock_story(story.pk)
    if Subject.objects.filter(story=story, technician=technician).exists():
        raise NotPossibleError("This person is in the list already.")
    return _add(story, user, Words(name[:160], role[:160]), technician)


@transaction.atomic
def add_person(story: StoryPage, user: Any, words: Words) -> Subject:
    """Add somebody who is no technician here, and return the row."""
    lock_story(story.pk)
    return _add(story, user, words, None)


def _add(story: StoryPage, user: Any, words: Words, technician: Technician | None) -> Subject:
    last = Subject.objects.filter(story=story).aggregate(last=Max("order"))["last"]
    subject: Subject = Subject.objects.create(
        story=story,
        technician=technician,
        name=words.name,
        role=words.role,
        quote=words.quote,
        photo=words.photo,
        email=words.email.lower(),
        order=0 if last is None else last + 1,
    )
    note(subject, "stories.subject.add", user)
    return subject


@transaction.atomic
def change_words(pk: int, user: Any, words: Words, seen: str) -> Subject:
    """Change what a story says of somebody; an answer to other words is void, and who was asked is asked anew.

    `seen`: the fingerprint of what the editor was shown. Raises WordsChangedError where it is another by now,
    NotPossibleError where the person took their agreement back, and Subject.DoesNotExist.
    """
    subject = lock(pk)
    if subject.agreement == Agreement.WITHDRAWN:
        raise NotPossibleError("This person took their agreement back: nothing may be said of them here.")
    before = fingerprint(subject)
    if before != seen:
        raise WordsChangedError
    subject.name, subject.role, subject.quote, subject.photo = words.name, words.role, words.quote, words.photo
    if subject.technician_id is None:
        subject.email = words.email.lower()
    former = Agreement(subject.agreement)
    if fingerprint(subject) != before:
        void(subject)
    subject.save()
    if subject.agreement == former:
        return subject
    note(subject, "stories.subject.change", user)
    if former in (*OPEN, Agreement.AGREED):
        ask_again(subject, user)
    return subject


def void(subject: Subject) -> None:
    """Make an answer void, since it was given to other words. Save the row afterwards."""
    subject.agreement, subject.agreed_to, subject.answered_at = Agreement.NOT_ASKED, "", None
    subject.recorded_by, subject.recorded_reason = None, ""


@transaction.atomic
def move_person(pk: int, by: int) -> None:
    """Move somebody up (-1) or down (1) in the list of a story's people. Raises Subject.DoesNotExist."""
    subject = lock(pk)
    move_row(Subject.objects.filter(story=subject.story_id), pk, by)


@transaction.atomic
def take_out(pk: int, user: Any) -> None:
    """Take somebody out of a story's people, with their answer.

    Raises NotPossibleError while their name still stands in the text, so that nobody is written about unasked, and
    Subject.DoesNotExist.
    """
    subject = lock(pk)
    where = stands_where(subject)
    if where:
        raise NotPossibleError(
            f"The name still stands in the story: {', '.join(where)}. Take it out there, save, and then take the "
            "person out of the list."
        )
    note(subject, "stories.subject.remove", user, state=subject.agreement)
    subject.delete()


def stands_where(subject: Subject) -> list[str]:
    """Return in which parts of the story, latest version and live page, somebody's name stands beside their row."""
    name = name_of(subject)
    story = StoryPage.objects.get(pk=subject.story_id)
    versions = [story, story.get_latest_revision_as_object()]
    return list(dict.fromkeys(part for version in versions for part in parts_with(name, version)))


def parts_with(name: Name, version: StoryPage) -> list[str]:
    """Return the parts of a version in which a name stands."""
    return [part for part, text in texts_of(version) if name.stands_in(text)]


@transaction.atomic
def take_people_of(stories: Any) -> int:
    """Delete the rows of all people of some stories that are to be deleted, their answers too; return how many.

    The rows stand in the way of deleting a story, so that nothing takes them unawares.
    """
    return int(Subject.objects.filter(story__in=stories).delete()[0])
