"""Nominees who are asked first: by mail, before anything is judged. Where a round asks later, nobody is told here."""

import hashlib
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from awards.enums import AskNominee, NominationState, RoundState
from awards.models import Nomination, Nominee
from awards.readiness import address_of
from awards.rounds import state_of
from portal.accounts.services import record_consent
from portal.core.enums import Agreement
from portal.core.mail import queue_mail

from .keeping import keep, lock
from .receipts import tell
from .refusals import ChangedMeanwhileError, NominatingError
from .releasing_thanks import take_released_back

USE = "awards:nominee"  # the key in the log of consents
_SUBJECTS = {"ask": "You were nominated: {scheme}", "ended": "A nomination of you has ended: {scheme}"}
# Those who said no, at first or later
SAID_NO = (Agreement.REFUSED, Agreement.WITHDRAWN)


def fingerprint(nominee: Nominee) -> str:
    """Return a mark of what a nominee is told, by which a change meanwhile is noticed. Load its nomination."""
    nomination = nominee.nomination
    said = "\n".join((nomination.title, str(nomination.category_id), nomination.team_name))
    return hashlib.sha256(said.encode()).hexdigest()[:40]


def ask_nominees(nomination: Nomination) -> int:
    """Ask those who were not asked yet, where the round asks first; return how many. The nomination is held."""
    if nomination.round.ask_nominee != AskNominee.FIRST:
        return 0
    asked = 0
    for nominee in nomination.nominees.filter(agreement=Agreement.NOT_ASKED).with_people():
        if not address_of(nominee):
            continue
        nominee.agreement, nominee.asked_at = Agreement.ASKED, timezone.now()
        nominee.save()
        _tell(nominee, nomination, "ask")
        asked += 1
    return asked


def tell_nominees_it_ended(nomination: Nomination) -> None:
    """Tell those who were asked, and did not say no, that there is nothing to answer any more; nobody else."""
    for nominee in nomination.nominees.filter(agreement__in=(Agreement.ASKED, Agreement.AGREED)).with_people():
        _tell(nominee, nomination, "ended")


def _tell(nominee: Nominee, nomination: Nomination, what: str) -> None:
    scheme = nomination.round.scheme
    queue_mail(
        key=f"nominee:{nominee.pk}:{what}:{timezone.now():%Y%m%d%H%M%S%f}",
        to=address_of(nominee),
        subject=_SUBJECTS[what].format(scheme=scheme.title),
        template="awards/email/nominee.txt",
        context={
            "what": what,
            "name": nominee.technician.called if nominee.technician else nominee.name,
            "nominator": nomination.from_name,
            "nomination": nomination,
            "scheme": scheme,
            "path": reverse("nominee_by_link", args=[nominee.secret]),
        },
        secret=True,
    )


def may_still_answer(nomination: Nomination) -> bool:
    """Say whether an answer can still change what is judged: it was sent, and the round is not decided."""
    over = (RoundState.DECIDED, RoundState.ANNOUNCED, RoundState.CANCELLED)
    return nomination.state == NominationState.SENT and state_of(nomination.round, timezone.now()) not in over


@transaction.atomic
def answer(pk: int, *, agrees: bool, seen: str) -> Nominee:
    """Agree to be nominated for what was read, or not. `seen` is its fingerprint.

    Whoever agreed can take that back until the round is decided, and who said no does not agree here any more: they
    are nominated anew, if they want. Raises ChangedMeanwhileError, NominatingError where nothing is asked, and
    Nominee.DoesNotExist.
    """
    nomination, nominee = _held(pk)
    wanted = (Agreement.ASKED,) if agrees else (Agreement.ASKED, Agreement.AGREED)
    if nominee.agreement not in wanted:
        raise NominatingError(f"You have answered already: {nominee.get_agreement_display().lower()}.")
    if agrees and seen != fingerprint(nominee):
        raise ChangedMeanwhileError
    state = Agreement.AGREED if agrees else Agreement.REFUSED
    if not agrees and nominee.agreement == Agreement.AGREED:
        state = Agreement.WITHDRAWN
    _settle(nomination, nominee, state)
    return nominee


def _held(pk: int) -> tuple[Nomination, Nominee]:
    nomination = lock(Nominee.objects.values_list("nomination", flat=True).get(pk=pk))
    if not may_still_answer(nomination):
        raise NominatingError("This nomination has ended, so there is nothing to answer any more.")
    nominee = nomination.nominees.with_people().get(pk=pk)
    nominee.nomination = nomination
    return nomination, nominee


def _settle(nomination: Nomination, nominee: Nominee, state: Agreement) -> None:
    """Write an answer, note it where consents are noted, and tell who nominates; a nomination of nobody ends."""
    nominee.agreement, nominee.answered_at = state, timezone.now()
    nominee.save()
    user: Any = nominee.technician.user if nominee.technician else None
    if user is not None:
        record_consent(user, USE, state == Agreement.AGREED, f"To be nominated, in nomination {nomination.pk}.")
    if state != Agreement.AGREED:
        take_released_back(nomination, nominee)
    if not nomination.nominees.exclude(agreement__in=SAID_NO).exists():
        nomination.state, nomination.ended_at = NominationState.WITHDRAWN, timezone.now()
        keep(nomination)
    tell(nomination, "nominee", answer=str(state.value))
