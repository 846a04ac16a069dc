"""Photos of technicians for editors, in the admin: whom one may ask, asking, and what was asked, agreed and refused."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.generic import View
from wagtail.admin.viewsets.base import ViewSet

from portal.core.screens import Crumb, ForThose, Screen, shown_to
from portal.core.search_box import one_line
from profiles.enums import ENDED_REUSES, Audience, ReuseState
from profiles.forms.photo_uses import AskForm
from profiles.models import PhotoReuse, Technician
from profiles.permissions import may_ask_for_photos
from profiles.querysets import PhotoReuseQuerySet
from profiles.services.drafts import author_name
from profiles.services.reuse import ReuseRefusedError, ask_for_photo, person_to_ask, take_request_back
from profiles.visibility import audience_of, view_hit, view_hits

LIST = "Photos of technicians"
# The list's parts, by the word in the address
PARTS = {
    "asked": "Wait for an answer",
    "agreed": "Agreed",
    "soon": "Run out within a month",
    "refused": "Refused",
    "ended": "Ended",
}


def _part(name: str) -> PhotoReuseQuerySet:
    """Return the requests of one part."""
    if name == "soon":
        return PhotoReuse.objects.running_out(timezone.localdate())
    if name == "ended":
        return PhotoReuse.objects.filter(state__in=ENDED_REUSES).order_by("-ended_at", "-pk")
    return PhotoReuse.objects.filter(state=ReuseState(name)).order_by("asked_at", "pk")


class PhotoUsesView(Screen):
    """What was asked of technicians, part by part; of whom the editor sees nothing now, no name stands here."""

    may = may_ask_for_photos
    template_name = "profiles/admin/photo_uses.html"
    page_title = LIST
    header_icon = "image"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the part that the address names, and how much is in each."""
        shown = self.request.GET.get("show", "")
        shown = shown if shown in PARTS else "asked"
        audience = audience_of(self.request.user)
        uses = _part(shown).with_people()
        page = self.page_of(uses)
        parts = [(name, label, _part(name).count()) for name, label in PARTS.items()]
        rows = [(use, _name(use, audience), author_name(use.editor) if use.editor else "") for use in page]
        return super().get_context_data(page=page, rows=rows, parts=parts, shown=shown, **kwargs)


def _name(use: PhotoReuse, audience: Audience) -> str:
    view = view_hit(use.technician, audience)
    return view.display_name if view else ""


class FindView(Screen):
    """The technicians whose photo this editor sees, to ask one of them."""

    may = may_ask_for_photos
    template_name = "profiles/admin/photo_find.html"
    page_title = "Whose photo"
    header_icon = "search"
    home = ("photo_uses:index", LIST)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of people, by name."""
        text = one_line(self.request.GET.get("q", ""), 100)
        audience = audience_of(self.request.user)
        people = Technician.objects.with_photo_for(audience, text).exclude(user=self.request.user.pk).for_hits()
        page = self.page_of(people)
        views = view_hits(page.object_list, audience)
        return super().get_context_data(page=page, people=views, text=text, **kwargs)


class AskView(Screen):
    """Asking one of them: what for, and until when."""

    may = may_ask_for_photos
    template_name = "profiles/admin/photo_ask.html"
    page_title = "Ask for a photo"
    header_icon = "image"
    home = ("photo_uses:index", LIST)

    def way(self) -> list[Crumb]:
        """The people lie between."""
        return [(reverse("photo_uses:find"), FindView.page_title)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self._page(AskForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask."""
        form = AskForm(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        try:
            ask_for_photo(pk, request.user, **form.cleaned_data)
        except ReuseRefusedError as refusal:
            form.add_error(None, str(refusal))
            return self._page(form, 409)
        messages.success(request, "Asked. The owner is told by mail, and you are when they have answered.")
        return redirect("photo_uses:index")

    def _page(self, form: AskForm, status: int = 200) -> HttpResponse:
        """Return the page, or lead away from somebody who cannot be asked at all."""
        try:
            person = person_to_ask(self.kwargs["pk"], self.request.user)
        except ReuseRefusedError as refusal:
            messages.error(self.request, str(refusal))
            return redirect("photo_uses:find")
        return self.render_to_response(self.get_context_data(person=person, form=form), status=status)


class TakeBackView(ForThose, View):
    """Takes a request back that nobody answered yet."""

    may = may_ask_for_photos
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Take it back, or say that it was answered meanwhile."""
        if take_request_back(pk):
            messages.success(request, "Taken back. Its owner is not asked any more.")
        else:
            messages.warning(request, "It was answered meanwhile, or taken back already.")
        return redirect("photo_uses:index")


class PhotoUsesViewSet(ViewSet):
    """The screens at /admin/photo-uses/."""

    name = "photo_uses"
    url_prefix = "photo-uses"
    icon = "image"
    menu_label = "Photo requests"
    menu_order = 305
    add_to_admin_menu = True
    menu_item_class = shown_to(may_ask_for_photos)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        return [
            path("", PhotoUsesView.as_view(), name="index"),
            path("find/", FindView.as_view(), name="find"),
            path("ask/<int:pk>/", AskView.as_view(), name="ask"),
            path("<int:pk>/take-back/", TakeBackView.as_view(), name="take_back"),
        ]
