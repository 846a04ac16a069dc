"""Whether somebody agrees to be named as a speaker: by the link in the mail, or signed in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Speaker
from events.services.speaking import SpeakerChangedError, SpeakerError, answer, fingerprint, withdraw
from portal.core.enums import Agreement
from portal.core.private_pages import private

_DONE = {
    "agree": "You agreed. You can take that back here at any time.",
    "refuse": "You did not agree. The organiser is told, and you are not named.",
    "withdraw": "You are not named any more. The organiser is told.",
}
_CHANGED = "The words were changed while you read. These are the ones that stand now; answer again."


@private
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponseBase:
    """List where one was put down as a speaker, and what one answered."""
    rows = Speaker.objects.filter(technician__user=request.user.pk).exclude(agreement=Agreement.NOT_ASKED)
    return render(
        request, "events/me/speaking.html", {"rows": rows.select_related("event").order_by("-made_at", "-pk")}
    )


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one of them, and take the answer."""
    speaker = _found(technician__user=request.user.pk, pk=pk)
    return _answer(request, speaker, reverse("me_speaking_one", args=[pk]))


@private
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Show and take the answer of whoever has the link: it was sent to them alone."""
    return _answer(request, _found(secret=secret), reverse("event_speaking_by_link", args=[secret]))


def _found(**where: Any) -> Speaker:
    rows = Speaker.objects.filter(**where).exclude(agreement=Agreement.NOT_ASKED)
    speaker = rows.select_related("event").first()
    if speaker is None:
        raise Http404("Nothing is asked here.")
    return speaker


def _answer(request: HttpRequest, speaker: Speaker, here: str) -> HttpResponseBase:
    if request.method != "POST":
        return _page(request, speaker, here)
    do, by = request.POST.get("do", ""), request.user if request.user.is_authenticated else None
    try:
        if do == "withdraw":
            withdraw(speaker.pk, by=by)
        elif do in _DONE:
            answer(speaker.pk, agrees=do == "agree", seen=request.POST.get("seen", ""), by=by)
        else:
            return _page(request, speaker, here, "Press one of the buttons.", 422)
    except SpeakerChangedError:
        speaker.refresh_from_db()
        return _page(request, speaker, here, _CHANGED, 409)
    except SpeakerError as problem:
        return _page(request, speaker, here, str(problem), 409)
    messages.success(request, _DONE[do])
    return redirect(here)


def _page(request: HttpRequest, speaker: Speaker, here: str, note: str = "", status: int = 200) -> HttpResponseBase:
    state = Agreement(speaker.agreement)
    context = {
        "speaker": speaker,
        "event": speaker.event,
        "here": here,
        "note": note,
        "seen": fingerprint(speaker),
        "is_open": state in (Agreement.ASKED, Agreement.REFUSED),
        "is_agreed": state == Agreement.AGREED,
        "is_own": here.startswith("/me/"),
    }
    return render(request, "events/speaking.html", context, status=status)
