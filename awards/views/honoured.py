"""What somebody who is honoured answers, and their certificate: signed in, or by the link in the mail."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from awards.certificates import Certificate, certificate_file
from awards.honour_list import INDEX_SLUG
from awards.models import HonouredPerson
from awards.services.agreeing import WordsChangedError, answer, embargo_of, fingerprint, set_on_profile, withdraw
from awards.services.honouring import HonourError
from portal.core.addresses import page_url
from portal.core.answering import Buttons, take_answer
from portal.core.enums import Agreement
from portal.core.models import Branding
from portal.core.pdf import can_make_pdf
from portal.core.private_pages import private

_DONE = {
    "agree": "You agreed to be named. You can take that back here at any time.",
    "refuse": "You are not named. The award is yours all the same.",
    "withdraw": "You are not named any more, and your profile does not show it.",
    "show": "It is among the achievements of your profile, or will be once it is announced.",
    "hide": "It is not among your achievements any more.",
}
_BUTTONS = Buttons(_DONE, WordsChangedError, HonourError)


@private
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponseBase:
    """List what one was honoured with, and what one answered."""
    rows = HonouredPerson.objects.of(request.user).select_related("honour__scheme")
    context = {"rows": rows.order_by("-honour__year", "-pk"), "awards_url": page_url(INDEX_SLUG)}
    return render(request, "awards/me/honours.html", context)


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one of them, and take the answer."""
    return _answer(request, _own(request, pk), reverse("me_honour", args=[pk]))


@private
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Show and take the answer of whoever has the link: it was sent to them alone."""
    return _answer(request, _linked(secret), reverse("award_honoured", args=[secret]))


@private
@login_required
@require_safe
def certificate(request: HttpRequest, pk: int, *, as_file: bool = False) -> HttpResponseBase:
    """Show one's certificate, to be printed, or send it as a file."""
    return _certificate(request, _own(request, pk), reverse("me_honour", args=[pk]), as_file=as_file)


@private
@require_safe
def certificate_by_link(request: HttpRequest, secret: str, *, as_file: bool = False) -> HttpResponseBase:
    """Show the certificate of whoever has the link, or send it as a file."""
    return _certificate(request, _linked(secret), reverse("award_honoured", args=[secret]), as_file=as_file)


def _own(request: HttpRequest, pk: int) -> HonouredPerson:
    return _first(HonouredPerson.objects.of(request.user).filter(pk=pk))


def _linked(secret: str) -> HonouredPerson:
    return _first(HonouredPerson.objects.exclude(agreement=Agreement.NOT_ASKED).filter(secret=secret))


def _first(rows: Any) -> HonouredPerson:
    joined = ("honour__scheme", "honour__candidate__category__round", "technician__department__parent__parent")
    person: HonouredPerson | None = rows.select_related(*joined).first()
    if person is None:
        raise Http404("Nothing is asked here.")
    return person


def _answer(request: HttpRequest, person: HonouredPerson, here: str) -> HttpResponseBase:
    by = request.user if request.user.is_authenticated else None

    def carry_out(do: str) -> object:
        if do == "withdraw":
            return withdraw(person.pk, by=by)
        if do in ("show", "hide"):
            return set_on_profile(person.pk, wanted=do == "show", by=by)
        sent = request.POST
        on_profile = "on_profile" in sent
        return answer(person.pk, agrees=do == "agree", seen=sent.get("seen", ""), on_profile=on_profile, by=by)

    def page(note: str, status: int) -> HttpResponseBase:
        return _page(request, _first(HonouredPerson.objects.filter(pk=person.pk)), here, note, status)

    return take_answer(request, _BUTTONS, here, carry_out, page)


def _page(request: HttpRequest, person: HonouredPerson, here: str, note: str, status: int) -> HttpResponseBase:
    state = Agreement(person.agreement)
    context = {
        "person": person,
        "honour": person.honour,
        "here": here,
        "note": note,
        "seen": fingerprint(person),
        "until": embargo_of(person.honour),
        "is_open": state in (Agreement.ASKED, Agreement.REFUSED),
        "is_agreed": state == Agreement.AGREED,
        "is_own": here.startswith("/me/"),
        "has_profile": person.technician is not None and person.technician.user_id is not None,
        "certificate_url": f"{here}certificate/" if person.honour.is_announced else "",
    }
    return render(request, "awards/honoured.html", context, status=status)


def _certificate(request: HttpRequest, person: HonouredPerson, back: str, *, as_file: bool) -> HttpResponseBase:
    """Show the certificate of an honour that is announced. It is theirs, whether they are named elsewhere or not.

    Where no PDF can be drawn the file leads to the page, which prints the same.
    """
    honour = person.honour
    if honour.announced_at is None or not honour.is_announced:
        raise Http404("It is not announced yet.")
    name = person.technician.display_name if person.technician is not None else person.name
    if not as_file:
        context = {"honour": honour, "name": name, "back": back, "is_own": back.startswith("/me/")}
        return render(request, "awards/certificate.html", context | {"has_file": can_make_pdf()})
    if not can_make_pdf():
        return redirect(f"{back}certificate/")
    said = Certificate(
        honour.scheme.title, honour.year, name, honour.get_kind_display(), honour.category_name, honour.team_name,
        honour.citation, timezone.localdate(honour.announced_at),
    )  # fmt: skip
    return certificate_file(said, Branding.for_request(request))
