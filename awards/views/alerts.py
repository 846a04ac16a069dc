"""'Tell me when it opens': one button for whoever is signed in, an address and a link for everybody else."""

from collections.abc import Callable
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from awards.alert_forms import AlertForm
from awards.cards import is_open_on, nominate_url
from awards.models import Round, SchemeAlert, SchemePage
from awards.services.alerts import AlertError, ask_as_guest, ask_to_be_told, confirm_alert, stop_by_link, stop_telling
from portal.core.answering import Buttons, take_answer
from portal.core.private_pages import private

_OWN = Buttons(
    {"tell": "We will write to you when it opens.", "stop": "We will not write to you about it."},
    AlertError,
    AlertError,
)
_LINK = Buttons(
    {"confirm": "We will write to you when it opens.", "stop": "We will not write to you again."},
    AlertError,
    AlertError,
)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def alert(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show how one is told of a scheme, and note it: for an account at once, else once the address is confirmed."""
    scheme = SchemePage.objects.showing().filter(slug=slug, has_ended=False).first()
    if scheme is None:
        raise Http404("No award that opens again is at this address.")
    if request.user.is_authenticated:
        return _own(request, scheme, request.user)
    form = AlertForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _page(request, scheme, form=form)
    if not form.is_valid():
        return _page(request, scheme, 422, form=form)
    return _ask(request, scheme, form)


def _ask(request: HttpRequest, scheme: SchemePage, form: AlertForm) -> HttpResponseBase:
    """Send the link; a program that fills in every field is told the same, and nothing is done."""
    email = form.cleaned_data["email"].lower()
    if not form.is_from_a_program:
        if not ratelimit.consume(request, action="award_alert", key=email):
            return ratelimit.respond_429(request)
        ask_as_guest(scheme, email)
    return redirect("award_alert_sent")


def _own(request: HttpRequest, scheme: SchemePage, user: Any) -> HttpResponseBase:
    doing: dict[str, Callable[[], object]] = {
        "tell": lambda: ask_to_be_told(scheme, user=user),
        "stop": lambda: stop_telling(scheme, user=user),
    }

    def page(note: str, status: int) -> HttpResponseBase:
        is_told = SchemeAlert.objects.filter(scheme=scheme, user=user).exists()
        return _page(request, scheme, status, note=note, is_told=is_told)

    return take_answer(request, _OWN, request.path, lambda do: doing[do](), page)


def _page(request: HttpRequest, scheme: SchemePage, status: int = 200, **context: Any) -> HttpResponseBase:
    now = timezone.now()
    if scheme.is_internal:
        is_open = Round.objects.open_at(now).filter(scheme=scheme).exists()
    else:
        is_open = is_open_on(scheme, timezone.localdate(now))
    nominate = nominate_url(scheme.slug) if is_open and scheme.is_internal else ""
    known = {"scheme": scheme, "is_open": is_open, "nominate": nominate}
    return render(request, "awards/alerts/alert.html", {**known, **context}, status=status)


@private
@require_safe
def link_sent(request: HttpRequest) -> HttpResponseBase:
    """Say that a link is on its way."""
    return render(request, "awards/alerts/sent.html")


@private
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Confirm an address, or stop the mails, for whoever has the link. One that was stopped says so, pressed or not."""
    row = SchemeAlert.objects.select_related("scheme").filter(secret=secret).first()
    if row is None:
        return render(request, "awards/alerts/stopped.html", status=404)
    if request.method == "POST" and request.POST.get("do") == "stop":
        stop_by_link(secret)
        if request.user.is_authenticated:
            messages.success(request, _LINK.done["stop"])
        return redirect("award_alert_by_link", secret=secret)  # which says that it is stopped
    doing: dict[str, Callable[[], object]] = {"confirm": lambda: confirm_alert(secret)}

    def page(note: str, status: int) -> HttpResponseBase:
        context = {"row": row, "scheme": row.scheme, "note": note}
        return render(request, "awards/alerts/by_link.html", context, status=status)

    return take_answer(request, _LINK, reverse("award_alert_by_link", args=[secret]), lambda do: doing[do](), page)
