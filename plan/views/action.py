"""An action's public page, and asking about it."""

from typing import Any

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from plan.action_page import action_page, related_cards
from plan.forms import QuestionForm
from plan.models import Action
from plan.permissions import may_keep_plans
from plan.querysets import ActionQuerySet
from plan.services.questions import ask_about
from portal.core.registries import filled_panels
from profiles.forms.answered import who_asks
from profiles.visibility import audience_of

NOT_HERE = "There is no action at this address, or its plan is not published."
NOBODY_TO_ASK = "This plan names nobody whom one could ask."


def _found(request: HttpRequest, actions: ActionQuerySet, plan: str, code: str) -> Any:
    """Return the action at an address; 404 where there is none that this reader may see."""
    action = actions.visible_to(request.user).filter(plan__slug=plan, slug=code).first()
    if action is None:
        raise Http404(NOT_HERE)
    return action


@require_safe
def action(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """Show what is promised, how it is going and what the portal measured."""
    found = _found(request, Action.objects.for_page(), plan, code)
    page = action_page(found, timezone.localdate(), sees_all=may_keep_plans(request.user))
    context = {
        "page": page,
        "action": found,
        "standing": page.standing,
        "plan": found.plan,
        "panels": filled_panels("action", found.pk, audience_of(request.user)),
        "related": related_cards(found),
    }
    return render(request, "plan/action.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, plan: str, code: str) -> HttpResponseBase:
    """Take a question; programs that fill in every field are thanked, and nothing is sent."""
    found = _found(request, Action.objects.select_related("plan"), plan, code)
    if not found.plan.contact_email:
        raise Http404(NOBODY_TO_ASK)
    form = QuestionForm(request.POST if request.method == "POST" else None, initial=who_asks(request.user))
    done = form.is_bound and form.is_valid()
    if done and not form.is_from_a_program:
        if not ratelimit.consume(request, action="ask_about_action", key=str(found.pk)):
            return ratelimit.respond_429(request)
        data = form.cleaned_data
        ask_about(found, name=data["name"], email=data["email"], question=data["question"])
    status = 422 if form.is_bound and not done else 200
    context = {"action": found, "plan": found.plan, "form": form, "done": done}
    response = render(request, "plan/ask.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
