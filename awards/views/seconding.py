"""Seconding: somebody who was asked adds words of their own, by the link in the mail; it works signed in too."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from awards.enums import SeconderState
from awards.models import Nomination, Seconder
from awards.names import for_whom
from awards.nominate_forms import SecondingForm
from awards.services.refusals import NominatingError
from awards.services.seconding import audience_of_seconder, decline, give, may_write, take_words_back
from portal.core.private_pages import private
from portal.core.times import moment_words
from profiles.enums import Audience

_DONE = {
    "give": "Thank you. Your words are added.",
    "decline": "Thank you for saying so. Whoever nominates is told that you would rather not.",
    "take_back": "Your words are deleted.",
}


@private
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Show what is asked, and take the answer of whoever has the link: it was sent to them alone."""
    seconder = Seconder.objects.with_nomination().filter(secret=secret).first()
    if seconder is None or (not seconder.nomination.is_live and seconder.nomination.sent_at is None):
        raise Http404("Nobody is asked to support a nomination at this address.")
    if request.method != "POST":
        return _page(request, seconder)
    do = request.POST.get("do", "")
    form = SecondingForm(request.POST)
    if do == "give" and not form.is_valid():
        return _page(request, seconder, 422, form=form)
    doing: dict[str, Callable[[], Seconder]] = {
        "give": lambda: give(seconder.pk, form.cleaned_data["words"]),
        "decline": lambda: decline(seconder.pk),
        "take_back": lambda: take_words_back(seconder.pk),
    }
    if do not in doing:
        return _page(request, seconder, 422, "Press one of the buttons.")
    try:
        doing[do]()
    except NominatingError as problem:
        fresh = Seconder.objects.with_nomination().filter(pk=seconder.pk).first()
        if fresh is None:
            raise Http404("This invitation was taken back.") from problem
        return _page(request, fresh, 409, str(problem), form if do == "give" else None)
    if request.user.is_authenticated:  # a visitor's page starts no session: it says how things stand
        messages.success(request, _DONE[do])
    return redirect("seconding", secret=secret)


def _page(
    request: HttpRequest, seconder: Seconder, status: int = 200, note: str = "", form: SecondingForm | None = None
) -> HttpResponseBase:
    nomination = Nomination.objects.with_nominees().get(pk=seconder.nomination_id)
    audience = Audience.COLLEAGUES if request.user.is_authenticated else audience_of_seconder(seconder)
    context = {
        "seconder": seconder,
        "nomination": seconder.nomination,
        "scheme": seconder.nomination.round.scheme,
        "nominator": seconder.nomination.from_name,
        "whom": for_whom(nomination, audience),
        "closes": moment_words(seconder.nomination.round.closes_at),
        "answered": moment_words(seconder.answered_at) if seconder.answered_at else "",
        "may_write": may_write(seconder),
        "may_take_back": seconder.state == SeconderState.GIVEN
        and seconder.nomination.is_live
        and seconder.nomination.round.judging_opened_at is None,
        "form": form or SecondingForm(initial={"words": seconder.words}),
        "note": note,
        "here": reverse("seconding", args=[seconder.secret]),
    }
    return render(request, "awards/nominate/seconding.html", context, status=status)
