"""Who has not claimed a profile, in the admin: to look through, to write to, to take away as a file."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.generic import View
from wagtail.admin.viewsets.base import ViewSet

from portal.core.screens import ForThose, Screen, shown_to
from portal.core.spreadsheets import FILES
from profiles.models import Department, Technician
from profiles.permissions import may_invite
from profiles.querysets import TechnicianQuerySet, in_departments
from profiles.services.invitations import invite, invite_in_background

HEADER = (
    "Staff number",
    "Family name",
    "Given name",
    "Work email",
    "Job title",
    "Department",
    "Invited",
    "Last invited",
)


def _whole(text: str) -> int | None:
    """Return a whole number as it came in an address or a form, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None


def found(request: HttpRequest) -> TechnicianQuerySet:
    """Return the unclaimed whom search and filters leave, with their invitations counted."""
    people = (
        Technician.objects.unclaimed()
        .with_invitations()
        .select_related("department")
        .order_by("family_name", "given_name", "pk")
    )
    people = people.named_like(request.GET.get("q", "").replace("\x00", "").strip()[:100])
    department = _whole(request.GET.get("department", ""))
    if department is not None:
        people = people.filter(in_departments([department]))
    invited = request.GET.get("invited", "")
    if invited == "no":
        people = people.filter(invitations=None)
    elif invited == "yes":
        people = people.exclude(invitations=None)
    return people


class UnclaimedView(Screen):
    """The list."""

    may = may_invite
    template_name = "profiles/admin/unclaimed.html"
    page_title = "Not yet claimed"
    header_icon = "group"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list, or give it as a file (`?export=csv`, `?export=xlsx`)."""
        make = FILES.get(request.GET.get("export", ""))
        if make:
            return make(f"not-yet-claimed-{timezone.localdate()}", HEADER, map(_cells, found(request)))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page of people, the filters as they stand, and how many were never written to."""
        people = self.page_of(found(self.request))
        filters = {key: value for key in ("q", "department", "invited") if (value := self.request.GET.get(key, ""))}
        return super().get_context_data(
            people=people,
            filters=filters,
            query=urlencode(filters),
            departments=list(Department.objects.order_by("name").values_list("pk", "name")),
            chosen_department=_whole(filters.get("department", "")),
            never_invited=Technician.objects.unclaimed().filter(invitations=None).count(),
            **kwargs,
        )


def _cells(person: Any) -> tuple[Any, ...]:
    return (
        person.staff_number,
        person.family_name,
        person.given_name,
        person.email,
        person.job_title,
        person.department.name if person.department else "",
        person.invitation_count,
        person.last_invited,
    )


class InviteView(ForThose, View):
    """Writes to all who were never written to, or to those chosen."""

    may = may_invite
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Invite, and say how many."""
        if request.POST.get("who") == "all":
            self._invite_all(request)
        else:
            self._invite_chosen(request)
        query = request.POST.get("query", "")
        return redirect(reverse("unclaimed:index") + (f"?{query}" if query else ""))

    def _invite_all(self, request: HttpRequest) -> None:
        pks = list(Technician.objects.unclaimed().filter(invitations=None).values_list("pk", flat=True))
        if not pks:
            messages.info(request, "Everybody on this list has been invited.")
            return
        invite_in_background.enqueue(pks, int(request.user.pk or 0))
        number = "1 invitation is" if len(pks) == 1 else f"{len(pks):,} invitations are"
        messages.success(request, f"{number} on the way. Reload this page to see how far it is.")

    def _invite_chosen(self, request: HttpRequest) -> None:
        chosen = {pk for text in request.POST.getlist("chosen") if (pk := _whole(text)) is not None}
        if not chosen:
            messages.error(request, "Choose at least one person from the list, then press ‘Send to those chosen’.")
            return
        result = invite(Technician.objects.filter(pk__in=chosen), request.user)
        skipped = len(chosen) - result.sent
        if result.sent:
            messages.success(request, "1 invitation sent." if result.sent == 1 else f"{result.sent} invitations sent.")
        if skipped:
            people = "1 person was" if skipped == 1 else f"{skipped} people were"
            messages.warning(request, f"{people} left out: written to today already, or the profile is claimed by now.")


class UnclaimedViewSet(ViewSet):
    """The screens at /admin/unclaimed/."""

    name = "unclaimed"
    icon = "group"
    menu_label = "Not yet claimed"
    menu_order = 210
    add_to_admin_menu = True
    menu_item_class = shown_to(may_invite)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        return [
            path("", UnclaimedView.as_view(), name="index"),
            path("invite/", InviteView.as_view(), name="invite"),
        ]


unclaimed_viewset = UnclaimedViewSet()
