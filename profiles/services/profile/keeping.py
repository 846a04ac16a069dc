"""The lock around each save of a profile, and how a save that was overtaken is known."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from profiles.enums import CLAIMED_STATES, Audience, ProfileState, Section
from profiles.models import Photo, SectionAudience, Technician
from profiles.services.index import reindex_on_commit
from profiles.services.photos import keep_sizes
from profiles.visibility import section_audiences, seen_sections

from .consents import record_changes


class ProfileGoneError(Exception):
    """The profile is no longer there to be edited: removed, or its owner left the staff list."""


class ProfileChangedError(Exception):
    """What is being saved was changed elsewhere since it was read; nothing was written."""


@dataclass(frozen=True)
class Edit:
    """Who saves which section, what they had read of it (`section_seen`), and who shall see it."""

    technician_pk: int
    user: Any
    section: Section
    seen: str
    audience: Audience


_PLACES = {"campus", "building", "room"}


def _photo_words(technician: Technician) -> list[Any]:
    photo = Photo.objects.filter(technician=technician).first()
    return [photo.token, photo.alt_text] if photo else []


def _rows(related: Any) -> list[Any]:
    """Return all that some rows hold, in an order that does not hang on how they are sorted."""
    names = [column.attname for column in related.model._meta.concrete_fields]
    return sorted([str(getattr(row, name)) for name in names] for row in related.all())


_CONTENT: dict[Section, Callable[[Technician], list[Any]]] = {
    Section.BASICS: lambda t: [t.preferred_name, t.pronouns, "preferred_name" in t.typed_fields],
    Section.PHOTO: _photo_words,
    Section.INTRODUCTION: lambda t: [t.headline, t.about],
    Section.ASK_ME_ABOUT: lambda t: list(t.ask_me_about),
    Section.SKILLS: lambda t: sorted((row.skill_id, row.level, row.since) for row in t.skill_rows.all()),
    Section.REGISTRATIONS: lambda t: sorted(
        (row.type_id, row.stage, row.body, str(row.awarded_on), str(row.renewal_due_on), row.will_help)
        for row in t.registrations.all()
    ),
    Section.EQUIPMENT: lambda t: sorted((row.equipment_id, row.kind) for row in t.equipment_rows.all()),
    Section.OFFERS: lambda t: _rows(t.offers),
    Section.CONTRIBUTIONS: lambda t: [t.orcid, *_rows(t.contributions)],
    Section.COMMITTEES: lambda t: _rows(t.committee_seats),
    Section.ACHIEVEMENTS: lambda t: _rows(t.achievements),
    Section.PLACE: lambda t: [
        t.campus_id,
        t.building_id,
        t.room,
        t.working_pattern,
        sorted(_PLACES & set(t.typed_fields)),
    ],
    Section.CONTACT: lambda t: [t.phone],
}


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


def section_seen(technician: Technician, section: Section) -> str:
    """Return a mark of what one section holds and who sees it, to be sent back with a save.

    Saves of other sections leave it alone, so that two tabs on two sections never disturb each other.
    """
    return _digest((section, _CONTENT[section](technician), section_audiences(technician)[section]))


def audiences_seen(technician: Technician) -> str:
    """Return a mark of who sees what."""
    return _digest(sorted(section_audiences(technician).items()))


def lock_own(technician_pk: int, user: Any) -> Technician:
    """Return the row, locked until the transaction ends.

    Raises ProfileGoneError where it is no longer this user's to edit.
    """
    technician = Technician.objects.select_for_update().filter(pk=technician_pk, user=user).first()
    if technician is None or technician.state not in CLAIMED_STATES:
        raise ProfileGoneError
    return technician


def keep(technician: Technician) -> None:
    """Save a locked row: the version rises, the date is now, the index follows on commit.

    A profile that is changed is looked at: whoever was asked whether it is still correct has answered.
    """
    technician.version += 1
    technician.profile_updated_at = timezone.now()
    technician.stale_mails, technician.stale_mailed_at = 0, None
    technician.save()
    keep_sizes(technician, Section.PHOTO in seen_sections(technician, Audience.COLLEAGUES))
    reindex_on_commit([technician.pk])


def write_audiences(technician: Technician, user: Any, chosen: dict[Section, Audience]) -> None:
    """Write who sees which section and, where the profile is live, record what was agreed to and withdrawn."""
    before = section_audiences(technician)
    changed = {section: audience for section, audience in chosen.items() if before[section] != audience}
    for section, audience in changed.items():
        SectionAudience.objects.update_or_create(
            technician=technician, section=section, defaults={"audience": audience}
        )
    if technician.state == ProfileState.LIVE:
        record_changes(user, before, before | changed)


@contextmanager
def changing(edit: Edit) -> Iterator[Technician]:
    """Yield the locked row to be changed; afterwards it is saved with its audience, or nothing is.

    Raises ProfileGoneError, and ProfileChangedError where the section is not what the user had read.
    """
    with transaction.atomic():
        technician = lock_own(edit.technician_pk, edit.user)
        if edit.seen != section_seen(technician, edit.section):
            raise ProfileChangedError
        yield technician
        write_audiences(technician, edit.user, {edit.section: edit.audience})
        keep(technician)
