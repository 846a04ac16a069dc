"""Letters with the result, and the announcement: both at their time, by themselves, once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from awards.enums import HONOURED, Outcome, RoundState
from awards.models import Honour, HonouredPerson, Nomination, Nominee, Round
from awards.rounds import state_of
from portal.core.enums import Agreement
from portal.core.mail import queue_mail
from portal.core.times import moment_words

from .agreeing import add_to_profile, ask_when_told
from .honouring import lock_round

# Nominees who know that they are nominated; the others learn nothing unless they win
_KNOW = (Agreement.ASKED, Agreement.AGREED)


def send_letters() -> str:
    """Send the letters of each round whose time has come; return a line for the log."""
    now = timezone.now()
    due = list(Round.objects.letters_due(now).values_list("pk", flat=True))
    return f"{sum(_send_letters_of(pk, now) for pk in due)} letters with a result"


@transaction.atomic
def _send_letters_of(pk: int, now: datetime) -> int:
    round_ = lock_round(pk)
    if state_of(round_, now) != RoundState.DECIDED or round_.letters_sent_at is not None or round_.letters_at > now:
        return 0
    return _write_letters(round_, now)


def _write_letters(round_: Round, now: datetime) -> int:
    """Write to all who are told the result, and ask those who are honoured. The row is held."""
    rows = Nomination.objects.sent().filter(round=round_, candidate__isnull=False)
    told = rows.exclude(candidate__outcome=Outcome.UNDECIDED).select_related("candidate", "category", "nominator")
    count = 0
    for nomination in told:
        count += _tell_nominator(nomination, round_, now)
    count += _tell_nominees(round_, now)
    people = HonouredPerson.objects.filter(honour__candidate__category__round=round_)
    for person in people.select_related("honour__scheme", "honour__candidate__category__round", "technician__user"):
        count += ask_when_told(person)
    round_.letters_sent_at = now
    round_.save(update_fields=["letters_sent_at"])
    log(instance=round_.scheme, action="awards.round.letters", data={"round": round_.pk})
    return count


def _embargo(round_: Round, now: datetime) -> str:
    """Return until when the result is to be kept to oneself; nothing where it is public at once."""
    return moment_words(round_.announce_at) if now < round_.announce_at else ""


def _tell_nominator(nomination: Nomination, round_: Round, now: datetime) -> int:
    if not nomination.from_email or nomination.candidate is None:
        return 0
    queue_mail(
        key=f"award-result:{nomination.pk}",
        to=nomination.from_email,
        subject=f"{round_.scheme.title}: the result of your nomination",
        template="awards/email/result.txt",
        context={
            "scheme": round_.scheme,
            "category": nomination.category,
            "title": nomination.title,
            "outcome": nomination.candidate.outcome,
            "until": _embargo(round_, now),
        },
        secret=True,
    )
    return 1


def _tell_nominees(round_: Round, now: datetime) -> int:
    """Write to those who were asked before, know of their nomination, and were not chosen; to each once."""
    rows = Nominee.objects.filter(
        nomination__round=round_, nomination__candidate__outcome=Outcome.NOT_CHOSEN, agreement__in=_KNOW
    ).filter(nomination__in=Nomination.objects.sent())
    written: set[str] = set()
    for row in rows.select_related("technician", "nomination__candidate", "nomination__nominator"):
        to = row.technician.email if row.technician is not None else row.email
        key = f"award-nominee:{row.nomination.candidate_id}:{to.lower()}"
        if not to or key in written or to.lower() == row.nomination.from_email.lower():
            continue
        written.add(key)
        queue_mail(
            key=key,
            to=to,
            subject=f"{round_.scheme.title}: your nomination",
            template="awards/email/not_chosen.txt",
            context={"scheme": round_.scheme, "until": _embargo(round_, now)},
            secret=True,
        )
    return len(written)


def announce_awards() -> str:
    """Do what is left to do once the minute of a round has come, and write it down; return a line for the log.

    Its honours are public from that minute on without this: what is done here is what has to be written, on profiles.
    """
    now = timezone.now()
    due = list(Round.objects.announcement_due(now).values_list("pk", flat=True))
    return f"{sum(_announce(pk, now) for pk in due)} announced"


@transaction.atomic
def _announce(pk: int, now: datetime) -> bool:
    round_ = lock_round(pk)
    if round_.announced_at is not None or state_of(round_, now) != RoundState.ANNOUNCED:
        return False
    if round_.letters_sent_at is None:  # the job of the letters did not run, or both have the same time
        _write_letters(round_, now)
    round_.announced_at = round_.announce_at
    round_.save(update_fields=["announced_at"])
    honours = Honour.objects.filter(candidate__category__round=pk, kind__in=HONOURED)
    honours.update(announced_at=round_.announce_at)
    pks = honours.order_by().values("pk")
    for person in HonouredPerson.objects.agreed().filter(honour__in=pks, wants_achievement=True):
        add_to_profile(person)
    log(instance=round_.scheme, action="awards.round.announce", data={"round": pk})
    return True
