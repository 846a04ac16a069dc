"""What the screens about honours have in common."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import View

from awards.models import Honour, HonouredPerson
from awards.permissions import may_organise_awards
from awards.services.honouring import HonourError
from portal.core.screens import Crumb, ForThose
from profiles.visibility import audience_of, view_named

from .screens import AwardScreen

HIDDEN = "A technician whose profile is not shown now"
LIST = "Honours"


def name_of(person: HonouredPerson, user: Any) -> str:
    """Return what somebody is called, as far as this user may see it. Load the person `with_technician`."""
    if person.technician is None:
        return person.name
    view = view_named(person.technician, audience_of(user))
    return view.display_name if view else HIDDEN


def title_of(honour: Honour) -> str:
    """Return what an honour is called: what was won, when, in which category."""
    return ", ".join(part for part in (honour.scheme.title, str(honour.year), honour.category_name) if part)


def address_of(honour: Honour) -> str:
    """Return where an honour is kept."""
    return reverse("award_honours:one", args=[honour.pk])


class HonourScreen(AwardScreen):
    """A screen beneath the list of honours."""

    header_icon = "pick"

    def way(self) -> list[Crumb]:
        """Lead back to the list."""
        return [(reverse("award_honours:index"), LIST)]


class FormScreen(HonourScreen):
    """A screen that is one form."""

    template_name = "awards/admin/honour_form.html"
    button = "Save"

    def form(self, data: Any = None) -> Form:
        """Return the form."""
        raise NotImplementedError

    def do(self, form: Any) -> str:
        """Do it, and return what is said then. Raises HonourError."""
        raise NotImplementedError

    def then(self) -> str:
        """Return where to go afterwards, and where leaving leads."""
        return reverse("award_honours:index")

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        """Return the page with its form."""
        return self.show(status, form=form, button=self.button, leave_url=self.then())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.page(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, 422)
        try:
            said = self.do(form)
        except HonourError as problem:
            form.add_error(None, str(problem))
            return self.page(form, 409)
        messages.success(request, said)
        return HttpResponseRedirect(self.then())


class OneHonour(HonourScreen):
    """A screen about one honour (`honour` in the address), read once the role was checked."""

    _honour: Honour | None = None

    @property
    def honour(self) -> Honour:
        """Return the honour with its people, loaded once."""
        if self._honour is None:
            rows = Honour.objects.with_people().select_related("candidate__category__round")
            self._honour = get_object_or_404(rows, pk=self.kwargs["honour"])
        return self._honour

    def way(self) -> list[Crumb]:
        """Lead back to the list, and to the honour."""
        return [*super().way(), (address_of(self.honour), title_of(self.honour))]

    def then(self) -> str:
        """Lead back to the honour."""
        return address_of(self.honour)


class Button(ForThose, View):
    """Something done by a button: what is not possible is said on the page to which it leads back."""

    may = may_organise_awards
    http_method_names = ["post"]
    request: HttpRequest

    def do(self) -> str:
        """Do it, and return what is said then. Raises HonourError."""
        raise NotImplementedError

    def back(self) -> str:
        """Return where it leads back to; asked before it is done."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        back = self.back()
        try:
            messages.success(request, self.do())
        except HonourError as problem:
            messages.error(request, str(problem))
        except ObjectDoesNotExist:
            messages.error(request, "That is gone already.")
        return HttpResponseRedirect(back)
