"""Thanks from one person to a technician: sent, kept, shown, taken back."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from awards.models import Thanks, ThanksChoice
from awards.models.thanks import MOST_CHARACTERS
from portal.core.mail import queue_mail
from profiles.models import Technician
from profiles.visibility import audience_of

MOST_A_DAY = 10
A_DAY = timedelta(hours=24)
EMPTY = "Write a sentence or two: what did they do for you?"
TOO_LONG = f"Keep it to {MOST_CHARACTERS} characters."


class ThanksError(Exception):
    """Thanks that cannot be sent, or a step that cannot be taken with them; the message says why."""


class TooManyThanksError(ThanksError):
    """Somebody sent as many as anybody may send in a day."""


def plain_words(words: str) -> str:
    """Return words as they are kept: one kind of line end, nothing around them."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def fault_of(words: str) -> str:
    """Return what is wrong with the words of thanks, or nothing."""
    text = plain_words(words)
    if not text:
        return EMPTY
    return TOO_LONG if len(text) > MOST_CHARACTERS else ""


@transaction.atomic
def send_thanks(technician: int, words: str, *, by: Any, may_be_shown: bool = False) -> Thanks:
    """Send thanks to a technician whose profile the sender sees, and tell them by mail unless they want none.

    `technician`: their primary key. Raises TooManyThanksError after MOST_A_DAY within 24 hours, and ThanksError for
    oneself, for nobody whom the sender may see, for the same words twice, and for words that cannot be.
    """
    if fault := fault_of(words):
        raise ThanksError(fault)
    # One at a time for each sender: else two sent at once both stay under the limit
    get_user_model().objects.select_for_update().get(pk=by.pk)
    person = Technician.objects.visible_to(audience_of(by)).filter(pk=technician, user__is_active=True).first()
    if person is None:
        raise ThanksError("This person shows you no profile now, so thanks cannot reach them here.")
    if person.user_id == by.pk:
        raise ThanksError("These would be thanks to yourself.")
    sent = Thanks.objects.sent_by(by).filter(sent_at__gt=timezone.now() - A_DAY)
    if sent.count() >= MOST_A_DAY:
        raise TooManyThanksError(
            f"You have sent {MOST_A_DAY} thanks within a day, which is the most. Send this one tomorrow."
        )
    text = plain_words(words)
    if sent.filter(technician=person, words=text).exists():
        raise ThanksError("You have sent these words to them already.")
    thanks: Thanks = Thanks.objects.create(technician=person, sender=by, words=text, may_be_shown=may_be_shown)
    _tell(thanks, person)
    return thanks


def _tell(thanks: Thanks, person: Technician) -> None:
    if ThanksChoice.objects.filter(technician=person, wants_mail=False).exists():
        return
    queue_mail(
        key=f"thanks:{thanks.pk}",
        to=person.email,
        subject="Somebody thanks you",
        template="awards/email/thanks.txt",
        context={
            "words": thanks.words,
            "sender": str(thanks.sender),
            "may_be_shown": thanks.may_be_shown,
            "path": reverse("me_thanks_one", args=[thanks.pk]),
            "choices": reverse("me_thanks"),
        },
        secret=True,
    )


def _lock(pk: int, **whose: Any) -> Thanks:
    """Return thanks of somebody's own, locked. Raises ThanksError where there are none any more."""
    found = Thanks.objects.select_for_update(of=("self",)).filter(pk=pk, **whose).first()
    if found is None:
        raise ThanksError("These thanks are not here any more.")
    return found


@transaction.atomic
def keep_thanks(pk: int, *, by: Any) -> Thanks:
    """Keep thanks for oneself; what stood on the profile is taken off it. Raises ThanksError."""
    thanks = _lock(pk, technician__user=by)
    thanks.is_kept, thanks.is_shown = True, False
    _settle(thanks)
    return thanks


@transaction.atomic
def show_thanks(pk: int, *, by: Any) -> Thanks:
    """Show thanks on one's profile. Raises ThanksError where the sender did not say that they may be shown."""
    thanks = _lock(pk, technician__user=by)
    if not thanks.may_be_shown:
        raise ThanksError("Whoever sent them wants them to stay between you.")
    thanks.is_kept = thanks.is_shown = True
    _settle(thanks)
    return thanks


@transaction.atomic
def release_as_evidence(pk: int, *, by: Any) -> Thanks:
    """Let whoever nominates one put thanks into the nomination, where judges read them. Raises ThanksError."""
    thanks = _lock(pk, technician__user=by)
    thanks.is_kept = thanks.is_evidence = True
    _settle(thanks)
    return thanks


@transaction.atomic
def take_evidence_back(pk: int, *, by: Any) -> Thanks:
    """Release thanks no longer: they vanish from every nomination, whoever put them there. Raises ThanksError."""
    thanks = _lock(pk, technician__user=by)
    thanks.is_evidence = False
    thanks.released_in.all().delete()
    _settle(thanks)
    return thanks


def _settle(thanks: Thanks) -> None:
    thanks.read_at = thanks.read_at or timezone.now()
    thanks.save(update_fields=["is_kept", "is_shown", "is_evidence", "read_at"])


@transaction.atomic
def delete_thanks(pk: int, *, by: Any) -> None:
    """Delete thanks that one got; whoever sent them is not told. Raises ThanksError."""
    _lock(pk, technician__user=by).delete()


@transaction.atomic
def take_thanks_back(pk: int, *, by: Any) -> None:
    """Delete thanks that one sent, wherever they stand. Raises ThanksError."""
    _lock(pk, sender=by).delete()


@transaction.atomic
def let_be_shown(pk: int, *, may_be_shown: bool, by: Any) -> Thanks:
    """Say as their sender whether thanks may be shown; a no takes them off the profile. Raises ThanksError."""
    thanks = _lock(pk, sender=by)
    thanks.may_be_shown = may_be_shown
    thanks.is_shown = thanks.is_shown and may_be_shown
    thanks.save(update_fields=["may_be_shown", "is_shown"])
    return thanks


def choose_mail(technician: Technician, *, wants_mail: bool) -> None:
    """Say as a technician whether a mail is wanted when somebody thanks one."""
    ThanksChoice.objects.update_or_create(technician=technician, defaults={"wants_mail": wants_mail})
