"""The page on which somebody reads what a story says of them, and answers: by the link in the mail, or signed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.private_pages import private
from portal.stories.answer_forms import RefuseForm, SeenForm, WishForm
from portal.stories.enums import Agreement
from portal.stories.models import Subject
from portal.stories.services.answering import agree, refuse, wish
from portal.stories.services.keeping import NotPossibleError, WordsChangedError
from portal.stories.services.withdrawing import withdraw
from portal.stories.subjects import fingerprint, subjects_of, view_of

_CHANGED = "The words were changed while you read. These are the ones that stand now; answer again."
_THANKS = {
    Agreement.AGREED: "You agreed. You can take that back here at any time.",
    Agreement.REFUSED: "You did not agree. The editors are told, and nothing of you is shown.",
    Agreement.WISHES: "Your words are on their way to the editors. You are asked again when they have changed it.",
}


@dataclass(frozen=True)
class Place:
    """Where somebody answers: the addresses of the page, of taking an agreement back, and of all their stories."""

    page: str
    withdraw: str
    mine: str = ""


def _by_secret(secret: str) -> tuple[Subject, Place]:
    subject = Subject.objects.with_story().filter(secret=secret).exclude(agreement=Agreement.NOT_ASKED).first()
    if subject is None:
        raise Http404("Nothing is asked here.")
    here = reverse("story_agreement", args=[secret])
    return subject, Place(here, reverse("story_agreement_withdraw", args=[secret]))


def _own(user: Any, pk: int) -> tuple[Subject, Place]:
    subject = Subject.objects.asked_of(user).filter(pk=pk).first()
    if subject is None:
        raise Http404("No story of this number is about you.")
    page, back = (reverse(name, args=[pk]) for name in ("me_story", "me_story_withdraw"))
    return subject, Place(page, back, reverse("me_stories"))


@private
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Show and take the answer of whoever has the link: it was sent to them alone."""
    return _answer(request, *_by_secret(secret))


@private
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_by_link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Take an agreement back, asked once more."""
    return _withdraw(request, *_by_secret(secret))


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show and take the answer of somebody who is signed in."""
    return _answer(request, *_own(request.user, pk))


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_own(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take an agreement back, asked once more."""
    return _withdraw(request, *_own(request.user, pk))


@private
@login_required
@require_safe
def all_own(request: HttpRequest) -> HttpResponse:
    """List the stories about oneself: what waits, what was agreed to, what is past."""
    rows = list(Subject.objects.asked_of(request.user))
    context = {
        "waiting": [row for row in rows if row.agreement == Agreement.ASKED],
        "agreed": [row for row in rows if row.agreement == Agreement.AGREED],
        "past": [row for row in rows if row.agreement not in (Agreement.ASKED, Agreement.AGREED)],
    }
    return render(request, "stories/me/stories.html", context)


def _answer(request: HttpRequest, subject: Subject, place: Place) -> HttpResponseBase:
    if request.method != "POST":
        return _page(request, subject, place)
    forms = {"agree": SeenForm, "refuse": RefuseForm, "wish": WishForm}
    do = request.POST.get("do", "")
    if do not in forms:
        return _page(request, subject, place, 422, note="Choose one of the answers.")
    form = forms[do](request.POST, auto_id=f"id_{do}_%s")
    if not form.is_valid():
        return _page(request, subject, place, 422, sent={do: form})
    try:
        answered = _carry_out(do, subject.pk, form.cleaned_data)
    except WordsChangedError:
        return _page(request, _fresh(subject), place, 409, note=_CHANGED)
    except NotPossibleError as problem:
        return _page(request, _fresh(subject), place, 409, note=str(problem))
    if request.user.is_authenticated:  # a visitor's page starts no session: it says by itself how things stand
        messages.success(request, _THANKS[Agreement(answered.agreement)])
    return redirect(place.page)


def _carry_out(do: str, pk: int, sent: dict[str, str]) -> Subject:
    """Take the answer; raises what the services raise."""
    if do == "agree":
        return agree(pk, sent["seen"])
    return (refuse if do == "refuse" else wish)(pk, sent["words"])


def _withdraw(request: HttpRequest, subject: Subject, place: Place) -> HttpResponseBase:
    if request.method == "POST":
        try:
            withdraw(subject.pk, request.user if request.user.is_authenticated else None)
        except NotPossibleError as problem:
            return _page(request, _fresh(subject), place, 409, note=str(problem))
        return redirect(place.page)
    if subject.agreement != Agreement.AGREED:
        return redirect(place.page)
    return render(request, "stories/agreement_withdraw.html", {"subject": subject, "place": place})


def _fresh(subject: Subject) -> Subject:
    return Subject.objects.with_story().get(pk=subject.pk)


def _page(
    request: HttpRequest,
    subject: Subject,
    place: Place,
    status: int = 200,
    note: str = "",
    sent: Mapping[str, Form] | None = None,
) -> HttpResponse:
    """Return the page: what is said of them, the whole draft, and the answers that are open."""
    state, sent = Agreement(subject.agreement), sent or {}
    context: dict[str, Any] = {"subject": subject, "place": place, "note": note, "state": state}
    context["thanks"] = _THANKS.get(state, "")
    context["is_open"] = state in (Agreement.ASKED, Agreement.WISHES, Agreement.REFUSED)
    if state != Agreement.WITHDRAWN:
        story = subject.story.get_latest_revision_as_object()
        context["story"], context["said"] = story, view_of(subject)
        context["subjects"] = {**subjects_of(story), subject.pk: context["said"]}
    context |= {
        "agree": SeenForm(initial={"seen": fingerprint(subject)}, auto_id="id_agree_%s"),
        "refuse": sent.get("refuse") or RefuseForm(auto_id="id_refuse_%s"),
        "wish": sent.get("wish") or WishForm(auto_id="id_wish_%s"),
        "has_errors": any(form.errors for form in sent.values()),
    }
    return render(request, "stories/agreement.html", context, status=status)
