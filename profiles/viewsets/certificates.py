"""Certificates that wait to be looked at, in the admin: what their owners asked to be checked, and nothing else."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from wagtail.admin.viewsets.base import ViewSet

from portal.core.screens import Screen, shown_to
from profiles.enums import CLAIMED_STATES, CheckState
from profiles.models import CertificateCheck
from profiles.permissions import may_check_certificates, may_decide_check
from profiles.services.certificates import CheckDecidedError, OwnCertificateError, record_not_seen, record_seen


class AnswerForm(forms.Form):
    """What a steward says: that they saw it, or why not."""

    words = forms.CharField(
        label="Words to its owner",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed where the certificate could not be seen: what was missing, and what to do.",
    )

    def __init__(self, data: Any = None, *, seen: bool = False) -> None:
        self.seen = seen
        super().__init__(data)

    def clean_words(self) -> str:
        """Ask for words where nothing was seen: the owner must know what to do."""
        words = " ".join(str(self.cleaned_data["words"]).split())
        if not self.seen and not words:
            raise forms.ValidationError("Say what was missing, so that its owner knows what to do.")
        return words


class CertificatesView(Screen):
    """The queue, the longest waiting first."""

    may = may_check_certificates
    template_name = "profiles/admin/certificates.html"
    page_title = "Certificates to look at"
    header_icon = "check"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page of requests; a user's own stand there too, without a way to decide on them."""
        waiting = CertificateCheck.objects.waiting().with_what_is_asked()
        checks = self.page_of(waiting)
        rows = [(check, may_decide_check(self.request.user, check.registration.technician)) for check in checks]
        return super().get_context_data(checks=checks, rows=rows, **kwargs)


class CertificateView(Screen):
    """One request: what is to be seen, how, and the answer."""

    may = may_check_certificates
    template_name = "profiles/admin/certificate.html"
    page_title = "Look at a certificate"
    header_icon = "check"
    home = ("certificates:index", CertificatesView.page_title)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the request; one that was decided leads back to the queue with a line about it."""
        check = self._check(kwargs["pk"])
        if check.state != CheckState.ASKED:
            return self._decided(check)
        return self._page(check, AnswerForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Record the answer."""
        check = self._check(pk)
        seen = request.POST.get("answer") == "seen"
        form = AnswerForm(request.POST, seen=seen)
        try:
            if not form.is_valid():
                return self._page(check, form, 422) if check.state == CheckState.ASKED else self._decided(check)
            if seen:
                record_seen(pk, request.user)
            else:
                record_not_seen(pk, request.user, form.cleaned_data["words"])
        except CheckDecidedError as decided:
            return self._decided(decided.check)
        except OwnCertificateError as own:
            raise PermissionDenied from own
        name = check.registration.technician.display_name
        messages.success(request, f"Recorded. {name} is told by mail.")
        return redirect("certificates:index")

    def _check(self, pk: int) -> CertificateCheck:
        """Return a request that may be decided by this user, read in one query: its owner may take it back meanwhile.

        What was asked by somebody who is no longer here is nobody's to read any more.
        """
        check = CertificateCheck.objects.with_what_is_asked().filter(pk=pk).first()
        if check is None:
            raise Http404("There is no such request.")
        if check.state == CheckState.ASKED and check.registration.technician.state not in CLAIMED_STATES:
            raise Http404("Its owner is no longer here.")
        if not may_decide_check(self.request.user, check.registration.technician):
            raise PermissionDenied
        return check

    def _page(self, check: CertificateCheck, form: AnswerForm, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(check=check, form=form), status=status)

    def _decided(self, check: CertificateCheck) -> HttpResponse:
        """Tell whoever comes second who was first; the answer itself is the owner's."""
        if check.state == CheckState.WITHDRAWN:
            messages.warning(self.request, "Its owner took this request back. Your answer was not recorded.")
            return redirect("certificates:index")
        who = check.decided_by.get_full_name() or str(check.decided_by) if check.decided_by else "Somebody"
        words = "saw this certificate" if check.state == CheckState.SEEN else "could not see this certificate"
        messages.warning(self.request, f"{who} {words} already. Your answer was not recorded.")
        return redirect("certificates:index")


class CertificatesViewSet(ViewSet):
    """The screens at /admin/certificates/."""

    name = "certificates"
    icon = "check"
    menu_label = "Certificates"
    menu_order = 220
    add_to_admin_menu = True
    menu_item_class = shown_to(may_check_certificates)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        return [
            path("", CertificatesView.as_view(), name="index"),
            path("<int:pk>/", CertificateView.as_view(), name="check"),
        ]
