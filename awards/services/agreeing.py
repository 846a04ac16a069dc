"""Whether those who are honoured may be named: asked, answered, and taken back, which takes it down everywhere.

A page with their name reads their answer each time it is drawn, so that nothing has to be cleared; only the row among
the achievements of their profile was written, and is deleted.
"""

import hashlib
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from awards.models import Honour, HonouredPerson
from portal.accounts.services import record_consent
from portal.core.enums import Agreement
from portal.core.mail import queue_mail
from portal.core.times import moment_words
from profiles.services.profile import add_achievement, take_achievement_away

from .honouring import HonourError

USE = "award:honour"  # the key in the log of consents
_OPEN = (Agreement.NOT_ASKED, Agreement.ASKED)
_MAY_ANSWER = (Agreement.ASKED, Agreement.REFUSED)
_SUBJECTS = {
    "ask": "An award for you: may we name you?",
    "recorded": "It was noted that you agree to be named for an award",
    "agreed": "Somebody agreed to be named for an award",
    "refused": "Somebody does not agree to be named for an award",
    "withdrawn": "Somebody took back their agreement to be named for an award",
}


class WordsChangedError(Exception):
    """What is said of the honour is not what they were shown."""


def fingerprint(person: HonouredPerson) -> str:
    """Return a mark of what is published of somebody, by which a change meanwhile is noticed."""
    honour = person.honour
    said = (honour.scheme.title, str(honour.year), honour.category_name, honour.kind, honour.team_name)
    return hashlib.sha256("\n".join((*said, honour.citation, person.name)).encode()).hexdigest()[:40]


def address_of(person: HonouredPerson) -> str:
    """Return where somebody is asked: a technician at the address of the staff list."""
    return person.technician.email if person.technician is not None else person.email


def may_be_told(honour: Honour) -> bool:
    """Say whether its people may know of it: once the letters of its round are out, or where it is of no round."""
    if honour.candidate is None or honour.is_announced:
        return True
    return honour.candidate.category.round.letters_sent_at is not None


def _lock(pk: int) -> HonouredPerson:
    rows = HonouredPerson.objects.select_for_update(of=("self",))
    return rows.select_related("honour__scheme", "honour__candidate__category__round", "technician__user").get(pk=pk)


def note(person: HonouredPerson, action: str, by: Any) -> None:
    """Write to the log of the scheme what happened with somebody; it names nobody."""
    data = {"honour": person.honour_id, "person": person.pk}
    log(instance=person.honour.scheme, action=f"awards.honoured.{action}", user=by, data=data)


def embargo_of(honour: Honour) -> str:
    """Return until when an honour is to be kept to oneself, in words; nothing where it is public."""
    if honour.candidate is None or honour.is_announced:
        return ""
    ends = honour.candidate.category.round.announce_at
    return moment_words(ends) if timezone.now() < ends else ""


def _tell(person: HonouredPerson, what: str, to: str) -> None:
    queue_mail(
        key=f"honoured:{person.pk}:{what}:{to}:{timezone.now():%Y%m%d%H%M%S%f}",
        to=to,
        subject=_SUBJECTS[what],
        template="awards/email/honoured.txt",
        context={
            "what": what,
            "person": person,
            "honour": person.honour,
            "until": embargo_of(person.honour),
            "path": reverse("award_honoured", args=[person.secret]),
            "screen": reverse("award_honours:one", args=[person.honour_id]),
        },
        secret=True,
    )


def ask_when_told(person: HonouredPerson) -> bool:
    """Tell somebody of the honour and ask them, where they were not asked. The row belongs to a round that is held."""
    if person.agreement != Agreement.NOT_ASKED or not address_of(person):
        return False
    _ask(person, None)
    return True


def _ask(person: HonouredPerson, by: Any) -> None:
    person.agreement, person.asked_at = Agreement.ASKED, timezone.now()
    person.save()
    _tell(person, "ask", address_of(person))
    note(person, "ask", by)


@transaction.atomic
def ask_person(pk: int, *, by: Any) -> HonouredPerson:
    """Ask somebody, again or for the first time. Raises HonourError and HonouredPerson.DoesNotExist."""
    person = _lock(pk)
    if person.agreement not in _OPEN:
        raise HonourError(f"They have answered already: {person.get_agreement_display().lower()}.")
    if not may_be_told(person.honour):
        raise HonourError("They are asked when the letters go out.")
    if not address_of(person):
        raise HonourError("There is no email address to ask them at.")
    _ask(person, by)
    return person


@transaction.atomic
def ask_anew(honour: Honour, *, by: Any) -> int:
    """Void what its people answered to other words, and ask those who had been asked; return how many are asked.

    Who took the agreement back, or never gave it, is left alone.
    """
    asked = 0
    for row in honour.people.filter(agreement__in=(Agreement.ASKED, Agreement.AGREED)).values_list("pk", flat=True):
        person = _lock(row)
        _off_profile(person)
        person.agreement, person.answered_at = Agreement.NOT_ASKED, None
        person.recorded_by, person.recorded_reason = None, ""
        person.save()
        if address_of(person) and may_be_told(person.honour):
            _ask(person, by)
            asked += 1
    return asked


def _settle(person: HonouredPerson, state: Agreement, by: Any) -> None:
    """Write an answer, note it where consents are noted, and tell whoever finished the round or entered the honour."""
    person.agreement, person.answered_at = state, timezone.now()
    person.recorded_by, person.recorded_reason = None, ""
    person.save()
    note(person, str(state.value), by)
    user = getattr(person.technician, "user", None)
    if user is not None:
        record_consent(user, USE, state == Agreement.AGREED, f"To be named for honour {person.honour_id}.")
    organiser = person.honour.made_by
    if organiser is not None and organiser.is_active and organiser.email:
        _tell(person, str(state.value), organiser.email)


@transaction.atomic
def answer(pk: int, *, agrees: bool, seen: str, on_profile: bool = False, by: Any = None) -> HonouredPerson:
    """Agree to be named, or not. `seen`: the fingerprint of what was read; `on_profile`: also among the achievements.

    Raises WordsChangedError, HonourError where nothing is asked, and HonouredPerson.DoesNotExist.
    """
    person = _lock(pk)
    if person.agreement not in _MAY_ANSWER:
        raise HonourError("Nothing is asked at the moment.")
    if agrees and seen != fingerprint(person):
        raise WordsChangedError
    person.wants_achievement = agrees and on_profile and person.technician_id is not None
    _settle(person, Agreement.AGREED if agrees else Agreement.REFUSED, by)
    add_to_profile(person)
    return person


@transaction.atomic
def withdraw(pk: int, *, by: Any = None) -> HonouredPerson:
    """Take an agreement back: the name is gone from every page, and from the profile what had been added.

    Raises HonourError where none was given, and HonouredPerson.DoesNotExist.
    """
    person = _lock(pk)
    if person.agreement != Agreement.AGREED:
        raise HonourError("You have not agreed, or took it back already. You are not named.")
    _off_profile(person)
    person.wants_achievement = False
    _settle(person, Agreement.WITHDRAWN, by)
    return person


@transaction.atomic
def set_on_profile(pk: int, *, wanted: bool, by: Any = None) -> HonouredPerson:
    """Have the honour among the achievements of one's profile, or not any more.

    Raises HonourError where they did not agree or have no profile, and HonouredPerson.DoesNotExist.
    """
    person = _lock(pk)
    if person.agreement != Agreement.AGREED or person.technician_id is None:
        raise HonourError("That is possible once you agreed to be named.")
    person.wants_achievement = wanted
    person.save()
    if wanted:
        add_to_profile(person)
    else:
        _off_profile(person)
    note(person, "on_profile" if wanted else "off_profile", by)
    return person


@transaction.atomic
def record_agreement(pk: int, *, by: Any, reason: str) -> HonouredPerson:
    """Note that somebody agreed elsewhere, and tell them. Raises HonourError and HonouredPerson.DoesNotExist."""
    person = _lock(pk)
    if person.agreement not in _OPEN:
        raise HonourError(f"They have answered already: {person.get_agreement_display().lower()}.")
    if not may_be_told(person.honour):
        raise HonourError("They are asked when the letters go out.")
    if not reason.strip():
        raise HonourError("Say how they agreed, and where that is kept.")
    person.agreement, person.answered_at = Agreement.AGREED, timezone.now()
    person.recorded_by, person.recorded_reason = by, reason.strip()
    person.save()
    note(person, "recorded", by)
    if address_of(person):
        _tell(person, "recorded", address_of(person))
    return person


def add_to_profile(person: HonouredPerson) -> None:
    """Add the honour to the achievements of somebody who wants that, once it is announced. The row is held."""
    honour = person.honour
    wanted = person.wants_achievement and person.agreement == Agreement.AGREED and honour.is_announced
    if not wanted or person.technician_id is None or person.achievement_id is not None:
        return
    title = f"{honour.scheme.title}: {honour.get_kind_display().lower()}"
    person.achievement = add_achievement(
        person.technician_id, title=title, year=honour.year, detail=honour.category_name
    )
    person.save(update_fields=["achievement"])


def _off_profile(person: HonouredPerson) -> None:
    if person.achievement_id is not None:
        gone, person.achievement = person.achievement_id, None
        person.save(update_fields=["achievement"])
        take_achievement_away(gone)
