"""What editors asked of one's photo: all of it in a list, each answered on a page, taken back by a button."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.enums import ReuseState
from profiles.forms.photo_uses import AgreeForm, RefuseForm
from profiles.models import PhotoReuse, Technician
from profiles.services.drafts import author_name
from profiles.services.profile import ProfileChangedError
from profiles.services.reuse import (
    ReuseClosedError,
    agree_to_use,
    agreement,
    how_it_stands,
    refuse_use,
    withdraw_use,
)

from .access import own_profile
from .overview import fresh

_CHANGED = "Your photo was changed in another window. This is the one that is there now; agree again if you mean it."
_NOBODY = "Somebody who is no longer here"


def _name(reuse: PhotoReuse) -> str:
    return author_name(reuse.editor) if reuse.editor else _NOBODY


def _own_or_404(technician: Technician, pk: int) -> PhotoReuse:
    reuse: PhotoReuse | None = technician.photo_reuses.select_related("editor", "copy").filter(pk=pk).first()
    if reuse is None:
        raise Http404("Nobody asked you this about your photo.")
    return reuse


@require_safe
@own_profile
def uses(request: HttpRequest, technician: Technician) -> HttpResponseBase:
    """List all that was asked, past uses too."""
    rows = [(reuse, _name(reuse)) for reuse in technician.photo_reuses.select_related("editor", "copy")]
    context = {
        "waiting": [row for row in rows if row[0].state == ReuseState.ASKED],
        "running": [row for row in rows if row[0].state == ReuseState.AGREED],
        "past": [row for row in rows if row[0].state not in (ReuseState.ASKED, ReuseState.AGREED)],
    }
    return render(request, "profiles/me/photo_uses.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def use(request: HttpRequest, technician: Technician, pk: int) -> HttpResponseBase:
    """Show one request, and take the answer."""
    reuse = _own_or_404(technician, pk)
    photo = getattr(technician, "photo", None)
    sent = request.POST if request.method == "POST" else None
    agreeing = sent is not None and sent.get("do") == "agree"
    agree = AgreeForm(photo, technician.display_name, sent if agreeing else None) if photo else None
    refuse = RefuseForm(sent if sent is not None and not agreeing else None)
    if sent is None:
        return _page(request, reuse, agree, refuse)
    try:
        if agreeing and agree is None:
            return _page(request, reuse, agree, RefuseForm(), 409)
        if not (agree if agreeing and agree else refuse).is_valid():
            return _page(request, reuse, agree, refuse, 422)
        _answer(request, technician, pk, agree.cleaned_data if agreeing and agree else None, refuse)
    except ProfileChangedError:
        technician = fresh(technician)
        photo = getattr(technician, "photo", None)
        agree = AgreeForm(photo, technician.display_name) if photo else None
        return _page(request, reuse, agree, RefuseForm(), 409, note=_CHANGED)
    except ReuseClosedError as closed:
        return _page(request, _own_or_404(technician, pk), agree, RefuseForm(), 409, note=str(closed))
    return redirect("me_photo_uses")


def _answer(
    request: HttpRequest, technician: Technician, pk: int, agreed: dict[str, Any] | None, refuse: RefuseForm
) -> None:
    """Take the answer; raises what the services raise."""
    if agreed is not None:
        agree_to_use(technician.pk, request.user, pk, **agreed)
        messages.success(request, "Agreed. A copy of your photo is in the editors’ library; take it back at any time.")
    else:
        refuse_use(technician.pk, request.user, pk, refuse.cleaned_data["answer"])
        messages.success(request, "Refused. Whoever asked is told, and nothing is used.")


def _page(
    request: HttpRequest,
    reuse: PhotoReuse,
    agree: AgreeForm | None,
    refuse: RefuseForm,
    status: int = 200,
    note: str = "",
) -> HttpResponse:
    context = {
        "reuse": reuse,
        "who": _name(reuse),
        "agree": agree,
        "refuse": refuse,
        "note": note,
        "open": reuse.state == ReuseState.ASKED and reuse.editor is not None,
        "agreed": reuse.state == ReuseState.AGREED,
        "stands": how_it_stands(reuse),
        "agreement": agreement(reuse),
        "has_errors": bool(refuse.errors or (agree and agree.errors)),
    }
    return render(request, "profiles/me/photo_use.html", context, status=status)


@require_POST
@own_profile
def withdraw(request: HttpRequest, technician: Technician, pk: int) -> HttpResponseBase:
    """Take an agreement back."""
    reuse = _own_or_404(technician, pk)
    if withdraw_use(technician.pk, request.user, pk):
        messages.success(request, f"Taken back. The copy for ‘{reuse.purpose}’ is deleted, and whoever asked is told.")
    else:
        messages.warning(request, f"There was nothing to take back. {how_it_stands(reuse)}")
    return redirect("me_photo_uses")
