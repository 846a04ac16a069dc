"""Making a profile step by step, with the forms of the sections."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from profiles.enums import Section
from profiles.forms import SECTION_FORMS
from profiles.models import Technician

from .access import own_profile
from .rows import SECTIONS, SLUGS
from .section import form_context, saved_words, stays, try_to_save

STEPS = (Section.BASICS, Section.INTRODUCTION, Section.ASK_ME_ABOUT, Section.SKILLS)
LABELS = [*(str(section.label) for section in STEPS), "Look and go live"]


@require_safe
@own_profile
def start(request: HttpRequest, technician: Technician) -> HttpResponseBase:
    """Begin at the first step."""
    return redirect("me_start_step", slug=SLUGS[STEPS[0]])


def _after(section: Section) -> str:
    """Return the address of the step that follows."""
    place = STEPS.index(section) + 1
    return reverse("me_start_step", args=[SLUGS[STEPS[place]]]) if place < len(STEPS) else reverse("me_go_live")


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def step(request: HttpRequest, technician: Technician, slug: str) -> HttpResponseBase:
    """Show and save one step, and go on to the next."""
    section = SECTIONS.get(slug)
    if section not in STEPS:
        raise Http404("Making a profile has no such step.")
    form = SECTION_FORMS[section](technician, request.POST if request.method == "POST" else None)
    status = try_to_save(form, request.user) if form.is_bound else 200
    here = reverse("me_start_step", args=[slug])
    if form.is_bound and status == 200:
        if stays(request):
            messages.success(request, saved_words(form))
            return redirect(f"{here}#rows")
        return redirect(_after(section))
    context = {
        **form_context(form, slug, status),
        "action": here,
        "steps": LABELS,
        "at": STEPS.index(section) + 1,
        "skip_url": _after(section),
    }
    return render(request, "profiles/me/step.html", context, status=status)
