"""Changing an import's preview: an action, what a row is, and the text outside the actions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from plan.enums import ImportState
from plan.forms.import_actions import ActionForm, OutsideForm, RowForm
from plan.importing.result import ActionAsRead
from plan.previews import Original, Understood, mark_of, originals_of, understood
from plan.services.import_corrections import (
    ChangedMeanwhileError,
    correct_action,
    keep_outside,
    take_back_correction,
    tell_row,
)

from .import_screens import OpenImport

CHANGED = (
    "Somebody changed this action after you opened it here. What you typed is kept below and not saved. "
    "Look at what is there now; save again if yours still holds."
)


class OnePreview(OpenImport, TemplateView):
    """A screen about something in the preview."""

    @cached_property
    def seen(self) -> Understood:
        """Return the file as it is read now."""
        self.want(ImportState.PREVIEW)
        return understood(self.found)


class ActionView(OnePreview):
    """Type over what was read of an action."""

    page_title = "Correct an action"
    template_name = "plan/admin/import_action.html"

    @cached_property
    def action(self) -> ActionAsRead:
        """Return the action as it stands in the preview."""
        pair = self.seen.action(self.kwargs["place"])
        if pair is None:
            raise Http404("No action begins in this row any more.")
        return pair[1]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the action beside its rows."""
        return self._page(self._form())

    def post(self, request: HttpRequest, pk: int, place: int) -> HttpResponse:
        """Keep what was typed, take it back, or say what the dates as typed mean."""
        if "take_back" in request.POST:
            self.want(ImportState.PREVIEW)
            take_back_correction(self.found, place)
            messages.success(request, "The action says again what the file says.")
            return self.back(place)
        form = self._form(request.POST)
        if not form.is_valid() or "look" in request.POST:
            return self._page(form)
        try:
            correct_action(self.found, place, form.typed, form.cleaned_data["seen"])
        except ChangedMeanwhileError:
            form.data = request.POST.copy()
            form.data["seen"] = mark_of(self.action)
            form.add_error(None, CHANGED)
            return self._page(form)
        messages.success(request, f"{form.cleaned_data['code']} is kept as you typed it. Nothing was written yet.")
        return self.back(place)

    def _form(self, data: Any = None) -> ActionForm:
        place, actions = self.kwargs["place"], self.seen.corrected.actions
        taken = {action.code for action in actions if action.rows[0] != place}
        return ActionForm(self.action, mark_of(self.action), self.seen.read.period, taken, data)

    def _page(self, form: ActionForm) -> HttpResponse:
        originals = originals_of(self.seen.corrected.rows)
        return self.render_to_response(
            self.get_context_data(
                form=form,
                action=self.action,
                originals=[originals[place] for place in self.action.rows],
                is_corrected=str(self.kwargs["place"]) in self.found.corrections,
                is_own=self.seen.is_own,
            )
        )


class RowView(OnePreview):
    """Say what a row is."""

    page_title = "What a row is"
    template_name = "plan/admin/import_row.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask."""
        became = self.found.told.get(str(self.kwargs["place"]), "")
        return self._page(RowForm(initial={"became": became}))

    def post(self, request: HttpRequest, pk: int, place: int) -> HttpResponse:
        """Keep the answer."""
        form, original = RowForm(request.POST), self._original
        if not form.is_valid():
            return self._page(form)
        tell_row(self.found, original.place, form.chosen)
        messages.success(request, "The file is read with this from now on. Nothing was written yet.")
        return self.back(place)

    @cached_property
    def _original(self) -> Original:
        originals = originals_of(self.seen.corrected.rows)
        place = self.kwargs["place"]
        if self.seen.is_own or place >= len(originals) or not originals[place].can_be_told:
            raise Http404("There is nothing to say of this row.")
        return originals[place]

    def _page(self, form: RowForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, original=self._original))


class OutsideView(OnePreview):
    """Choose which text outside the actions goes into the plan's introduction."""

    page_title = "Text outside the actions"
    template_name = "plan/admin/import_outside.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show all of it."""
        outside = self.seen.corrected.outside
        ticked = [str(at) for at, text in enumerate(outside) if text in self.found.outside]
        return self._page(OutsideForm(outside, initial={"lines": ticked}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the choice."""
        form = OutsideForm(self.seen.corrected.outside, request.POST)
        if not form.is_valid():
            return self._page(form)
        keep_outside(self.found, form.chosen)
        messages.success(request, "Your choice is kept. Nothing was written yet.")
        return self.back()

    def _page(self, form: OutsideForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))
