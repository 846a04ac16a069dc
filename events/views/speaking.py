"""Whether somebody agrees to be named as a speaker: by the link in the mail, or signed in."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Speaker
from events.services.speaking import SpeakerChangedError, SpeakerError, answer, fingerprint, withdraw
from portal.core.answering import Buttons, take_answer
from portal.core.enums import Agreement
from portal.core.private_pages import private

_DONE = {
    "agree": "You agreed. You can take that back here at any time.",
    "refuse": "You did not agree. The organiser is told, and you are not named.",
    "withdraw": "You are not named any more. The organiser is told.",
}
_BUTTONS = Buttons(_DONE, SpeakerChangedError, SpeakerError)


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
    by = request.user if request.user.is_authenticated else None

    def carry_out(do: str) -> None:
        if do == "withdraw":
            withdraw(speaker.pk, by=by)
        else:
            answer(speaker.pk, agrees=do == "agree", seen=request.POST.get("seen", ""), by=by)

    def page(note: str, status: int) -> HttpResponseBase:
        if note:
            speaker.refresh_from_db()
        return _page(request, speaker, here, note, status)

    return take_answer(request, _BUTTONS, here, carry_out, page)


def _page(request: HttpRequest, speaker: Speaker, here: str, note: str, status: int) -> HttpResponseBase:
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
