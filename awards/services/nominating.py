"""Nominating: begun, saved step by step, sent, changed until the closing, withdrawn.

Each step holds the nomination's row first, then looks, then writes. The server's time decides, to the minute: what
arrives at the closing is late. A draft can be saved after that, so that nothing typed is lost, and is not sent.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from awards.checking import check
from awards.enums import NominationState, RoundState
from awards.models import Category, LateWords, Nomination, NominationAnswer, Nominee, Round
from awards.readiness import MOST_CHARACTERS
from awards.rounds import state_of
from portal.accounts.addresses import account_of, domain_problem
from profiles.enums import Audience
from profiles.models import Technician

from .asking import ask_nominees, tell_nominees_it_ended
from .attachments import delete_files
from .keeping import keep, lock, only_nominee, require_changeable, require_live, require_open
from .receipts import tell, tell_changed, tell_link
from .refusals import ChangedMeanwhileError, NominatingError, NotReadyError
from .releasing_thanks import choose_evidence, leave_out_evidence_of_others
from .seconding import tell_seconders_it_ended

CONFIRM_WITHIN = timedelta(hours=48)
MOST_IN_A_TEAM = 30


@transaction.atomic
def begin(round_pk: int, *, user: Any, category: Category | None = None) -> Nomination:
    """Begin a nomination for somebody with an account; a draft in which nothing stands yet is gone on with.

    Raises ClosedError and Round.DoesNotExist.
    """
    round_ = Round.objects.select_related("scheme").get(pk=round_pk)
    require_open(round_, timezone.now())
    empty = Nomination.objects.made_by(user).filter(
        round=round_, state=NominationState.DRAFT, title="", nominees=None, answers=None, attachments=None
    )
    found = empty.first()
    if found is not None:
        found.category = category or found.category
        keep(found)
        return found
    nomination = Nomination.objects.create(round=round_, category=category, nominator=user)
    tell(nomination, "begun")
    return nomination


@transaction.atomic
def begin_as_guest(round_pk: int, *, name: str, email: str, category: Category | None = None) -> Nomination:
    """Note that somebody without an account wants to nominate, and send the link that confirms their work address.

    Whoever has one to be confirmed is sent its link again, and nobody else is told that there is one. Raises
    ClosedError, NominatingError for another address than a work address, and Round.DoesNotExist.
    """
    round_, address = Round.objects.select_related("scheme").get(pk=round_pk), email.strip().lower()
    require_open(round_, timezone.now())
    if problem := domain_problem(address):
        raise NominatingError(problem)
    nomination = Nomination.objects.unconfirmed().filter(round=round_, nominator_email=address).first()
    if nomination is None:
        nomination = Nomination.objects.create(
            round=round_, category=category, nominator_name=" ".join(name.split())[:160], nominator_email=address
        )
    tell_link(nomination)
    return nomination


@transaction.atomic
def confirm_address(secret: str) -> Nomination:
    """Note that whoever has the link owns the address. Pressed twice, it says the same again.

    The nomination becomes that of an account, where the address is somebody's. Raises Nomination.DoesNotExist.
    """
    nomination = lock(Nomination.objects.values_list("pk", flat=True).get(secret=secret))
    if nomination.confirmed_at is not None or nomination.nominator is not None or nomination.entered_by is not None:
        return nomination
    nomination.confirmed_at = timezone.now()
    account = account_of(nomination.nominator_email)
    if account is not None:
        nomination.nominator, nomination.nominator_name, nomination.nominator_email = account, "", ""
    keep(nomination)
    return nomination


def forget_unconfirmed(now: datetime) -> int:
    """Delete what nobody confirmed in time: the address may be somebody else's. Return how many went."""
    gone = Nomination.objects.unconfirmed().filter(made_at__lte=now - CONFIRM_WITHIN)
    return gone.delete()[1].get("awards.Nomination", 0)


@transaction.atomic
def choose_category(pk: int, category_pk: int, *, team_name: str = "") -> Nomination:
    """Choose in which category somebody is nominated, and what a team is called.

    Raises NominatingErrors and Nomination.DoesNotExist.
    """
    nomination = _held(pk)
    category = Category.objects.filter(round=nomination.round_id, pk=category_pk).first()
    if category is None:
        raise NominatingError("Choose one of the categories of this round.")
    nomination.category = category
    nomination.team_name = " ".join(team_name.split())[:160] if category.is_for_teams else ""
    return kept(nomination)


@transaction.atomic
def add_technician(pk: int, technician_pk: int, *, audience: Audience) -> Nomination:
    """Nominate a technician whose profile whoever nominates may see; in a category for one, in another's place.

    Raises NominatingErrors and Nomination.DoesNotExist.
    """
    nomination = _held(pk)
    technician = Technician.objects.visible_to(audience).filter(pk=technician_pk).first()
    if technician is None:
        raise NominatingError("This person shows you no profile now. Give their name instead.")
    if nomination.nominees.filter(technician=technician).exists():
        raise NominatingError("This person is in the nomination already.")
    return _with(nomination, Nominee(technician=technician))


@transaction.atomic
def add_person(pk: int, *, name: str, email: str = "", department: str = "") -> Nomination:
    """Nominate somebody who is not found in the directory. Raises NominatingErrors and Nomination.DoesNotExist."""
    nomination, name = _held(pk), " ".join(name.split())[:160]
    if not name:
        raise NominatingError("Give their name.")
    if any(name.casefold() == other.name.casefold() for other in nomination.nominees.all()):
        raise NominatingError("This person is in the nomination already.")
    department = " ".join(department.split())[:160]
    return _with(nomination, Nominee(name=name, email=email.strip().lower(), department_name=department))


def _with(nomination: Nomination, nominee: Nominee) -> Nomination:
    """Add somebody: where one person is nominated, in the place of another."""
    there = list(nomination.nominees.all())
    if nomination.category is not None and not nomination.category.is_for_teams:
        nomination.nominees.all().delete()
    elif len(there) >= MOST_IN_A_TEAM:
        raise NominatingError(f"A team has at most {MOST_IN_A_TEAM} people here. Name the others in what you write.")
    nominee.nomination = nomination
    nominee.order = max((other.order for other in there), default=-1) + 1
    nominee.save()
    return kept(nomination)


@transaction.atomic
def remove_nominee(pk: int, nominee_pk: int) -> Nomination:
    """Take somebody out of a nomination. Raises NominatingErrors and Nomination.DoesNotExist."""
    nomination = _held(pk)
    only_nominee(nomination, nominee_pk).delete()
    return kept(nomination)


@transaction.atomic
def save_story(
    pk: int,
    *,
    title: str,
    answers: Mapping[int, str],
    seen: int | None = None,
    evidence: Collection[int] | None = None,
    settles_late: bool = False,
) -> Nomination:
    """Save what they did: a draft as it stands, whatever it lacks; what was sent only where it stays whole.

    `answers` by the key of each question; one that is missing stays as it is. `seen`: the version that was read, None
    to write over any. `evidence`: the keys of thanks that its people released and that stand in it, None to leave them
    as they are. `settles_late`: late words stood in the form, and are settled by this. Raises ChangedMeanwhileError,
    other NominatingErrors and Nomination.DoesNotExist.
    """
    nomination = _held(pk)
    if seen is not None and seen != nomination.version and not _stands_so(nomination, title, answers):
        raise ChangedMeanwhileError(
            "This nomination was changed in another window, or by an organiser, since you opened it. What you typed "
            "stands below and is not saved. Save once more to put it in place of what stands there now."
        )
    nomination.title = plain_title(title)
    write_answers(nomination, answers)
    if evidence is not None:
        choose_evidence(nomination, evidence)
    if settles_late:
        LateWords.objects.filter(nomination=nomination).delete()
    return kept(nomination)


def _stands_so(nomination: Nomination, title: str, answers: Mapping[int, str]) -> bool:
    """Say whether what is to be saved stands there already: saved a moment ago, as it was typed."""
    there = dict(nomination.answers.values_list("question", "text"))
    same = all(there.get(key, "") == text for key, text in plain_answers(answers).items())
    return same and nomination.title == plain_title(title)


def plain_title(title: str) -> str:
    """Return a title as it is kept: on one line, of at most 120 characters."""
    return " ".join(title.split())[:120]


def plain_answers(answers: Mapping[int, str]) -> dict[int, str]:
    """Return answers as they are kept: one kind of line end, nothing around them. Raises NominatingError."""
    plain = {key: text.replace("\r\n", "\n").strip() for key, text in answers.items()}
    if any(len(text) > MOST_CHARACTERS for text in plain.values()):
        raise NominatingError(f"An answer is longer than {MOST_CHARACTERS:,} characters. Nothing was saved.")
    return plain


def write_answers(nomination: Nomination, answers: Mapping[int, str]) -> None:
    """Write the answers to questions of the nomination's round; an empty one goes. Raises NominatingError."""
    plain = plain_answers(answers)
    for question in nomination.round.questions.filter(pk__in=plain):
        text = plain[question.pk]
        if text:
            NominationAnswer.objects.update_or_create(nomination=nomination, question=question, defaults={"text": text})
        else:
            NominationAnswer.objects.filter(nomination=nomination, question=question).delete()


def _held(pk: int) -> Nomination:
    nomination = lock(pk)
    require_changeable(nomination, timezone.now())
    return nomination


def kept(nomination: Nomination) -> Nomination:
    """Keep a change to what is held; if it was sent, one that leaves it whole, with a receipt. Raises NotReadyError."""
    leave_out_evidence_of_others(nomination)
    keep(nomination)
    if nomination.state == NominationState.SENT:
        if faults := check(nomination).faults:
            raise NotReadyError(faults)
        ask_nominees(nomination)
        tell_changed(nomination)
    return nomination


@transaction.atomic
def send(pk: int) -> Nomination:
    """Send a nomination. Where the round asks nominees first, they are asked now.

    Raises NotReadyError with all that is missing, ClosedError, other NominatingErrors and Nomination.DoesNotExist.
    """
    nomination = lock(pk)
    require_live(nomination)
    if nomination.state == NominationState.SENT:
        raise NominatingError("This nomination was sent already. There is nothing more to do.")
    now = timezone.now()
    require_open(nomination.round, now)
    if faults := check(nomination).faults:
        raise NotReadyError(faults)
    nomination.state, nomination.sent_at = NominationState.SENT, now
    keep(nomination)
    ask_nominees(nomination)
    tell(nomination, "sent")
    return nomination


@transaction.atomic
def withdraw(pk: int) -> Nomination | None:
    """Take a nomination back: a draft is deleted with its files, what was sent is judged by nobody any more.

    Possible until the round is decided. Return None where it was a draft. Raises NominatingErrors and
    Nomination.DoesNotExist.
    """
    nomination = lock(pk)
    require_live(nomination)
    tell_seconders_it_ended(nomination)
    if nomination.sent_at is None:
        delete_files(nomination.attachments.all())
        nomination.delete()
        return None
    if state_of(nomination.round, timezone.now()) in (RoundState.DECIDED, RoundState.ANNOUNCED):
        raise NominatingError("This round is decided, so the nomination can no longer be withdrawn.")
    end(nomination, NominationState.WITHDRAWN)
    tell_nominees_it_ended(nomination)
    tell(nomination, "withdrawn")
    scheme = nomination.round.scheme
    log(instance=scheme, action="awards.nomination.withdraw", data={"nomination": nomination.pk})
    return nomination


def end(nomination: Nomination, state: NominationState) -> None:
    """End a nomination that is held; its nominees can be nominated anew."""
    nomination.state, nomination.ended_at = state, timezone.now()
    keep(nomination)
