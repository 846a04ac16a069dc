"""Beginning a nomination: signed in, or by a work address that is confirmed by a link."""

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from awards.enums import NominationState
from awards.models import Nomination, Round, SchemePage
from awards.nominate_forms import BeginForm, GuestBeginForm
from awards.services.nominating import begin, begin_as_guest
from awards.services.refusals import NominatingError
from portal.core.private_pages import private
from portal.core.times import moment_words

AnyForm = BeginForm | GuestBeginForm


def _scheme(slug: str) -> SchemePage:
    scheme = SchemePage.objects.showing().internal().filter(slug=slug).first()
    if scheme is None:
        raise Http404("No award of ours is at this address.")
    return scheme


def _open_round(scheme: SchemePage) -> Round | None:
    """Return the round that is open; of several the one that closes first."""
    rounds = Round.objects.filter(scheme=scheme).open_at(timezone.now()).select_related("scheme")
    return rounds.order_by("closes_at", "pk").first()


@private
@require_http_methods(["GET", "HEAD", "POST"])
def nominate(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show what is needed to begin, and begin: for whoever is signed in, else by a work address."""
    scheme = _scheme(slug)
    round_ = _open_round(scheme)
    if round_ is None:
        return _page(request, scheme, None, None, 409 if request.method == "POST" else 200)
    kind = BeginForm if request.user.is_authenticated else GuestBeginForm
    form: AnyForm = kind(round_, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _page(request, scheme, round_, form, 422 if form.is_bound else 200)
    if isinstance(form, GuestBeginForm):
        return _begin_guest(request, scheme, round_, form)
    return _begin_own(request, scheme, round_, form)


def _begin_own(request: HttpRequest, scheme: SchemePage, round_: Round, form: BeginForm) -> HttpResponseBase:
    if not ratelimit.consume(request, action="nominate", user=request.user):
        return ratelimit.respond_429(request)
    try:
        nomination = begin(round_.pk, user=request.user, category=form.chosen)
    except NominatingError as problem:
        return _page(request, scheme, round_, form, 409, note=str(problem))
    return redirect("me_nomination_who", pk=nomination.pk)


def _begin_guest(request: HttpRequest, scheme: SchemePage, round_: Round, form: GuestBeginForm) -> HttpResponseBase:
    """Send the link; a program that fills in every field is told the same, and nothing is done."""
    if form.is_from_a_program:
        return redirect("nomination_link_sent")
    sent = form.cleaned_data
    if not ratelimit.consume(request, action="nominate_as_guest", key=sent["email"]):
        return ratelimit.respond_429(request)
    try:
        begin_as_guest(round_.pk, name=sent["name"], email=sent["email"], category=form.chosen)
    except NominatingError as problem:
        return _page(request, scheme, round_, form, 409, note=str(problem))
    return redirect("nomination_link_sent")


def _page(
    request: HttpRequest,
    scheme: SchemePage,
    round_: Round | None,
    form: AnyForm | None,
    status: int = 200,
    note: str = "",
) -> HttpResponseBase:
    mine = Nomination.objects.none()
    if request.user.is_authenticated and round_ is not None:
        mine = Nomination.objects.made_by(request.user).live().filter(round=round_).select_related("category")
    context = {
        "scheme": scheme,
        "round": round_,
        "closes": moment_words(round_.closes_at) if round_ else "",
        "asks_first": round_ is not None and round_.ask_nominee == "first",
        "form": form,
        "note": note,
        "drafts": [row for row in mine if row.state == NominationState.DRAFT],
        "sent": [row for row in mine if row.state == NominationState.SENT],
    }
    return render(request, "awards/nominate/begin.html", context, status=status)


@private
@require_safe
def link_sent(request: HttpRequest) -> HttpResponseBase:
    """Say that a link is on its way; the same to everybody, whatever is known of the address."""
    return render(request, "awards/nominate/link_sent.html")
