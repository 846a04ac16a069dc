"""Claiming a profile. Opening an address never changes anything: mail scanners open every link. A button does."""

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from profiles.claim_forms import FirstPasswordForm, NewLinkForm, StaffNumberForm
from profiles.models import Technician
from profiles.services.claims import (
    ClaimError,
    Link,
    LinkView,
    claim_by_link,
    claim_by_staff_number,
    look_at_link,
)
from profiles.services.invitations import send_link_again

OWN_PROFILE = reverse_lazy("me_profile")
WELCOME = "The profile is yours. Nobody else sees any of it until you say so."
STATUS = {Link.UNKNOWN: 404, Link.USED: 410, Link.REVOKED: 410, Link.EXPIRED: 410, Link.CLAIMED: 410, Link.LEFT: 410}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest) -> HttpResponseBase:
    """Say how to claim; take the staff number of somebody who is signed in."""
    if not request.user.is_authenticated:
        return render(request, "profiles/claim.html", {})
    mine = Technician.objects.filter(user=request.user).first()
    if request.method != "POST" or mine:
        return render(request, "profiles/claim.html", {"technician": mine, "form": StaffNumberForm()})
    if not ratelimit.consume(request, action="claim_number", user=request.user):
        return ratelimit.respond_429(request)
    form = StaffNumberForm(request.POST)
    if form.is_valid():
        try:
            claim_by_staff_number(request.user, form.cleaned_data["staff_number"])
        except ClaimError as refusal:
            form.add_error("staff_number", str(refusal))
        else:
            messages.success(request, WELCOME)
            return redirect(str(OWN_PROFILE))
    return render(request, "profiles/claim.html", {"form": form}, status=400)


@never_cache
@sensitive_post_parameters("password")
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def claim_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show whose link this is and what to do with it; claim when the button is pressed."""
    view = look_at_link(token, request.user)
    form = _password_form(request, view)
    if request.method != "POST":
        return _link_page(request, view, form, token)
    if view.state == Link.MINE:  # the second of two tabs, or a second press
        return redirect(str(OWN_PROFILE))
    if form is not None and not form.is_valid():
        return _link_page(request, view, form, token, status=400)
    return _claim_now(request, view, form, token)


def _claim_now(request: HttpRequest, view: LinkView, form: FirstPasswordForm | None, token: str) -> HttpResponseBase:
    password = form.cleaned_data["password"] if form else ""
    try:
        owner = claim_by_link(token, request.user, password)
    except ClaimError:  # how it stands was looked at before; somebody may have been quicker
        return _link_page(request, look_at_link(token, request.user), None, token, status=409)
    messages.success(request, WELCOME)
    if request.user.is_authenticated:
        return redirect(str(OWN_PROFILE))
    return perform_login(request, owner, redirect_url=str(OWN_PROFILE), email=view.email)


def _password_form(request: HttpRequest, view: LinkView) -> FirstPasswordForm | None:
    if view.state != Link.NEW_ACCOUNT or view.technician is None:
        return None
    names = (view.technician.given_name, view.technician.family_name)
    data = request.POST if request.method == "POST" else None
    return FirstPasswordForm(data, email=view.email, names=names)


def _link_page(
    request: HttpRequest, view: LinkView, form: FirstPasswordForm | None, token: str, status: int = 200
) -> HttpResponse:
    """Draw the page of a link. It is never kept, and its address is told to no other site."""
    context = {"state": view.state.value, "technician": view.technician, "email": view.email, "form": form}
    context["canonical_url"] = ""
    response = render(request, "profiles/claim_link.html", context, status=STATUS.get(view.state, status))
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_link(request: HttpRequest) -> HttpResponseBase:
    """Send a fresh link to an address on the staff list, and say the same whether it is on it or not."""
    form = NewLinkForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 400 if request.method == "POST" else 200
        return render(request, "profiles/claim_new_link.html", {"form": form}, status=status)
    email = form.cleaned_data["email"]
    if not ratelimit.consume(request, action="claim_link", key=email.lower()):
        return ratelimit.respond_429(request)
    send_link_again.enqueue(email)
    return render(request, "profiles/claim_new_link.html", {"sent_to": email})
