"""The third step of a nomination: who supports it, and the files beside it."""

from collections.abc import Callable
from typing import Any

from allauth.core import ratelimit
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from awards.nominate_forms import FileForm, SeconderForm
from awards.services import attachments as files
from awards.services import seconding
from awards.services.refusals import NominatingError

from .nomination import attachments_of, frame, fresh, say
from .whose import Desk, while_live


@require_http_methods(["GET", "HEAD", "POST"])
@while_live
def supporters(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Invite people to add their words, and attach files."""
    if request.method != "POST":
        return _supporters_page(request, desk)
    do, key = request.POST.get("do", ""), request.POST.get("key", "")
    number, pk = (int(key) if key.isdecimal() and len(key) < 10 else 0), desk.nomination.pk
    if do in ("invite", "attach"):
        return _invite(request, desk) if do == "invite" else _attach(request, desk)
    doing: dict[str, Callable[[], Any]] = {
        "take_back": lambda: seconding.take_back(pk, number),
        "detach": lambda: files.detach(pk, number),
    }
    if do not in doing:
        return _supporters_page(request, desk, 422, "Choose what to do.")
    try:
        doing[do]()
    except NominatingError as problem:
        return _supporters_page(request, fresh(desk), 409, str(problem))
    return redirect(desk.url("supporters"))


def _invite(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    form = SeconderForm(request.POST, auto_id="id_seconder_%s")
    if not form.is_valid():
        return _supporters_page(request, desk, 422, seconder=form)
    if not ratelimit.consume(request, action="invite_seconder", key=str(desk.nomination.pk)):
        return ratelimit.respond_429(request)
    try:
        invited = seconding.invite(desk.nomination.pk, **form.cleaned_data)
    except NominatingError as problem:
        return _supporters_page(request, fresh(desk), 409, str(problem), seconder=form)
    say(request, f"{invited.name} is asked by mail. You are told when they answer.")
    return redirect(desk.url("supporters"))


def _attach(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    form = FileForm(request.POST, request.FILES, auto_id="id_file_%s")
    if not form.is_valid():
        return _supporters_page(request, desk, 422, file=form)
    uploaded = form.cleaned_data["file"]
    try:
        if uploaded.size > files.most_bytes():
            raise ValidationError(files.too_large(), code="too_large")
        files.attach(desk.nomination.pk, uploaded.read(), form.cleaned_data["label"])
    except ValidationError as problem:
        form.add_error("file", problem)
        return _supporters_page(request, desk, 422, file=form)
    except NominatingError as problem:
        return _supporters_page(request, fresh(desk), 409, str(problem), file=form)
    say(request, "Attached.")
    return redirect(desk.url("supporters"))


def _supporters_page(
    request: HttpRequest,
    desk: Desk,
    status: int = 200,
    note: str = "",
    seconder: SeconderForm | None = None,
    file: FileForm | None = None,
) -> HttpResponse:
    row = desk.nomination
    seconders = list(row.seconders.all())
    places = row.round.most_seconders - sum(1 for one in seconders if one.state in ("invited", "given"))
    attached = attachments_of(desk)
    context = {
        **frame(desk),
        "at": 3,
        "note": note,
        "seconders": seconders,
        "places": max(places, 0),
        "seconder": seconder or SeconderForm(auto_id="id_seconder_%s"),
        "file": file or FileForm(auto_id="id_file_%s"),
        "attachments": attached,
        "most_mb": files.most_bytes() // (1024 * 1024),
        "may_attach": len(attached) < files.MOST_FILES,
    }
    return render(request, "awards/nominate/supporters.html", context, status=status)
