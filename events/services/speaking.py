"""Who speaks at an event: put down, asked, and named when they have agreed."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from events.models import EventPage, Speaker
from portal.accounts.services import record_consent
from portal.core.enums import Agreement
from portal.core.mail import queue_mail
from portal.core.ordering import move_row
from profiles.models import Technician

USE = "event:speaker"  # the key in the log of consents
_ASKED = "events.speaker.ask"
_SUBJECTS = {
    "ask": "May you be named as a speaker?",
    "recorded": "It was noted that you agree to be named as a speaker",
    "agreed": "A speaker agreed to be named",
    "refused": "A speaker does not agree to be named",
    "withdrawn": "A speaker took their agreement back",
}


class SpeakerError(Exception):
    """A step that cannot be taken as things stand; the message says why and what to do."""


class SpeakerChangedError(Exception):
    """What is said of a speaker is not what they were shown."""


@dataclass(frozen=True)
class Said:
    """What is said of a speaker. `name` and `email`: of somebody who is no technician here."""

    name: str = ""
    role: str = ""
    topic: str = ""
    email: str = ""


def fingerprint(speaker: Speaker) -> str:
    """Return a mark of what is said of a speaker, by which a change meanwhile is noticed."""
    said = "\n".join((speaker.name, speaker.role, speaker.topic))
    return hashlib.sha256(said.encode()).hexdigest()[:40]


def address_of(speaker: Speaker) -> str:
    """Return where somebody is asked: a technician at the address of the staff list."""
    return speaker.technician.email if speaker.technician is not None else speaker.email


def _lock(pk: int) -> Speaker:
    rows = Speaker.objects.select_for_update(of=("self",)).select_related("event", "technician__user")
    return rows.get(pk=pk)


def _note(speaker: Speaker, action: str, by: Any) -> None:
    log(instance=speaker.event, action=f"events.speaker.{action}", user=by, data={"speaker": speaker.pk})


@transaction.atomic
def add_speaker(event: EventPage, said: Said, *, by: Any, technician: Technician | None = None) -> Speaker:
    """Put somebody down; they are named once they have agreed. Raises SpeakerError: a technician is there already."""
    last = event.speakers.aggregate(last=Max("order"))["last"]
    speaker = Speaker(
        event=event, technician=technician, name=said.name, role=said.role, topic=said.topic, email=said.email.lower(),
        order=0 if last is None else last + 1,
    )  # fmt: skip
    try:
        with transaction.atomic():
            speaker.save()
    except IntegrityError as error:
        raise SpeakerError("This technician is in the list already.") from error
    _note(speaker, "add", by)
    return speaker


@transaction.atomic
def change_speaker(pk: int, said: Said, *, by: Any) -> Speaker:
    """Change what is said of somebody; an answer to other words is void, and who was asked is asked anew.

    Raises SpeakerError where they took their agreement back, and Speaker.DoesNotExist.
    """
    speaker = _lock(pk)
    if speaker.agreement == Agreement.WITHDRAWN:
        raise SpeakerError("This person took their agreement back: nothing may be said of them here.")
    before, was = fingerprint(speaker), speaker.agreement
    speaker.role, speaker.topic = said.role, said.topic
    if speaker.technician_id is None:
        speaker.name, speaker.email = said.name, said.email.lower()
    if fingerprint(speaker) != before:
        speaker.agreement, speaker.answered_at = Agreement.NOT_ASKED, None
        speaker.recorded_by, speaker.recorded_reason = None, ""
    speaker.save()
    _note(speaker, "change", by)
    if speaker.agreement != was and was in (Agreement.ASKED, Agreement.AGREED):
        _ask(speaker, by)
    return speaker


@transaction.atomic
def ask_speaker(pk: int, *, by: Any) -> Speaker:
    """Ask somebody by a mail with a link of their own. Raises SpeakerError and Speaker.DoesNotExist."""
    speaker = _lock(pk)
    if speaker.agreement not in (Agreement.NOT_ASKED, Agreement.ASKED):
        raise SpeakerError(f"They have answered already: {speaker.get_agreement_display().lower()}.")
    if not address_of(speaker):
        raise SpeakerError("There is no email address to ask them at. Add one first.")
    _ask(speaker, by)
    return speaker


def _ask(speaker: Speaker, by: Any) -> None:
    if not address_of(speaker):
        return
    speaker.agreement, speaker.asked_at = Agreement.ASKED, timezone.now()
    speaker.save()
    _tell(speaker, "ask", address_of(speaker))
    _note(speaker, "ask", by)


def _tell(speaker: Speaker, what: str, to: str) -> None:
    queue_mail(
        key=f"speaker:{speaker.pk}:{what}:{to}:{timezone.now():%Y%m%d%H%M%S%f}",
        to=to,
        subject=_SUBJECTS[what],
        template="events/email/speaker.txt",
        context={
            "what": what,
            "speaker": speaker,
            "event": speaker.event,
            "path": reverse("event_speaking_by_link", args=[speaker.secret]),
            "screen": reverse("organise:speakers", args=[speaker.event_id]),
        },
        secret=True,
    )


def _settle(speaker: Speaker, state: Agreement, by: Any) -> None:
    """Write an answer, note it where consents are noted, and tell who asked."""
    speaker.agreement, speaker.answered_at = state, timezone.now()
    speaker.recorded_by, speaker.recorded_reason = None, ""
    speaker.save()
    what = str(state.value)
    _note(speaker, what, by)
    user = getattr(speaker.technician, "user", None)
    if user is not None:
        record_consent(user, USE, state == Agreement.AGREED, f"To be named at event {speaker.event_id}.")
    entries = PageLogEntry.objects.filter(page=speaker.event_id, action=_ASKED, data__speaker=speaker.pk)
    asked_by = get_user_model().objects.filter(pk__in=entries.values("user"), is_active=True).exclude(email="")
    for organiser in asked_by:
        _tell(speaker, what, organiser.email)


@transaction.atomic
def answer(pk: int, *, agrees: bool, seen: str, by: Any = None) -> Speaker:
    """Agree to what was read, or not. `seen` is its fingerprint.

    Raises SpeakerChangedError, SpeakerError where nothing is asked, and Speaker.DoesNotExist.
    """
    speaker = _lock(pk)
    if speaker.agreement not in (Agreement.ASKED, Agreement.REFUSED):
        raise SpeakerError("Nothing is asked at the moment.")
    if agrees and seen != fingerprint(speaker):
        raise SpeakerChangedError
    _settle(speaker, Agreement.AGREED if agrees else Agreement.REFUSED, by)
    return speaker


@transaction.atomic
def withdraw(pk: int, *, by: Any = None) -> Speaker:
    """Take an agreement back: from now on nobody is named. Raises SpeakerError and Speaker.DoesNotExist."""
    speaker = _lock(pk)
    if speaker.agreement != Agreement.AGREED:
        raise SpeakerError("You have not agreed, or took it back already. You are not named.")
    _settle(speaker, Agreement.WITHDRAWN, by)
    return speaker


@transaction.atomic
def record_agreement(pk: int, *, by: Any, reason: str) -> Speaker:
    """Note that somebody agreed elsewhere, and tell them. Raises SpeakerError and Speaker.DoesNotExist."""
    speaker = _lock(pk)
    if speaker.agreement not in (Agreement.NOT_ASKED, Agreement.ASKED):
        raise SpeakerError(f"They have answered already: {speaker.get_agreement_display().lower()}.")
    speaker.agreement, speaker.answered_at = Agreement.AGREED, timezone.now()
    speaker.recorded_by, speaker.recorded_reason = by, reason
    speaker.save()
    _note(speaker, "recorded", by)
    if address_of(speaker):
        _tell(speaker, "recorded", address_of(speaker))
    return speaker


def move_speaker(pk: int, by: int) -> None:
    """Move a speaker up (-1) or down (1) in the order in which the page names them. Raises Speaker.DoesNotExist."""
    event = Speaker.objects.values_list("event", flat=True).get(pk=pk)
    move_row(Speaker.objects.filter(event=event), pk, by)


@transaction.atomic
def remove_speaker(pk: int, *, by: Any) -> None:
    """Take somebody out of the speakers. Raises Speaker.DoesNotExist."""
    speaker = _lock(pk)
    _note(speaker, "remove", by)
    speaker.delete()
