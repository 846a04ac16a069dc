"""What a chair sees and does: the table, the decisions, the minutes."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from awards.enums import Outcome, RoundState
from awards.judging_desk import Desk, may_score, panel_seats
from awards.judging_forms import DecisionForm, TakeBackForm
from awards.judging_minutes import minutes_of
from awards.judging_progress import progress_of, reminded_words
from awards.judging_table import decision_of, table_and_states_of, undecided_of
from awards.judging_view import view_label
from awards.models import Judge
from awards.rounds import state_of
from awards.services.judging.assigning import take_back
from awards.services.judging.deciding import decide
from awards.services.judging.errors import DecidedMeanwhileError, JudgingError
from awards.services.judging.exporting import note_export
from awards.services.judging.reminding import remind_now
from portal.core.private_pages import private
from portal.core.times import moment_words

from .judging import NOBODY, desk_or_404, seat_or_404


def chair_or_404(user: Any, pk: int) -> Judge:
    """Return the seat of a chair; raises Http404 for everybody else, which tells nothing."""
    judge = seat_or_404(user, pk)
    if not judge.is_chair:
        raise Http404(NOBODY)
    return judge


@private
@login_required
@require_safe
def table(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show all candidates with what the judges found."""
    seats = panel_seats(pk)
    judge = next((row for row in seats if row.user_id == request.user.pk and row.is_chair), None)
    if judge is None:
        raise Http404(NOBODY)
    (tables, states), now = table_and_states_of(judge), timezone.now()
    context = {
        "judge": judge,
        "round": judge.round,
        "tables": tables,
        "panel": progress_of(seats, states),
        "days": settings.JUDGING_REMINDER_DAYS,
        "undecided": undecided_of(tables),
        "is_judged": state_of(judge.round, now) == RoundState.JUDGING,
        "is_open": may_score(judge.round, now),
        "until": moment_words(judge.round.judging_ends_at),
    }
    return render(request, "awards/judging/table.html", context)


@private
@login_required
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Remind the judges who are behind, or say why not."""
    judge = chair_or_404(request.user, pk)
    try:
        messages.success(request, reminded_words(remind_now(judge.round_id, by=request.user)))
    except JudgingError as problem:
        messages.error(request, str(problem))
    return redirect("me_judging_table", pk=pk)


@private
@login_required
@require_safe
def minutes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send the minutes as a Word document."""
    judge = chair_or_404(request.user, pk)
    document = minutes_of(judge)
    note_export(judge.round, by=request.user)
    return document.download(f"minutes-{slugify(judge.round.scheme.title)}-{slugify(judge.round.name)}")


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one_decision(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Show what the judges gave a candidate, and take the decision."""
    chair_or_404(request.user, pk)
    desk = desk_or_404(request.user, pk, number)
    if not desk.may_read:  # a chair declares as everybody does
        return redirect("me_judging_candidate", pk=pk, number=number)
    if request.method != "POST":
        return _page(request, desk)
    return _take_back(request, desk) if request.POST.get("do") == "take_back" else _decide(request, desk)


def _decide(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Keep the decision, or say why not."""
    round_pk, number = desk.judge.round_id, desk.candidate.number
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, form, status=422)
    said = form.cleaned_data
    try:
        decide(
            round_pk, number, user=request.user, outcome=Outcome(said["outcome"]), reason=said["reason"],
            seen=said["seen"],
        )  # fmt: skip
    except DecidedMeanwhileError as problem:
        fresh = desk_or_404(request.user, round_pk, number)
        again = DecisionForm(initial=said | {"seen": problem.candidate.version})
        return _page(request, fresh, again, str(problem), 409)
    except JudgingError as problem:
        return _page(request, desk, form, str(problem), 409)
    messages.success(request, "Your decision is saved.")
    return redirect("me_judging_table", pk=round_pk)


def _take_back(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Take the candidate back from a judge, or say why not."""
    form = TakeBackForm(decision_of(desk.judge, desk.candidate).unscored, request.POST)
    if not form.is_valid():
        return _page(request, desk, status=422, take_back_form=form)
    said, round_pk = form.cleaned_data, desk.judge.round_id
    try:
        take_back(round_pk, desk.candidate.number, said["judge"], by=request.user, reason=said["reason"])
    except JudgingError as problem:
        return _page(request, desk, note=str(problem), status=409, take_back_form=form)
    messages.success(request, "Taken back. The judge is told by mail.")
    return redirect(request.path)


def _page(
    request: HttpRequest,
    desk: Desk,
    form: DecisionForm | None = None,
    note: str = "",
    status: int = 200,
    take_back_form: TakeBackForm | None = None,
) -> HttpResponseBase:
    told = decision_of(desk.judge, desk.candidate)
    held = {"outcome": told.candidate.outcome, "reason": told.candidate.reason, "seen": told.candidate.version}
    context = {
        "judge": desk.judge,
        "round": desk.judge.round,
        "label": view_label(desk.candidate, request.user),
        "told": told,
        "form": form or DecisionForm(initial=held),
        "take_back": take_back_form or (TakeBackForm(told.unscored) if told.unscored else None),
        "bad": form or take_back_form,
        "note": note,
    }
    return render(request, "awards/judging/decide.html", context, status=status)
