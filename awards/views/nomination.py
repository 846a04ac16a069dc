"""Nominations of one's own: all of them, one with what can be done about it, and its files."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from awards.addresses import awards_url
from awards.checking import check
from awards.downloads import attachment_response
from awards.enums import AskNominee, NominationState, RoundState
from awards.evidence import evidence_of
from awards.models import Nomination
from awards.names import for_whom, nominee_name
from awards.rounds import state_of
from awards.services.keeping import why_not_open
from awards.services.late_words import delete_late_words
from awards.services.nominating import confirm_address, withdraw
from awards.services.refusals import NominatingError
from portal.core.enums import Agreement
from portal.core.private_pages import private
from portal.core.times import moment_words
from profiles.visibility import audience_of

from .late_words import late_view
from .whose import Desk

A_PAGE = 20
_STANDS = {
    NominationState.DRAFT: "This is a draft. It does not count until you send it.",
    NominationState.SENT: "Your nomination was sent.",
    NominationState.SET_ASIDE: "An organiser set this nomination aside. It is not judged.",
    NominationState.WITHDRAWN: "This nomination was withdrawn. Nobody judges it.",
}


@private
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponseBase:
    """List what one has nominated: drafts, what was sent, and what has ended."""
    own = Nomination.objects.made_by(request.user).with_round().with_nominees()
    page = Paginator(own.order_by("-round__closes_at", "-made_at", "-pk"), A_PAGE).get_page(request.GET.get("page"))
    audience, now = audience_of(request.user), timezone.now()
    rows = [
        {
            "nomination": nomination,
            "whom": for_whom(nomination, audience),
            "stands": _stands_short(nomination),
            "closes": moment_words(nomination.round.closes_at),
            "is_open": not why_not_open(nomination.round, now),
        }
        for nomination in page.object_list
    ]
    context = {"page": page, "rows": rows, "awards_url": awards_url()}
    return render(request, "awards/me/nominations.html", context)


def _stands_short(nomination: Nomination) -> str:
    if nomination.state == NominationState.DRAFT and why_not_open(nomination.round, timezone.now()):
        return "Draft, not sent"
    return NominationState(nomination.state).label


@require_http_methods(["GET", "HEAD", "POST"])
def nomination(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Show a nomination, how it stands, and what can be done about it."""
    if request.method != "POST":
        return nomination_page(request, desk)
    doing: dict[str, Callable[[], Any]] = {
        "confirm": lambda: confirm_address(desk.nomination.secret),
        "withdraw": lambda: withdraw(desk.nomination.pk),
        "delete_late": lambda: delete_late_words(desk.nomination.pk),
    }
    do = request.POST.get("do", "")
    if do not in doing:
        return nomination_page(request, desk, 422, "Choose what to do.")
    try:
        left = doing[do]()
    except NominatingError as problem:
        return nomination_page(request, fresh(desk), 409, str(problem))
    if do == "withdraw" and left is None:
        say(request, "The draft is deleted.")
        return redirect("me_nominations" if desk.is_own else "nomination_deleted")
    return redirect(desk.url("who") if do == "confirm" else desk.url())


def fresh(desk: Desk) -> Desk:
    """Return the nomination as it is now. Raises Http404 where it was deleted."""
    row = Nomination.objects.with_round().filter(pk=desk.nomination.pk).first()
    if row is None:
        raise Http404("This nomination was deleted.")
    return Desk(row, desk.is_own, desk.audience)


def say(request: HttpRequest, words: str) -> None:
    """Say what was done; a visitor's page starts no session: it shows how things stand."""
    if request.user.is_authenticated:
        messages.success(request, words)


def nomination_page(request: HttpRequest, desk: Desk, status: int = 200, note: str = "") -> HttpResponseBase:
    """Show a nomination as it stands."""
    nomination, now = desk.nomination, timezone.now()
    checked = check(nomination)
    decided = state_of(nomination.round, now) in (RoundState.DECIDED, RoundState.ANNOUNCED)
    nominees = list(nomination.nominees.with_people())
    context = {
        **frame(desk),
        "note": note,
        "stands": _STANDS[NominationState(nomination.state)],
        "checked": checked,
        "people": [(nominee_name(row, desk.audience), _answered(nomination, row.agreement)) for row in nominees],
        "answers": [(question, checked.answers.get(question.pk, "")) for question in checked.questions],
        "seconders": nomination.seconders.all(),
        "attachments": attachments_of(desk),
        "thanks": [row for row in evidence_of(nomination, desk.audience) if row.is_chosen],
        "changes": nomination.changes.all(),
        "late": late_view(nomination, checked) if nomination.sent_at else None,
        "may_withdraw": nomination.is_live and not (nomination.sent_at and decided),
        "is_draft": nomination.state == NominationState.DRAFT,
    }
    return render(request, "awards/nominate/nomination.html", context, status=status)


def _answered(nomination: Nomination, agreement: str) -> str:
    """Return what is said of a nominee's answer; nothing where nobody asks before the result."""
    if nomination.round.ask_nominee != AskNominee.FIRST:
        return ""
    return str(Agreement(agreement).label)


def frame(desk: Desk) -> dict[str, Any]:
    """Return what every page about a nomination shows of it."""
    nomination, now = desk.nomination, timezone.now()
    closed = why_not_open(nomination.round, now)
    return {
        "desk": desk,
        "nomination": nomination,
        "round": nomination.round,
        "scheme": nomination.round.scheme,
        "closes": moment_words(nomination.round.closes_at),
        "closed": closed,
        "is_draft": nomination.state == NominationState.DRAFT,
        "may_change": nomination.is_live and not (closed and nomination.sent_at),
        "asks_first": nomination.round.ask_nominee == AskNominee.FIRST,
        "home": desk.url(),
        "steps": {name: desk.url(name) for name in ("who", "story", "supporters", "check")},
    }


def attachments_of(desk: Desk) -> list[tuple[Any, str]]:
    """Return the files of a nomination with their addresses."""
    return [(row, desk.url("file", row.pk)) for row in desk.nomination.attachments.all()]


def attachment(request: HttpRequest, desk: Desk, file: int) -> HttpResponseBase:
    """Give a file of a nomination to whoever nominates."""
    return attachment_response(get_object_or_404(desk.nomination.attachments, pk=file))


@private
@require_safe
def deleted(request: HttpRequest) -> HttpResponseBase:
    """Say that a guest's draft is deleted."""
    return render(request, "awards/nominate/deleted.html")
