"""Seconders: invited by mail by whoever nominates, they add words of their own, or would rather not."""

from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from awards.enums import SeconderState
from awards.models import Nomination, Seconder
from awards.names import for_whom
from awards.readiness import address_of, count_words
from portal.accounts.addresses import account_of
from portal.core.mail import queue_mail
from portal.core.times import moment_words
from profiles.enums import Audience

from .keeping import lock, require_live, require_open
from .receipts import tell
from .refusals import NominatingError

MOST_WORDS = 400
MOST_CHARACTERS = 4000
_SUBJECTS = {
    "invite": "Will you support a nomination? {scheme}",
    "given": "Your words were added: {scheme}",
    "ended": "A nomination that you were asked to support has ended: {scheme}",
    "taken_back": "Your support is no longer needed: {scheme}",
}


@transaction.atomic
def invite(nomination_pk: int, *, name: str, email: str) -> Seconder:
    """Invite somebody to add their words. Raises NominatingErrors and Nomination.DoesNotExist."""
    nomination = lock(nomination_pk)
    require_live(nomination)
    require_open(nomination.round, timezone.now())
    address, name = email.strip().lower(), " ".join(name.split())[:160]
    _require_another(nomination, address)
    if nomination.seconders.counted().count() >= nomination.round.most_seconders:
        raise NominatingError(f"At most {nomination.round.most_seconders} people can support a nomination here.")
    seconder = Seconder(nomination=nomination, name=name, email=address, user=account_of(address))
    try:
        with transaction.atomic():
            seconder.save()
    except IntegrityError as error:
        raise NominatingError("This person was invited already, or said no. Ask somebody else.") from error
    _tell(seconder, "invite")
    return seconder


def _require_another(nomination: Nomination, address: str) -> None:
    """Refuse whoever nominates, and those who are nominated: who may not even know of it."""
    nominees = list(nomination.nominees.with_people())
    if not nominees:
        raise NominatingError("Choose whom you nominate first: a supporter is told who it is.")
    if address == nomination.from_email.lower():
        raise NominatingError("You nominate. Ask somebody else to support it.")
    if any(address_of(nominee).lower() == address for nominee in nominees):
        raise NominatingError("Nobody supports a nomination of themselves. Ask somebody else.")


@transaction.atomic
def take_back(nomination_pk: int, seconder_pk: int) -> None:
    """Take an invitation back, with what was written to it. Raises NominatingErrors and Nomination.DoesNotExist."""
    nomination = lock(nomination_pk)
    require_live(nomination)
    require_open(nomination.round, timezone.now())
    seconder = nomination.seconders.filter(pk=seconder_pk).first()
    if seconder is None:
        raise NominatingError("This person is not among the supporters any more.")
    if seconder.state in (SeconderState.INVITED, SeconderState.GIVEN):
        seconder.nomination = nomination
        _tell(seconder, "taken_back")
    seconder.delete()


def tell_seconders_it_ended(nomination: Nomination) -> None:
    """Tell those who were invited, or wrote, that the nomination has ended."""
    for seconder in nomination.seconders.counted():
        seconder.nomination = nomination
        _tell(seconder, "ended")


def audience_of_seconder(seconder: Seconder) -> Audience:
    """Return as whom a seconder sees profiles: as a colleague with an account, else as the public."""
    return Audience.COLLEAGUES if seconder.user_id is not None else Audience.PUBLIC


def _tell(seconder: Seconder, what: str) -> None:
    nomination = seconder.nomination
    scheme = nomination.round.scheme
    queue_mail(
        key=f"seconder:{seconder.pk}:{what}:{timezone.now():%Y%m%d%H%M%S%f}",
        to=seconder.email,
        subject=_SUBJECTS[what].format(scheme=scheme.title),
        template="awards/email/seconder.txt",
        context={
            "what": what,
            "seconder": seconder,
            "nominator": nomination.from_name,
            "whom": for_whom(nomination, audience_of_seconder(seconder)),
            "scheme": scheme,
            "closes": moment_words(nomination.round.closes_at),
            "path": reverse("seconding", args=[seconder.secret]),
        },
        secret=True,
    )


def _held(pk: int) -> Seconder:
    nomination = lock(Seconder.objects.values_list("nomination", flat=True).get(pk=pk))
    seconder = nomination.seconders.get(pk=pk)
    seconder.nomination = nomination
    if not nomination.is_live:
        raise NominatingError("This nomination has ended, so nothing can be added to it. Thank you all the same.")
    return seconder


@transaction.atomic
def give(pk: int, words: str) -> Seconder:
    """Add a seconder's words, or others in their place, until the closing.

    Raises NominatingErrors and Seconder.DoesNotExist.
    """
    seconder, text = _held(pk), words.replace("\r\n", "\n").strip()
    require_open(seconder.nomination.round, timezone.now())
    if problem := words_problem(text):
        raise NominatingError(problem)
    is_new = seconder.state != SeconderState.GIVEN
    seconder.words, seconder.state, seconder.answered_at = text, SeconderState.GIVEN, timezone.now()
    seconder.save()
    if is_new:
        _tell(seconder, "given")
        _tell_nominator(seconder)
    return seconder


def words_problem(text: str) -> str:
    """Return what is wrong with a seconder's words; nothing where they can be added."""
    if not text.strip():
        return "Write a few words, or say that you would rather not."
    if count_words(text) > MOST_WORDS or len(text) > MOST_CHARACTERS:
        return f"Keep it to {MOST_WORDS} words. You have {count_words(text):,}."
    return ""


@transaction.atomic
def decline(pk: int) -> Seconder:
    """Say that one would rather not. Raises NominatingErrors and Seconder.DoesNotExist."""
    seconder = _held(pk)
    if seconder.state != SeconderState.INVITED:
        raise NominatingError(f"You have answered already: {seconder.get_state_display().lower()}.")
    return _answer(seconder, SeconderState.DECLINED)


@transaction.atomic
def take_words_back(pk: int) -> Seconder:
    """Delete what a seconder wrote. Possible until judging opens, since then it is read.

    Raises NominatingErrors and Seconder.DoesNotExist.
    """
    seconder = _held(pk)
    if seconder.state != SeconderState.GIVEN:
        raise NominatingError("There are no words of yours here to take back.")
    if seconder.nomination.round.judging_opened_at is not None:
        raise NominatingError("Judges read your words already, so they can no longer be taken back.")
    return _answer(seconder, SeconderState.WITHDRAWN)


def _answer(seconder: Seconder, state: SeconderState) -> Seconder:
    seconder.state, seconder.words, seconder.answered_at = state, "", timezone.now()
    seconder.save()
    _tell_nominator(seconder)
    return seconder


def _tell_nominator(seconder: Seconder) -> None:
    tell(seconder.nomination, "seconder", name=seconder.name, answer=str(seconder.state))


def may_write(seconder: Seconder) -> bool:
    """Say whether a seconder can add words now. Load it `with_nomination`."""
    nomination: Any = seconder.nomination
    try:
        require_live(nomination)
        require_open(nomination.round, timezone.now())
    except NominatingError:
        return False
    return True
