"""/me/actions/: the actions that somebody leads, and saying how one of them is going."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plan.enums import ENDED
from plan.forms import DoneForm, UpdateForm
from plan.models import Action, Plan
from plan.parts import parts_of
from plan.permissions import may_keep_plans, may_update
from plan.reach import Reach, reach_of
from plan.services.updates import ActionChangedError, review
from plan.standing import Standing, disagreement, standings
from plan.waiting import waiting_for
from profiles.views.me.access import signed_out

WORD_LABELS = {"note": "What has happened", "author_words": "How you are named", "on": "As of"}
CHANGED = "Somebody changed this action after you opened it here. Look at what is there now, and say it again."


@dataclass(frozen=True)
class Led:
    """How an action stands, with the scales of its targets."""

    standing: Standing
    reaches: Sequence[Reach]


@dataclass(frozen=True)
class OfPlan:
    """The actions of one plan that somebody leads: what is open first, the soonest due before the others."""

    plan: Plan
    is_over: bool
    actions: Sequence[Led]


@never_cache
@login_required
@require_safe
def actions(request: HttpRequest) -> HttpResponse:
    """List the actions that somebody leads; those who keep the plan see besides which have nobody who can answer."""
    user: Any = request.user  # signed in, says the decorator
    today = timezone.localdate()
    keeps = may_keep_plans(user)
    led = Action.objects.filter(pk__in=Action.objects.led_by(user).values("pk")).visible_to(user)
    context = {
        "plans": _by_plan(standings(led.order_by("-plan__start", "plan", "order", "pk"), today), today),
        "keeps": keeps,
        "unanswered": [each for each in waiting_for(user, today) if not each.is_own] if keeps else [],
    }
    return render(request, "plan/me/actions.html", context)


def _by_plan(found: Sequence[Standing], today: date) -> list[OfPlan]:
    plans: dict[int, list[Standing]] = {}
    for standing in found:
        plans.setdefault(standing.action.plan_id, []).append(standing)
    return [
        OfPlan(rows[0].action.plan, rows[0].action.plan.end < today, [_led(row) for row in sorted(rows, key=_soonest)])
        for rows in plans.values()
    ]


def _led(standing: Standing) -> Led:
    return Led(standing, [reach_of(target) for target in standing.targets])


def _soonest(standing: Standing) -> tuple[bool, date]:
    return standing.status in ENDED, standing.due or date.max


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def action(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one action to whoever may say how it is going, and take what they say."""
    if not request.user.is_authenticated:
        return signed_out(request, WORD_LABELS)
    standing = _own_standing(request.user, pk)
    form = _update_form(request, standing, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _page(request, standing, form)
    if form.submit(request.user):
        messages.success(request, "Posted. It is how the action stands from now on.")
        return redirect("me_action", pk=pk)
    return _page(request, _own_standing(request.user, pk), form, status=409 if form.is_stale else 422)


@require_POST
@never_cache
@login_required
def looked_at(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take the word that nothing has changed."""
    standing = _own_standing(request.user, pk)
    version = request.POST.get("version", "")
    try:
        review(standing.action, request.user, seen=int(version) if version.isdecimal() and len(version) < 12 else -1)
    except ActionChangedError:
        messages.error(request, CHANGED)
    else:
        messages.success(request, "Noted: you looked at it today, and nothing has changed.")
    return redirect("me_action", pk=pk)


@require_POST
@never_cache
@login_required
def done(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Mark a step or a date as done, or no longer."""
    standing = _own_standing(request.user, pk)
    marking = DoneForm(standing.action, request.POST)
    if not marking.submit(request.user):
        standing = _own_standing(request.user, pk)
        form = _update_form(request, standing)
        return _page(request, standing, form, marking, status=409 if marking.is_stale else 422)
    words = "Marked as done." if marking.cleaned_data["done"] else "No longer marked as done."
    messages.success(request, words)
    return redirect(f"{reverse('me_action', args=[pk])}#parts")


def _own_standing(user: Any, pk: int) -> Standing:
    """Return how an action stands; 404 where it is not to be read, 403 where somebody else says how it is going."""
    found = standings(Action.objects.visible_to(user).filter(pk=pk), timezone.localdate())
    if not found:
        raise Http404("There is no action at this address.")
    if not may_update(user, found[0].action):
        raise PermissionDenied("Those who lead this action say how it is going, and those who keep the plan.")
    return found[0]


def _update_form(request: HttpRequest, standing: Standing, data: Any = None) -> UpdateForm:
    return UpdateForm(standing.action, standing.status, author_words_for(request.user, standing.action), data)


def author_words_for(user: Any, action: Any) -> str:
    """Return how somebody is named in public unless they say otherwise: as the plan names them as the action's lead.

    Those who keep the plan speak for the role that leads it.
    """
    words = next((lead.words for lead in action.leads.all() if lead.user_id == user.pk), action.plan.lead_role)
    return str(words)[:160]


def _page(
    request: HttpRequest, standing: Standing, form: UpdateForm, marking: DoneForm | None = None, status: int = 200
) -> HttpResponse:
    marking = marking or DoneForm(standing.action)
    context = {
        "standing": standing,
        "action": standing.action,
        "form": form,
        "marking": marking,
        "parts": parts_of(standing.action),
        "targets": [(reach_of(target), target.reading) for target in standing.targets],
        "differs": disagreement(standing),
        "updates": standing.action.updates.all(),
        "has_errors": bool(form.errors or marking.errors),
    }
    return render(request, "plan/me/action.html", context, status=status)
