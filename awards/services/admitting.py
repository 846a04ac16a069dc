"""What organisers do with nominations: enter one from paper, set one aside, count one that a rule speaks against.

All of it carries a reason, is written to the scheme's log, and is told to whoever nominates.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from awards.checking import check, objections_to
from awards.enums import NominationState, RoundState
from awards.models import Category, Nomination, NominationChange, Nominee, Round
from awards.rounds import state_of
from portal.accounts.addresses import account_of
from profiles.models import Technician

from .asking import ask_nominees
from .keeping import keep, lock, require_live
from .nominating import end, write_answers
from .receipts import tell
from .refusals import NominatingError, NotReadyError

# When organisers still change what is judged
_BEFORE_JUDGING = (RoundState.OPEN, RoundState.CLOSED)
_UNDECIDED = (*_BEFORE_JUDGING, RoundState.JUDGING)


@dataclass(frozen=True)
class Paper:
    """A nomination that came on paper, as an organiser types it. `email`: of whoever nominates, if they gave one."""

    category: Category
    name: str
    note: str
    title: str
    answers: Mapping[int, str] = field(default_factory=dict)
    email: str = ""
    technician: Technician | None = None
    nominee_name: str = ""
    nominee_email: str = ""
    team_name: str = ""
    override_reason: str = ""


def _note(nomination: Nomination, action: str, by: Any) -> None:
    scheme = nomination.round.scheme
    log(instance=scheme, action=f"awards.nomination.{action}", user=by, data={"nomination": nomination.pk})


def _require(nomination: Nomination, states: tuple[RoundState, ...], words: str) -> None:
    if state_of(nomination.round, timezone.now()) not in states:
        raise NominatingError(words)


def _reason(reason: str) -> str:
    text = " ".join(reason.split())[:300]
    if not text:
        raise NominatingError("Say why: it is kept, and whoever nominates reads it.")
    return text


@transaction.atomic
def enter_from_paper(round_pk: int, paper: Paper, *, by: Any) -> Nomination:
    """Enter a nomination on somebody's behalf, from the opening until judging opens; they are told, if by mail.

    Raises NotReadyError with all that is missing, AlreadyNominatedError, other NominatingErrors and
    Round.DoesNotExist.
    """
    round_ = Round.objects.select_related("scheme").get(pk=round_pk)
    now, account = timezone.now(), account_of(paper.email) if paper.email else None
    nomination = Nomination(
        round=round_, category=paper.category, title=paper.title, nominator=account, entered_by=by,
        entered_note=paper.note, team_name=paper.team_name if paper.category.is_for_teams else "",
        override_reason=paper.override_reason, overridden_by=by if paper.override_reason else None,
    )  # fmt: skip
    if account is None:
        nomination.nominator_name, nomination.nominator_email = paper.name, paper.email.strip().lower()
    if paper.category.round_id != round_.pk:
        raise NominatingError("Choose one of the categories of this round.")
    _require(nomination, _BEFORE_JUDGING, "A nomination can be entered from the opening until judging opens.")
    nomination.save()
    nominee = Nominee(nomination=nomination, technician=paper.technician)
    if paper.technician is None:
        nominee.name, nominee.email = paper.nominee_name, paper.nominee_email.strip().lower()
    if nominee.technician is not None or nominee.name:
        nominee.save()
    write_answers(nomination, paper.answers)
    keep(nomination)
    if faults := check(nomination).faults:
        raise NotReadyError(faults)
    nomination.state, nomination.sent_at = NominationState.SENT, now
    keep(nomination)
    ask_nominees(nomination)
    _note(nomination, "enter", by)
    tell(nomination, "entered")
    return nomination


@transaction.atomic
def set_aside(pk: int, *, by: Any, reason: str) -> Nomination:
    """Keep a nomination from being judged, for a reason, until the round is decided. Raises NominatingErrors."""
    nomination, text = lock(pk), _reason(reason)
    if nomination.state != NominationState.SENT:
        raise NominatingError(f"Only what was sent is set aside. This is: {nomination.get_state_display().lower()}.")
    _require(nomination, _UNDECIDED, "This round is decided, or was cancelled.")
    nomination.set_aside_reason = text
    end(nomination, NominationState.SET_ASIDE)
    _record(nomination, by, "Set aside", text)
    _note(nomination, "set_aside", by)
    tell(nomination, "set_aside", reason=text)
    return nomination


@transaction.atomic
def count_again(pk: int, *, by: Any, reason: str) -> Nomination:
    """Take back that a nomination was set aside, until the round is decided. Raises NominatingErrors."""
    nomination, text = lock(pk), _reason(reason)
    if nomination.state != NominationState.SET_ASIDE:
        raise NominatingError("This nomination is not set aside.")
    _require(nomination, _UNDECIDED, "This round is decided, or was cancelled.")
    nomination.state, nomination.ended_at, nomination.set_aside_reason = NominationState.SENT, None, ""
    keep(nomination)
    _record(nomination, by, "Counts again", text)
    _note(nomination, "count_again", by)
    tell(nomination, "taken_back")
    return nomination


@transaction.atomic
def override(pk: int, *, by: Any, reason: str) -> Nomination:
    """Let a nomination count although a rule on who may be nominated says no. Raises NominatingErrors."""
    nomination, text = lock(pk), _reason(reason)
    require_live(nomination)
    _require(nomination, _BEFORE_JUDGING, "This is possible from the opening until judging opens.")
    nominees = list(nomination.nominees.with_people())
    if not any(objections_to(nomination, nominees)):
        raise NominatingError("No rule speaks against this nomination.")
    nomination.override_reason, nomination.overridden_by = text, by
    keep(nomination)
    _record(nomination, by, "Counts although a rule says no", text)
    _note(nomination, "override", by)
    tell(nomination, "overridden", reason=text)
    return nomination


@transaction.atomic
def change(
    pk: int, *, by: Any, reason: str, title: str, category: Category, answers: Mapping[int, str], seen: int
) -> list[NominationChange]:
    """Change what was sent, until judging opens; whoever nominates is told what stood there before, and why.

    `seen`: the version that was read. Return what was changed. Raises NotReadyError, other NominatingErrors and
    Nomination.DoesNotExist.
    """
    nomination, text = lock(pk), _reason(reason)
    if nomination.state != NominationState.SENT:
        raise NominatingError("Only what was sent is changed here: a draft belongs to whoever writes it.")
    _require(nomination, _BEFORE_JUDGING, "Judging is open, so nominations are no longer changed.")
    if seen != nomination.version:
        raise NominatingError("This nomination was changed since you opened it. Look at it again, then change it.")
    if category.round_id != nomination.round_id:
        raise NominatingError("Choose one of the categories of this round.")
    before = _said(nomination)
    nomination.title, nomination.category = " ".join(title.split())[:120], category
    write_answers(nomination, answers)
    keep(nomination)
    if faults := check(nomination).faults:
        raise NotReadyError(faults)
    after = _said(nomination)
    changed = [
        _record(nomination, by, what, text, before.get(what, ""), after.get(what, ""))
        for what in dict.fromkeys((*before, *after))
        if before.get(what, "") != after.get(what, "")
    ]
    if changed:
        _note(nomination, "change", by)
        tell(nomination, "organiser", reason=text, changes=changed)
    return changed


def _said(nomination: Nomination) -> dict[str, str]:
    """Return what a nomination says, by the name of each part."""
    parts = {"Title": nomination.title, "Category": str(nomination.category or "")}
    answers = nomination.answers.select_related("question").order_by("question__order", "question")
    return parts | {answer.question.text: answer.text for answer in answers}


def _record(
    nomination: Nomination, by: Any, what: str, reason: str, before: str = "", after: str = ""
) -> NominationChange:  # fmt: skip
    change: NominationChange = NominationChange.objects.create(
        nomination=nomination, by=by, what=what[:200], before=before, after=after, reason=reason
    )
    return change
