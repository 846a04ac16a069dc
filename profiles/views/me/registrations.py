"""What becomes of one registration, step by step, and asking a steward to look at its certificate."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from profiles.enums import CheckState, RegistrationStep, Section
from profiles.forms import CertificateForm, RegistrationsForm, StepForm
from profiles.models import Registration, Technician
from profiles.registration_stages import WrongStepError, stage_after
from profiles.services import profile
from profiles.services.certificates import ask_for_check, withdraw_check

from .access import own_profile
from .overview import fresh
from .rows import SLUGS
from .section import form_page

SLUG = SLUGS[Section.REGISTRATIONS]


def _own_row(technician: Technician, pk: int) -> Registration:
    """Return one of the technician's own."""
    row = technician.registrations.with_check_state().filter(pk=pk).first()
    if row is None:
        raise Http404("This registration is not on your list. It may have been removed.")
    return row


def _to_list() -> HttpResponseBase:
    return redirect(f"{reverse('me_section', args=[SLUG])}#rows")


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def step(request: HttpRequest, technician: Technician, pk: int, step: str) -> HttpResponseBase:
    """Ask what a step has to ask, and take it. A press in the list comes here as a POST."""
    row = _own_row(technician, pk)
    if step not in RegistrationStep:
        raise Http404("A registration has no such step.")
    taken = RegistrationStep(step)
    form = StepForm(taken, row, request.POST if request.method == "POST" else None)
    status = 200
    try:
        stage_after(row.stage, taken)
        if form.is_bound and form.is_valid():
            profile.take_registration_step(technician.pk, request.user, pk, taken, form.told())
            return _step_taken(request, technician, row, taken)
        status = 422 if form.is_bound else 200
    except WrongStepError as refusal:
        form = StepForm(taken, row, {})
        form.add_error(None, str(refusal))
        status = 409
    except ValidationError as refusal:
        form.add_error(None, refusal)
        status = 422
    context = {"form": form, "row": row, "step": taken, "refused": status == 409}
    return render(request, "profiles/me/registration_step.html", context, status=status)


def _step_taken(
    request: HttpRequest, technician: Technician, row: Registration, taken: RegistrationStep
) -> HttpResponseBase:
    words = f"{row.type.post_nominals}: {taken.label}. Saved."
    if request.htmx:  # type: ignore[attr-defined]
        return form_page(request, RegistrationsForm(fresh(technician)), SLUG, note=words)
    messages.success(request, words)
    return _to_list()


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def certificate(request: HttpRequest, technician: Technician, pk: int) -> HttpResponseBase:
    """Ask that a steward look at the certificate; or see how that stands."""
    row = _own_row(technician, pk)
    form = CertificateForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            ask_for_check(technician.pk, request.user, pk, form.cleaned_data["how"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, "Asked. You are told by mail when a steward has looked.")
            return redirect("me_certificate", pk=pk)
    return _certificate_page(request, row, form, status)


def _certificate_page(request: HttpRequest, row: Registration, form: CertificateForm, status: int) -> HttpResponse:
    latest = row.checks.select_related("decided_by").first()
    context = {
        "form": form,
        "row": row,
        "check": latest,
        "waits": bool(latest and latest.state == CheckState.ASKED),
        "not_seen": bool(latest and latest.state == CheckState.NOT_SEEN),
        "may_ask": row.is_held and not row.certificate_seen_on,
    }
    return render(request, "profiles/me/certificate.html", context, status=status)


@require_POST
@own_profile
def withdraw(request: HttpRequest, technician: Technician, pk: int) -> HttpResponseBase:
    """Take the request back, or put its answer aside."""
    _own_row(technician, pk)
    if withdraw_check(technician.pk, request.user, pk):
        messages.success(request, "Taken back. No steward sees it any more.")
    return _to_list()
