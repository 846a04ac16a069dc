"""Drafting a section for a colleague, and what became of one's drafts."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.enums import Audience, Section
from profiles.forms.drafts import DRAFTED, DraftForm
from profiles.models import SectionDraft, Technician
from profiles.services.drafts import DraftError, DraftGoneError, offer_draft, owner_name, withdraw_draft
from profiles.views.me.rows import SECTIONS, SLUGS
from profiles.visibility import ProfileView

from .technician import NOT_HERE, is_owner, shown_view

UNSHOWN = "A profile that is no longer shown"


@dataclass(frozen=True)
class Taker:
    """For whom a section is drafted: a colleague by their page, or one of one's own team by the staff list alone."""

    pk: int
    name: str
    page: str  # where the author came from
    page_name: str
    choose: str
    section_route: str
    key: str | int  # by which the addresses name them

    def section_url(self, section: Section) -> str:
        """Return where a section is drafted."""
        return reverse(self.section_route, args=[self.key, SLUGS[section]])


def _colleague(slug: str) -> ProfileView:
    """Return the colleague's profile; 404 where those who are signed in cannot see it here."""
    view = shown_view(slug, Audience.COLLEAGUES)
    if view is None:
        raise Http404(NOT_HERE)
    return view


def _as_taker(view: ProfileView) -> Taker:
    choose = reverse("draft", args=[view.slug])
    return Taker(view.pk, view.display_name, view.url, view.display_name, choose, "draft_section", view.slug)


def _of_team(user: Any, pk: int) -> Taker:
    """Return one of the user's own team, as the staff list names them, whether or not they show a profile.

    The address holds a number: a slug may be made of a name that its owner shows to nobody.
    """
    person = Technician.objects.managed_by(user).filter(pk=pk).first()
    if person is None:
        raise Http404("Nobody of your team is at this address.")
    choose = reverse("team_draft", args=[pk])
    page = reverse("my_drafts")
    return Taker(pk, person.listed_name, page, "Drafts for colleagues", choose, "team_draft_section", pk)


def _drafted_section(slug: str) -> Section:
    section = SECTIONS.get(slug)
    if section not in DRAFTED:
        raise Http404("This section is for its owner alone.")
    return section


@never_cache
@login_required
@require_safe
def choose(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Let somebody choose which section of a colleague's profile to draft."""
    person = _colleague(slug)
    return redirect("me_profile") if is_owner(request.user, person) else _choose(request, _as_taker(person))


@never_cache
@login_required
@require_safe
def choose_for_team(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let a manager choose which section to draft for one of the team."""
    return _choose(request, _of_team(request.user, pk))


def _choose(request: HttpRequest, taker: Taker) -> HttpResponseBase:
    sections = [(section, taker.section_url(section)) for section in DRAFTED]
    return render(request, "profiles/draft_choose.html", {"taker": taker, "sections": sections})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str, section_slug: str) -> HttpResponseBase:
    """Take the draft of one section of a colleague's profile."""
    section = _drafted_section(section_slug)
    person = _colleague(slug)
    if is_owner(request.user, person):
        return redirect("me_section", slug=section_slug)
    return _write(request, _as_taker(person), section)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write_for_team(request: HttpRequest, pk: int, section_slug: str) -> HttpResponseBase:
    """Take a manager's draft of one section for one of the team."""
    return _write(request, _of_team(request.user, pk), _drafted_section(section_slug))


def _write(request: HttpRequest, taker: Taker, section: Section) -> HttpResponseBase:
    form = DraftForm(section, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            offer_draft(taker.pk, section, request.user, form.as_typed(), form.cleaned_data["note"])
        except DraftError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Sent to {taker.name}, who alone can publish it.")
            return redirect("my_drafts")
    context = {"taker": taker, "form": form, "section": section}
    return render(request, "profiles/draft.html", context, status=422 if form.is_bound else 200)


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponseBase:
    """Show somebody what became of the drafts they wrote, and for whom of their team they may write more."""
    user: Any = request.user
    drafts = SectionDraft.objects.filter(author=user).select_related("technician__manager")
    rows = [
        {"draft": draft, "name": owner_name(draft.technician, user) or UNSHOWN, "lines": _lines(draft)}
        for draft in drafts.prefetch_related("technician__audiences")
    ]
    managed = Technician.objects.managed_by(user)
    team = [(person.listed_name, reverse("team_draft", args=[person.pk])) for person in managed]
    return render(request, "profiles/my_drafts.html", {"rows": rows, "team": team})


def _lines(draft: SectionDraft) -> list[str]:
    return [str(value) for value in draft.fields.values() if value]


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a draft back."""
    try:
        withdraw_draft(pk, request.user)
    except DraftGoneError as gone:
        raise Http404("No draft of yours waits here.") from gone
    messages.success(request, "Withdrawn. Its owner no longer sees it.")
    return redirect("my_drafts")
