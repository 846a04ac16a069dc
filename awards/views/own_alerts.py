"""The awards of whose opening somebody with an account is told, each with the button that stops it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from awards.addresses import awards_url
from awards.cards import external_words, round_view, speaking_round
from awards.honour_list import INDEX_SLUG
from awards.models import SchemeAlert, SchemePage
from awards.services.alerts import AlertError, stop_one
from portal.core.addresses import page_url
from portal.core.private_pages import private


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponseBase:
    """List what one is told of, and stop one: of the account, and of addresses that it has confirmed."""
    if request.method != "POST":
        return _page(request)
    key = request.POST.get("key", "")
    if request.POST.get("do") != "stop":
        return _page(request, "Press one of the buttons.", 422)
    try:
        title = stop_one(int(key) if key.isdecimal() and len(key) < 10 else 0, user=request.user)
    except AlertError as problem:
        return _page(request, str(problem), 409)
    messages.success(request, f"We will not write to you about ‘{title}’.")
    return redirect("me_award_alerts")


def _page(request: HttpRequest, note: str = "", status: int = 200) -> HttpResponseBase:
    now = timezone.now()
    alerts = SchemeAlert.objects.of(request.user).prefetch_related("scheme__rounds").order_by("scheme__title", "pk")
    rows = [_row(alert, now, str(getattr(request.user, "email", ""))) for alert in alerts]
    context = {"rows": rows, "note": note, "awards_url": awards_url()}
    return render(request, "awards/me/alerts.html", context, status=status)


def _row(alert: Any, now: datetime, email: str) -> dict[str, Any]:
    scheme = alert.scheme
    return {
        "pk": alert.pk,
        "title": scheme.title,
        "url": page_url(INDEX_SLUG, scheme.slug) if scheme.live else "",
        "words": _when(scheme, now),
        "to": alert.email or email,
        "is_confirmed": alert.confirmed_at is not None,
    }


def _when(scheme: SchemePage, now: datetime) -> str:
    """Return when it opens, as far as that is known; load the rounds of our own before."""
    if not scheme.live:
        return "Not published at the moment"
    if not scheme.is_internal:
        return external_words(scheme, timezone.localdate(now))
    row = speaking_round(scheme.rounds.all(), now)
    if scheme.has_ended or row is None:
        return "No longer given" if scheme.has_ended else "No date is set yet"
    view = round_view(row, scheme.slug, now)
    return view.words if view.group in ("open", "coming") else f"{view.label}. No next date is set yet"
