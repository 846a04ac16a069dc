"""What a round consists of, in the admin: a category, question or criterion more, changed, moved, deleted."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from awards.forms.rounds import CategoryForm, CriterionForm, PartForm, QuestionForm
from awards.models import Round
from awards.services.round_parts import add_part, change_part, move_part, remove_part
from awards.services.rounds import RoundError

from .screens import OneRound

# The name in the address -> its form, and what one of it is called
FORMS: dict[str, tuple[type[PartForm], str]] = {
    "categories": (CategoryForm, "category"),
    "questions": (QuestionForm, "question"),
    "criteria": (CriterionForm, "criterion"),
}
MOVES = ("up", "down", "remove")


class PartScreen(OneRound):
    """A screen about a part of a round, of the kind in its address (`parts`)."""

    template_name = "awards/admin/part_form.html"

    @property
    def form_class(self) -> type[PartForm]:
        """Return the form of its kind."""
        return FORMS[self.kwargs["parts"]][0]

    @property
    def what(self) -> str:
        """Return what one of its kind is called."""
        return FORMS[self.kwargs["parts"]][1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template what it is called."""
        return super().get_context_data(what=self.what, **kwargs)

    def _back(self) -> HttpResponse:
        address = reverse("award_rounds:round", args=[self.round.pk])
        return HttpResponseRedirect(f"{address}#{self.kwargs['parts']}-h")

    def _saved(self, form: PartForm, words: str) -> HttpResponse:
        """Save what was typed, and go back; or show why not."""
        if form.is_valid():
            try:
                self.save(form)
            except ValidationError as wrong:
                form.say(wrong)
            except RoundError as problem:
                form.add_error(None, str(problem))
            else:
                messages.success(self.request, words)
                return self._back()
        return self.show(422, form=form)

    def save(self, form: PartForm) -> None:
        """Save by the service."""
        raise NotImplementedError


class AddPartView(PartScreen):
    """One more."""

    def get_page_title(self) -> str:
        """Say what is added."""
        return f"Add a {self.what}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.show(form=self.form_class())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add it."""
        return self._saved(self.form_class(request.POST), f"The {self.what} is added.")

    def save(self, form: PartForm) -> None:
        """Add it at the end."""
        add_part(form.model, self.round.pk, form.values(), by=self.request.user)


class OnePart(PartScreen):
    """A step with one that is there (`pk` in the address)."""

    @cached_property
    def part(self) -> Any:
        """Return it with its round, loaded once."""
        model = self.form_class.model
        return get_object_or_404(model._default_manager.select_related("round__scheme"), pk=self.kwargs["pk"])

    @property
    def round(self) -> Round:
        """Return its round."""
        found: Round = self.part.round
        return found


class ChangePartView(OnePart):
    """Changing one."""

    def get_page_title(self) -> str:
        """Say what is changed."""
        return f"Change a {self.what}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the part."""
        return super().get_context_data(part=self.part, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what it says."""
        return self.show(form=self.form_class(part=self.part))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change it, or say why not."""
        return self._saved(self.form_class(request.POST), f"The {self.what} is saved.")

    def save(self, form: PartForm) -> None:
        """Change it."""
        change_part(form.model, self.part.pk, form.values(), by=self.request.user)


class DoWithPartView(OnePart):
    """What is done by one button: moving, and deleting what nobody has used."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, do: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        part, back = self.part, self._back()
        try:
            if do == "remove":
                remove_part(type(part), part.pk, by=request.user)
                messages.success(request, f"The {self.what} is deleted.")
            else:
                move_part(type(part), part.pk, -1 if do == "up" else 1)
        except RoundError as problem:
            messages.error(request, str(problem))
        return back
