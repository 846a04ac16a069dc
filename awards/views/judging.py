"""What judges see and do: their rounds, their candidates, declaring, scoring, files, the pack to print."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from awards.downloads import attachment_response
from awards.enums import ReviewState, RoundState
from awards.judging_desk import Desk, desk_of, may_score, readable, rows_of, seat_of
from awards.judging_forms import YES, DeclareForm, ScoreForm, WhyForm
from awards.judging_view import shown_files, view_candidate, view_label
from awards.models import Judge
from awards.rounds import state_of
from awards.services.judging.errors import JudgingError
from awards.services.judging.reviewing import abstain, declare, decline, score
from portal.core.private_pages import private
from portal.core.times import moment_words

NOBODY = "Nothing to judge here."  # the same of all that is not there, and of all that is another’s


def seat_or_404(user: Any, pk: int) -> Judge:
    """Return the seat of somebody in a round; raises Http404 for whoever has none, which tells nothing."""
    judge = seat_of(user, pk)
    if judge is None:
        raise Http404(NOBODY)
    return judge


def desk_or_404(user: Any, pk: int, number: int) -> Desk:
    """Return a candidate before a judge; raises Http404 where they have nothing to do with each other."""
    desk = desk_of(seat_or_404(user, pk), number, timezone.now())
    if desk is None:
        raise Http404(NOBODY)
    return desk


@private
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponseBase:
    """List the rounds on whose panels one sits."""
    now = timezone.now()
    seats = Judge.objects.sitting(request.user.pk).select_related("round__scheme").order_by("-round__closes_at", "pk")
    rows = [
        {
            "judge": judge,
            "round": judge.round,
            "state": state_of(judge.round, now).label,
            "has_page": judge.round.judging_opened_at and not judge.round.purged_at,
            "is_open": may_score(judge.round, now),
            "until": moment_words(judge.round.judging_ends_at),
        }
        for judge in seats.exclude(round__cancelled_at__isnull=False)
    ]
    return render(request, "awards/judging/mine.html", {"rows": rows})


@private
@login_required
@require_safe
def one_round(request: HttpRequest, pk: int) -> HttpResponseBase:
    """List one's candidates in a round, and how far one is with each."""
    judge = seat_or_404(request.user, pk)
    now = timezone.now()
    rows, kept_apart = rows_of(judge, now)
    context = {
        "judge": judge,
        "round": judge.round,
        "rows": rows,
        "waiting": [row for row in rows if row.is_owed],
        "ended": [row for row in rows if not row.is_owed],
        "done": sum(row.is_done and not row.candidate.is_withdrawn for row in rows),
        "owed": sum(not row.candidate.is_withdrawn for row in rows),
        "kept_apart": kept_apart,
        "is_open": may_score(judge.round, now),
        "is_judged": state_of(judge.round, now) == RoundState.JUDGING,
        "until": moment_words(judge.round.judging_ends_at),
    }
    return render(request, "awards/judging/round.html", context)


@private
@login_required
@require_safe
def pack(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show all that one may read on one page, to be printed."""
    judge = seat_or_404(request.user, pk)
    views = [view_candidate(row, request.user) for row in readable(judge, timezone.now())]
    context = {
        "round": judge.round, "candidates": views, "criteria": list(judge.round.criteria.all()),
        "until": moment_words(judge.round.judging_ends_at),
    }  # fmt: skip
    return render(request, "awards/judging/pack.html", context)


@private
@login_required
@require_safe
def one_file(request: HttpRequest, pk: int, number: int, file: int) -> HttpResponseBase:
    """Send a file of a candidate whom one may read: to be saved, never opened within the site."""
    desk = desk_or_404(request.user, pk, number)
    files = shown_files(desk.candidate) if desk.may_read else []
    if not 1 <= file <= len(files):
        raise Http404(NOBODY)
    view = view_candidate(desk.candidate, request.user)
    name = next(one.name for nomination in view.nominations for one in nomination.files if one.number == file)
    return attachment_response(files[file - 1], name)


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one_candidate(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Show a candidate: to declare on, then to read and score; and take what is sent."""
    desk = desk_or_404(request.user, pk, number)
    if request.method != "POST":
        return _page(request, desk)
    do = request.POST.get("do", "")
    if do not in _DOES:
        return _page(request, desk, note="Press one of the buttons.", status=422)
    form = _form_of(desk, do, request.POST)
    if not form.is_valid():
        return _page(request, desk, status=422, **{do: form})
    try:
        messages.success(request, _DOES[do](desk, form))
    except JudgingError as problem:
        return _page(request, desk, note=str(problem), status=409, **{do: form})
    # Whoever declined, or has a conflict, has no more to do with them
    return redirect("me_judging_round", pk=pk) if do in ("decline", "conflict") else redirect(request.path)


def _form_of(desk: Desk, do: str, data: Any = None) -> Any:
    """Return the form for what is done."""
    if do == "declare":
        return DeclareForm(data)
    if do in ("abstain", "decline", "conflict"):
        return WhyForm(data, prefix=do)
    review = desk.review
    held = {row.criterion_id: row.value for row in review.scores.all()} if review else {}
    return ScoreForm(desk.judge.round.criteria.all(), data, held=held, notes=review.notes if review else "")


def _declare(desk: Desk, form: Any) -> str:
    has_conflict = form.cleaned_data["has_conflict"] == YES
    review = declare(
        desk.judge.round_id, desk.candidate.number, user=desk.judge.user, has_conflict=has_conflict,
        words=form.cleaned_data["words"],
    )  # fmt: skip
    if review.state == ReviewState.CONFLICT:
        return "Thank you for saying so. You do not judge this candidate."
    return "Thank you. You can read it now."


def _score(desk: Desk, form: Any) -> str:
    score(
        desk.judge.round_id, desk.candidate.number, user=desk.judge.user, scores=form.scores,
        notes=form.cleaned_data["notes"],
    )  # fmt: skip
    return "Your scores are saved. You can change them until judging ends."


def _abstain(desk: Desk, form: Any) -> str:
    abstain(desk.judge.round_id, desk.candidate.number, user=desk.judge.user, words=form.cleaned_data["words"])
    return "You abstained. Score them after all if you change your mind."


def _decline(desk: Desk, form: Any) -> str:
    decline(desk.judge.round_id, desk.candidate.number, user=desk.judge.user, words=form.cleaned_data["words"])
    return "You gave this candidate back."


def _conflict(desk: Desk, form: Any) -> str:
    declare(
        desk.judge.round_id, desk.candidate.number, user=desk.judge.user, has_conflict=True,
        words=form.cleaned_data["words"],
    )  # fmt: skip
    return "Thank you for saying so. You do not judge this candidate; what you gave them is deleted."


_DOES: dict[str, Callable[[Desk, Any], str]] = {
    "declare": _declare, "score": _score, "abstain": _abstain, "decline": _decline, "conflict": _conflict,
}  # fmt: skip


def _page(request: HttpRequest, desk: Desk, note: str = "", status: int = 200, **forms: Form) -> HttpResponseBase:
    shown = {do: forms.get(do) or _form_of(desk, do) for do in _DOES}
    context = {
        "desk": desk,
        "judge": desk.judge,
        "round": desk.judge.round,
        "label": view_label(desk.candidate, request.user),
        "candidate": view_candidate(desk.candidate, request.user) if desk.may_read else None,
        "forms": shown,
        "bad": next((form for form in forms.values() if form.errors), None),
        "note": note,
        "until": moment_words(desk.judge.round.judging_ends_at),
        "is_chair": desk.judge.is_chair,
        "must_declare": desk.state == ReviewState.ASSIGNED and (desk.takes_scores or desk.judge.is_chair),
        "has_row": desk.review is not None,
    }
    return render(request, "awards/judging/candidate.html", context, status=status)
