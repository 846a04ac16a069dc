"""'Thank a technician', and one's own thanks: those one got, and those one sent."""

from collections.abc import Callable
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from awards.models import Thanks, ThanksChoice
from awards.services.thanks import (
    ThanksError,
    TooManyThanksError,
    choose_mail,
    delete_thanks,
    keep_thanks,
    let_be_shown,
    release_as_evidence,
    send_thanks,
    show_thanks,
    take_evidence_back,
    take_thanks_back,
)
from awards.thanked import received_view, sent_view
from awards.thanks_forms import ThanksForm
from portal.core.private_pages import private
from profiles.models import Technician
from profiles.views.technician import is_owner, of_shown_profile
from profiles.visibility import ProfileView

A_PAGE = 20
PRESS = "Press one of the buttons."
_MAIL_CHOICES = {
    "mail": (True, "You get a mail when somebody thanks you."),
    "no-mail": (False, "You get no more mail about thanks. They stand here."),
}

Do = Callable[..., Any]
# What one does with thanks that one got, and is told afterwards
_RECEIVED: dict[str, tuple[Do, str]] = {
    "keep": (keep_thanks, "Kept for you. It stands on no profile."),
    "show": (show_thanks, "It stands on your profile. You can take it off at any time."),
    "release": (release_as_evidence, "Released. Whoever nominates you can put it into the nomination."),
    "hold-back": (take_evidence_back, "It is released no longer, and stands in no nomination."),
    "delete": (delete_thanks, "Deleted."),
}


def _allow(pk: int, *, by: Any) -> None:
    let_be_shown(pk, may_be_shown=True, by=by)


def _forbid(pk: int, *, by: Any) -> None:
    let_be_shown(pk, may_be_shown=False, by=by)


# What one does with thanks that one sent
_SENT: dict[str, tuple[Do, str]] = {
    "allow": (_allow, "They may show it on their profile now."),
    "forbid": (_forbid, "It stays between you, and stands on no profile."),
    "take-back": (take_thanks_back, "Taken back. It is deleted."),
}


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@of_shown_profile("thank")
def thank(request: HttpRequest, person: ProfileView) -> HttpResponseBase:
    """Take thanks to a technician whom one sees; one's own profile leads to those one got."""
    if is_owner(request.user, person):
        return redirect("me_thanks")
    form = ThanksForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _form_page(request, person, form, status=422 if form.is_bound else 200)
    if not ratelimit.consume(request, action="thank", user=request.user):
        return ratelimit.respond_429(request)
    data = form.cleaned_data
    try:
        send_thanks(person.pk, data["words"], by=request.user, may_be_shown=data["may_be_shown"])
    except ThanksError as problem:
        status = 429 if isinstance(problem, TooManyThanksError) else 409
        return _form_page(request, person, form, str(problem), status)
    messages.success(request, f"Sent. {person.display_name} can read it now.")
    return redirect("me_thanks_sent")


def _form_page(
    request: HttpRequest, person: ProfileView, form: ThanksForm, note: str = "", status: int = 200
) -> HttpResponseBase:
    return render(request, "awards/thank.html", {"person": person, "form": form, "note": note}, status=status)


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def received(request: HttpRequest) -> HttpResponseBase:
    """List the thanks that a technician got; take whether they want a mail about the next."""
    technician = Technician.objects.filter(user=request.user.pk).first()
    if request.method == "POST":
        return _choose_mail(request, technician)
    return _received_page(request, technician)


def _choose_mail(request: HttpRequest, technician: Technician | None) -> HttpResponseBase:
    if technician is None:
        raise Http404("Thanks are sent to technicians alone.")
    chosen = _MAIL_CHOICES.get(request.POST.get("do", ""))
    if chosen is None:
        return _received_page(request, technician, PRESS, 422)
    choose_mail(technician, wants_mail=chosen[0])
    messages.success(request, chosen[1])
    return redirect("me_thanks")


def _received_page(
    request: HttpRequest, technician: Technician | None, note: str = "", status: int = 200
) -> HttpResponseBase:
    page: Any = None
    if technician is not None:
        rows = Thanks.objects.for_owner(request.user).with_sender()
        page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [received_view(row) for row in page] if page else [],
        "is_technician": technician is not None,
        "wants_mail": not ThanksChoice.objects.filter(technician=technician, wants_mail=False).exists(),
        "note": note,
    }
    return render(request, "awards/me/thanks.html", context, status=status)


@private
@login_required
@require_safe
def sent(request: HttpRequest) -> HttpResponseBase:
    """List the thanks that somebody sent."""
    rows = Thanks.objects.sent_by(request.user).with_technician()
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "awards/me/thanks_sent.html", {"page": page, "rows": [sent_view(row) for row in page]})


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def received_one(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show thanks that one got, and take what becomes of them."""
    thanks = Thanks.objects.for_owner(request.user).with_sender().filter(pk=pk).first()
    if thanks is None:
        raise Http404("No thanks to you are here.")
    here = {"row": received_view(thanks), "is_sent": False, "here": reverse("me_thanks_one", args=[pk])}
    return _one(request, here, _RECEIVED, "me_thanks")


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sent_one(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show thanks that one sent, and take what becomes of them."""
    thanks = Thanks.objects.sent_by(request.user).with_technician().filter(pk=pk).first()
    if thanks is None:
        raise Http404("No thanks of yours are here.")
    here = {"row": sent_view(thanks), "is_sent": True, "here": reverse("me_thanks_sent_one", args=[pk])}
    return _one(request, here, _SENT, "me_thanks_sent")


def _one(request: HttpRequest, context: dict[str, Any], ways: dict[str, tuple[Do, str]], then: str) -> HttpResponseBase:
    note, status = "", 200
    if request.method == "POST":
        do, words = ways.get(request.POST.get("do", ""), (None, ""))
        if do is None:
            note, status = PRESS, 422
        else:
            try:
                do(context["row"].pk, by=request.user)
            except ThanksError as problem:
                note, status = str(problem), 409
            else:
                messages.success(request, words)
                return redirect(then)
    return render(request, "awards/me/thanks_one.html", context | {"note": note}, status=status)
