"""One short form a section: on a page of its own, or opened in its place in the list where there is a script."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from portal.core.picture_files import MOST_BYTES
from portal.core.uploads import capped_uploads
from profiles.forms import ROW_FORMS, SECTION_FORMS, SectionForm
from profiles.models import Technician
from profiles.services.profile import ProfileChangedError

from .access import own_profile
from .overview import fresh, overview_context
from .rows import SECTIONS, section_row

CHANGED = (
    "This section was changed in another window after you opened it here. What you typed is kept below and is not "
    "saved; what is there now stands beside it."
)


def try_to_save(form: SectionForm, user: Any, save: Callable[[Any], None] | None = None) -> int:
    """Save a form that was sent; return 200, 422 where something must be put right, 409 where it was overtaken.

    `save` is what saves it, where that is more than the form's own `submit`.
    Raises ProfileGoneError.
    """
    if not form.is_valid():
        return 422
    try:
        (save or form.submit)(user)
    except ProfileChangedError:
        form.technician = fresh(form.technician)
        form.mark_as_read()
        again = "Save again to add yours to it." if form.only_adds else "Save again to put yours in its place."
        form.add_error(None, f"{CHANGED} {again}")
        return 409
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return 422
    return 200


def form_context(form: SectionForm, slug: str, status: int = 200) -> dict[str, object]:
    """Return what a section's form is drawn from; after a clash, what is there now too."""
    return {
        "form": form,
        "slug": slug,
        "section": form.section,
        "row": section_row(form.technician, form.section),
        "technician": form.technician,
        "clash": status == 409,
        "action": reverse("me_section", args=[slug]),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@capped_uploads(MOST_BYTES)
@own_profile
def section(request: HttpRequest, technician: Technician, slug: str) -> HttpResponseBase:
    """Show and save one section."""
    if slug not in SECTIONS:
        raise Http404("A profile has no such section.")
    form_class = SECTION_FORMS[SECTIONS[slug]]
    if request.method != "POST":
        return form_page(request, form_class(technician), slug)
    form = form_class(technician, request.POST)
    form.files = request.FILES
    status = try_to_save(form, request.user)
    if status != 200:
        return form_page(request, form, slug, status)
    return _saved(request, form, slug)


def form_page(request: HttpRequest, form: SectionForm, slug: str, status: int = 200, note: str = "") -> HttpResponse:
    """Render the form: for htmx the form alone, in the place of the section's row."""
    context = {**form_context(form, slug, status), "note": note}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "profiles/me/_form_row.html", context, status=status)
    return render(request, "profiles/me/section.html", context, status=status)


def stays(request: HttpRequest) -> bool:
    """Say whether the form goes on after this save: a skill or registration was added, suggested or removed."""
    if request.POST.get("suggest"):
        return True
    return request.POST.get("then") == "stay" or request.POST.get("remove", "").isdecimal()


def saved_words(form: SectionForm) -> str:
    """Return a line that says what was saved."""
    adding = form.cleaned_data.get("adding")
    if adding and getattr(adding, "is_waiting", False):
        return f"Suggested {adding.name}. It waits for the editors; until they agree, nobody else sees it."
    if adding:
        return f"Added {adding.name}."
    return f"Saved ‘{form.section.label}’."


def _saved(request: HttpRequest, form: SectionForm, slug: str) -> HttpResponseBase:
    technician, words = fresh(form.technician), saved_words(form)
    if form.goes_on_at:
        messages.success(request, words)
        url = reverse(form.goes_on_at)
        return HttpResponseClientRedirect(url) if request.htmx else redirect(url)  # type: ignore[attr-defined]
    if request.htmx:  # type: ignore[attr-defined]
        if stays(request):
            return form_page(request, type(form)(technician), slug, note=words)
        context = {**overview_context(technician), "row": section_row(technician, form.section), "note": words}
        return render(request, "profiles/me/_row_saved.html", context)
    messages.success(request, words)
    if stays(request):
        return redirect(f"{reverse('me_section', args=[slug])}#rows")
    return redirect(f"{reverse('me_profile')}#{slug}")


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def row(request: HttpRequest, technician: Technician, slug: str, pk: int) -> HttpResponseBase:
    """Show and save one row of a section; only the owner's own are found."""
    form_class = ROW_FORMS.get(SECTIONS.get(slug))  # type: ignore[arg-type]
    if form_class is None:
        raise Http404("This section has no such entries.")
    found = next((there for there in form_class(technician).rows() if there.pk == pk), None)
    if found is None:
        raise Http404("This entry is not on your list. It may have been removed.")
    form = form_class(technician, request.POST if request.method == "POST" else None, row=found)
    status = try_to_save(form, request.user) if form.is_bound else 200
    if form.is_bound and status == 200:
        messages.success(request, "Removed." if form.cleaned_data.get("remove") else f"Saved {form.row_title}.")
        return redirect(f"{reverse('me_section', args=[slug])}#rows")
    context = {**form_context(form, slug, status), "one_row": found, "action": reverse("me_row", args=[slug, pk])}
    return render(request, "profiles/me/section.html", context, status=status)
