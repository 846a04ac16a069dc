"""Drafting a section for a colleague, and what became of one's drafts."""

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
from profiles.models import SectionDraft
from profiles.services.drafts import DraftError, DraftGoneError, offer_draft, withdraw_draft
from profiles.views.me.rows import SECTIONS, SLUGS
from profiles.visibility import ProfileView, seen_sections

from .technician import NOT_HERE, is_owner, shown_view


def _colleague(slug: str) -> ProfileView:
    """Return the colleague's profile; 404 where those who are signed in cannot see it here."""
    view = shown_view(slug, Audience.COLLEAGUES)
    if view is None:
        raise Http404(NOT_HERE)
    return view


@never_cache
@login_required
@require_safe
def choose(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Let somebody choose which section to draft."""
    person = _colleague(slug)
    if is_owner(request.user, person):
        return redirect("me_profile")
    sections = [(section, reverse("draft_section", args=[slug, SLUGS[section]])) for section in DRAFTED]
    return render(request, "profiles/draft_choose.html", {"person": person, "sections": sections})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str, section_slug: str) -> HttpResponseBase:
    """Take the draft of one section."""
    section = SECTIONS.get(section_slug)
    if section not in DRAFTED:
        raise Http404("This section is for its owner alone.")
    person = _colleague(slug)
    if is_owner(request.user, person):
        return redirect("me_section", slug=section_slug)
    form = DraftForm(section, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            offer_draft(person.pk, section, request.user, form.as_typed(), form.cleaned_data["note"])
        except DraftError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Sent to {person.display_name}, who alone can publish it.")
            return redirect("my_drafts")
    context = {"person": person, "form": form, "section": section}
    return render(request, "profiles/draft.html", context, status=422 if form.is_bound else 200)


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponseBase:
    """Show somebody what became of the drafts they wrote."""
    user: Any = request.user
    drafts = (
        SectionDraft.objects.filter(author=user).select_related("technician").prefetch_related("technician__audiences")
    )
    rows = [{"draft": draft, "name": _name(draft), "lines": _lines(draft)} for draft in drafts]
    return render(request, "profiles/my_drafts.html", {"rows": rows})


def _name(draft: SectionDraft) -> str:
    """Return whom it is for, as far as colleagues may know."""
    shown = Section.BASICS in seen_sections(draft.technician, Audience.COLLEAGUES)
    return draft.technician.display_name if shown else "A profile that is no longer shown"


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
