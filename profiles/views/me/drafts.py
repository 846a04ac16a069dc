"""A section that somebody drafted for one's own profile: looked at, changed, saved, or refused."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from profiles.enums import DraftState, Section
from profiles.forms import SECTION_FORMS, RowsForm
from profiles.forms.drafts import DRAFTED, RefusalForm
from profiles.models import SectionDraft, Technician
from profiles.services.drafts import DraftGoneError, author_name, publish_draft, refuse_draft

from .access import own_profile
from .rows import SLUGS
from .section import form_context, try_to_save

GONE = "No draft waits for you here. It may have been withdrawn, or you have answered it."


def _draft_or_404(technician: Technician, pk: int) -> SectionDraft:
    waiting = SectionDraft.objects.filter(technician=technician, state=DraftState.OFFERED).select_related("author")
    draft = waiting.filter(pk=pk).first()
    if draft is None or Section(draft.section) not in DRAFTED:
        raise Http404(GONE)
    return draft


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def draft(request: HttpRequest, technician: Technician, pk: int) -> HttpResponseBase:
    """Show the section's own form with the draft in it; saving it publishes it."""
    offered = _draft_or_404(technician, pk)
    section = Section(offered.section)
    data = None
    if request.method == "POST":
        data = request.POST.copy()
        data.pop("remove", None)  # a draft adds; what is there is removed in its own place
    form = SECTION_FORMS[section](technician, data)
    form.initial.update({name: value for name, value in offered.fields.items() if name in DRAFTED[section]})
    if isinstance(form, RowsForm):
        form.body_template = "profiles/me/fields/drafted_row.html"
    status = 200
    if form.is_bound:
        try:
            status = try_to_save(form, request.user, lambda user: publish_draft(pk, user, form.submit))
        except DraftGoneError as gone:
            raise Http404(GONE) from gone
        if status == 200:
            messages.success(request, f"Saved ‘{section.label}’. Its author is told.")
            return redirect(f"{reverse('me_profile')}#{SLUGS[section]}")
    context = {
        **form_context(form, SLUGS[section], status),
        "action": reverse("me_draft", args=[pk]),
        "skip_url": reverse("me"),
        "next": "Save it to my profile",
        "draft": offered,
        "author": author_name(offered.author),
        "refusal": RefusalForm(),
    }
    return render(request, "profiles/me/draft.html", context, status=status)


@require_POST
@own_profile
def refuse(request: HttpRequest, technician: Technician, pk: int) -> HttpResponseBase:
    """Say no, with a line if the owner likes."""
    form = RefusalForm(request.POST)
    answer = form.cleaned_data["answer"] if form.is_valid() else str(request.POST.get("answer", ""))[:300]
    try:
        refuse_draft(pk, request.user, answer)
    except DraftGoneError as gone:
        raise Http404(GONE) from gone
    messages.success(request, "Not taken. Its author is told.")
    return redirect("me")
