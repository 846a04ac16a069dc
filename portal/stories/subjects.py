"""What a story says of the people it is about: the sole way out of their rows, and empty without their agreement."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from portal.core.models import PortalImage
from profiles.models import Technician
from profiles.visibility import Audience, view_hits

from .enums import Agreement

if TYPE_CHECKING:
    from .models import StoryPage, Subject


@dataclass(frozen=True)
class SubjectView:
    """One person of a story, as they agreed to be shown. `technician_url` only where the public sees their profile."""

    pk: int
    name: str
    role: str
    quote: str
    photo: PortalImage | None
    technician_url: str = ""


def fingerprint(subject: "Subject") -> str:
    """Return what tells one wording from another: name, role, quote, photo, and the photo's file and description."""
    photo = subject.photo
    picture = [photo.pk, photo.file.name, photo.alt_text] if photo is not None else []
    said = json.dumps([subject.name, subject.role, subject.quote, picture])
    return hashlib.sha256(said.encode()).hexdigest()


def has_agreed(subject: "Subject") -> bool:
    """Say whether somebody agreed to what their row says now."""
    return subject.agreement == Agreement.AGREED and subject.agreed_to == fingerprint(subject)


def subjects_of(story: "StoryPage") -> dict[int, SubjectView]:
    """Return those of a story's people who agreed to what it says of them, by the number of their row.

    Two queries at most for a story, however often it is asked.
    """
    agreed = [subject for subject in story.people if has_agreed(subject)]
    addresses = _addresses({subject.technician_id for subject in agreed if subject.technician_id})
    return {subject.pk: view_of(subject, addresses.get(subject.technician_id or 0, "")) for subject in agreed}


def view_of(subject: "Subject", technician_url: str = "") -> SubjectView:
    """Return what a row says of somebody: for themselves, who are asked, and for those who agreed to it."""
    photo = subject.photo
    is_shown = photo is not None and photo.may_be_shown(timezone.localdate())
    return SubjectView(
        subject.pk, subject.name, subject.role, subject.quote, photo if is_shown else None, technician_url
    )


def _addresses(technicians: Iterable[int]) -> dict[int, str]:
    """Return the addresses of those profiles that the public sees."""
    wanted = list(technicians)
    if not wanted:
        return {}
    rows = Technician.objects.filter(pk__in=wanted).visible_to(Audience.PUBLIC).for_hits()
    return {view.pk: view.url for view in view_hits(rows, Audience.PUBLIC)}
