"""Giving thanks that one got as evidence in a nomination to which one agreed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from awards.models import Nominee, Thanks
from awards.services.refusals import NominatingError
from awards.services.releasing_thanks import may_release, release_thanks
from awards.thanked import received_view
from awards.thanks_forms import ReleaseForm
from portal.core.private_pages import private

MOST = 50


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one's thanks, and take which of them the judges may read."""
    rows = Nominee.objects.asked(request.user).select_related("nomination__round__scheme")
    nominee = rows.filter(pk=pk).first()
    if nominee is None or not may_release(nominee.nomination, nominee):
        raise Http404("No thanks can be given here.")
    form = _form(request, nominee)
    if not form.is_valid():
        return _page(request, nominee, form, status=422 if form.is_bound else 200)
    try:
        number = release_thanks(nominee.pk, form.chosen, by=request.user)
    except NominatingError as problem:
        return _page(request, nominee, form, str(problem), 409)
    words = "The judges read none of your thanks." if not number else f"The judges may read {number} of your thanks."
    messages.success(request, words)
    return redirect("me_nominated_one", pk=pk)


def _form(request: HttpRequest, nominee: Nominee) -> ReleaseForm:
    rows = [received_view(row) for row in Thanks.objects.for_owner(request.user).with_sender()[:MOST]]
    given: Any = nominee.nomination.released_thanks.values_list("thanks", flat=True)
    return ReleaseForm(rows, given, request.POST if request.method == "POST" else None)


def _page(
    request: HttpRequest, nominee: Nominee, form: ReleaseForm, note: str = "", status: int = 200
) -> HttpResponseBase:
    context = {"nominee": nominee, "scheme": nominee.nomination.round.scheme, "form": form, "note": note}
    return render(request, "awards/me/release_thanks.html", context, status=status)
