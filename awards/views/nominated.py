"""Whether somebody agrees to be nominated, where a round asks first: by the link in the mail, or signed in."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from awards.models import Nominee
from awards.services.asking import answer, fingerprint, may_still_answer
from awards.services.refusals import ChangedMeanwhileError, NominatingError
from awards.services.releasing_thanks import may_release
from portal.core.answering import Buttons, take_answer
from portal.core.enums import Agreement
from portal.core.private_pages import private

_BUTTONS = Buttons(
    done={
        "agree": "You agreed. You can take that back here until it is decided.",
        "refuse": "You will not be judged here. Whoever nominated you is told that you would rather not.",
    },
    changed=ChangedMeanwhileError,
    refused=NominatingError,
    changed_words="The nomination was changed while you read. This is how it stands now; answer again.",
)


@private
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponseBase:
    """List for what one was asked whether one may be nominated, and what one answered."""
    rows = Nominee.objects.asked(request.user).select_related("nomination__round__scheme", "nomination__category")
    return render(request, "awards/me/nominated.html", {"rows": rows.order_by("-asked_at", "-pk")[:100]})


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one of them, and take the answer."""
    return _answer(request, _found(technician__user=request.user.pk, pk=pk), reverse("me_nominated_one", args=[pk]))


@private
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Show and take the answer of whoever has the link: it was sent to them alone."""
    return _answer(request, _found(secret=secret), reverse("nominee_by_link", args=[secret]))


def _found(**where: Any) -> Nominee:
    rows = Nominee.objects.filter(**where).exclude(agreement=Agreement.NOT_ASKED)
    found = rows.select_related(
        "nomination__round__scheme", "nomination__category", "nomination__nominator", "technician"
    ).first()
    if found is None:
        raise Http404("Nothing is asked here.")
    return found


def _answer(request: HttpRequest, nominee: Nominee, here: str) -> HttpResponseBase:
    return take_answer(
        request,
        _BUTTONS,
        here,
        lambda do: answer(nominee.pk, agrees=do == "agree", seen=request.POST.get("seen", "")),
        lambda note, status: _page(request, _found(pk=nominee.pk), here, note, status),
    )


def _page(request: HttpRequest, nominee: Nominee, here: str, note: str = "", status: int = 200) -> HttpResponseBase:
    nomination = nominee.nomination
    is_live = may_still_answer(nomination)
    context = {
        "nominee": nominee,
        "nomination": nomination,
        "scheme": nomination.round.scheme,
        "nominator": nomination.from_name,
        "here": here,
        "note": note,
        "seen": fingerprint(nominee),
        "is_over": not is_live,
        "is_open": is_live and nominee.agreement == Agreement.ASKED,
        "is_agreed": is_live and nominee.agreement == Agreement.AGREED,
        "is_own": here.startswith("/me/"),
        "may_release": here.startswith("/me/") and may_release(nomination, nominee),
    }
    return render(request, "awards/nominate/nominated.html", context, status=status)
