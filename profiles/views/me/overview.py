"""The list of sections, who sees what, going live, hiding and showing again, and the look through others' eyes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.enums import Audience, ProfileState
from profiles.forms import AudiencesForm, GoLiveForm
from profiles.models import Technician
from profiles.services import profile
from profiles.services.profile import ProfileChangedError
from profiles.views.technician import empty_rows, page_context
from profiles.visibility import preview_profile

from .access import own_profile
from .next_steps import next_steps
from .rows import held_back_by_name, section_rows, standing

_CHANGED = "Who sees what was changed in another window while you were choosing."


def overview_context(technician: Technician, form: AudiencesForm | None = None) -> dict[str, object]:
    """Return what the list of sections is drawn from."""
    form = form or AudiencesForm(technician)
    return {
        "technician": technician,
        "form": form,
        "rows": [(row, form[row.section.value].value() or "") for row in section_rows(technician)],
        "standing": standing(technician),
        "held_back": held_back_by_name(technician),
        "next": next_steps(technician),
        "use_htmx": True,
    }


def fresh(technician: Technician) -> Technician:
    """Return the technician as the database has them now."""
    return Technician.objects.for_owner().get(pk=technician.pk)


@require_safe
@own_profile
def overview(request: HttpRequest, technician: Technician) -> HttpResponseBase:
    """Show all sections with their summaries and audiences."""
    return render(request, "profiles/me/profile.html", overview_context(technician))


@require_POST
@own_profile
def audiences(request: HttpRequest, technician: Technician) -> HttpResponseBase:
    """Save who sees what, all sections at once."""
    form = AudiencesForm(technician, request.POST)
    status = 422
    if form.is_valid():
        try:
            profile.save_audiences(technician.pk, request.user, form.cleaned_data["seen"], form.chosen())
        except ProfileChangedError:
            form.add_error(None, f"{_CHANGED} Your choices stand below, unsaved; save again to put them in place.")
            form.mark_as_read(fresh(technician))
            status = 409
        else:
            messages.success(request, "Saved who sees what.")
            return redirect("me_profile")
    return render(request, "profiles/me/profile.html", overview_context(technician, form), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def go_live(request: HttpRequest, technician: Technician) -> HttpResponseBase:
    """Show what will be seen by whom, ask for agreement, and switch the profile on."""
    form = GoLiveForm(technician, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        before = technician.state
        kept = profile.go_live(technician.pk, request.user, form.chosen())
        messages.success(request, _live_words(kept, before))
        return redirect("me_profile")
    context = {
        "technician": technician,
        "form": form,
        "rows": section_rows(technician),
        "standing": standing(technician),
        "held_back": held_back_by_name(technician),
    }
    return render(request, "profiles/me/go_live.html", context, status=422 if form.is_bound else 200)


def _live_words(technician: Technician, before: str) -> str:
    if preview_profile(technician, Audience.COLLEAGUES) is None:
        return "Your profile is live, but everything in it is set to ‘Only me’: nobody sees any of it yet."
    return "Saved." if before == ProfileState.LIVE else "Your profile is live."


@require_POST
@own_profile
def hide(request: HttpRequest, technician: Technician) -> HttpResponseBase:
    """Take everything off the site at once."""
    profile.hide(technician.pk, request.user)
    messages.success(request, "Hidden. Nobody but you sees any of your profile now. Your words and choices are kept.")
    return redirect("me_profile")


@require_POST
@own_profile
def show_again(request: HttpRequest, technician: Technician) -> HttpResponseBase:
    """Put a hidden profile back as it was."""
    profile.show_again(technician.pk, request.user)
    messages.success(request, "Your profile is shown again, to the same people as before.")
    return redirect("me_profile")


@require_safe
@own_profile
def preview(request: HttpRequest, technician: Technician, viewer: str) -> HttpResponse:
    """Show the owner the page that somebody else gets, whether or not it is live yet."""
    audience = {"public": Audience.PUBLIC, "colleagues": Audience.COLLEAGUES}.get(viewer)
    if audience is None:
        raise Http404("There is no such view of a profile.")
    view = preview_profile(technician, audience)
    context = {"preview": viewer, "standing": standing(technician), "technician": technician}
    if view is None:
        return render(request, "profiles/me/nothing_to_see.html", context)
    context |= {"json_ld": "", "empty_rows": empty_rows(technician)}
    return render(request, "profiles/me/preview.html", page_context(view) | context)
