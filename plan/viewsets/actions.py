"""The screens of one action: how it is going and what is done, its words, deleting it, its history."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.widgets.button import HeaderButton

from plan.changes import Change, changes_between
from plan.facts import facts_of
from plan.forms.actions import ActionForms
from plan.forms.done import DoneForm
from plan.forms.updates import UpdateForm
from plan.history import history_of_action, history_of_plan
from plan.models import Action
from plan.overview import overseen_action
from plan.parts import parts_of
from plan.services.editing import (
    ActionGoneError,
    ActionsChangedError,
    EditRefusedError,
    add_action,
    delete_action,
    edit_action,
    pointing_at,
)
from plan.services.updates import ActionChangedError, UpdateRefusedError, review
from plan.viewsets.screens import OneAction, OnePlan
from portal.core.screens import Crumb

CHANGED = "Somebody changed this action meanwhile. Look at it again; nothing was saved."
GONE = "This action is no longer there."


class ActionView(OneAction):
    """How an action stands, what of it is done, what it is measured by; an update is posted here."""

    template_name = "plan/admin/action.html"

    def get_page_title(self) -> str:
        """Name the action."""
        return self.action.code

    def way(self) -> list[Crumb]:
        """Lead back to the plan."""
        return super().way()[:1]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Offer to edit it."""
        return [
            HeaderButton("Edit the action", url=reverse("plans:edit_action", args=[self.action.pk]), icon_name="edit")
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        return self._page(self._update_form(), DoneForm(self.action))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Post an update."""
        form = self._update_form(request.POST)
        if form.submit(request.user) is None:
            return self._page(form, DoneForm(self.action), 409 if form.is_stale else 422)
        messages.success(request, "The update is posted.")
        return HttpResponseRedirect(reverse("plans:action", args=[self.action.pk]))

    def _update_form(self, data: Any = None) -> UpdateForm:
        status: str = self.action.status  # type: ignore[attr-defined]
        return UpdateForm(self.action, status, "", data)

    def _page(self, form: UpdateForm, marking: DoneForm, status: int = 200) -> HttpResponse:
        self._action = None  # what a refusal found changed is shown as it stands now
        row = overseen_action(self.action, timezone.localdate())
        context = self.get_context_data(form=form, marking=marking, row=row, parts=parts_of(self.action))
        return self.render_to_response(context, status=status)


class DoneView(ActionView):
    """Where it is sent that a date or a step is done, or is not after all."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say so, or why not."""
        marking = DoneForm(self.action, request.POST)
        if not marking.submit(request.user):
            return self._page(self._update_form(), marking, 409 if marking.is_stale else 422)
        messages.success(request, "Saved.")
        return HttpResponseRedirect(reverse("plans:action", args=[self.action.pk]) + "#done-h")


class ReviewedView(OneAction):
    """Where it is sent that somebody looked at an action and it stands as it is."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep that."""
        seen = request.POST.get("version", "")
        try:
            review(self.action, request.user, seen=int(seen) if seen.isdecimal() and len(seen) < 12 else -1)
            messages.success(request, "It is kept that you looked at it.")
        except ActionChangedError:
            messages.error(request, CHANGED)
        except UpdateRefusedError as refused:
            messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("plans:action", args=[self.action.pk]))


def _asked_for(forms: ActionForms, do: str) -> ActionForms | None:
    """Return the form as a button wants it that saves nothing; None for the one that saves."""
    if do in {"more-leads", "more-steps"}:
        return forms.with_more(do.removeprefix("more-"))
    return forms.read_again() if do == "read" else None


def _refuse(forms: ActionForms, refused: EditRefusedError) -> None:
    main = forms.main
    main.add_error(refused.part if refused.part in main.fields else None, str(refused))


class AddActionView(OnePlan):
    """A new action, at the end of the plan."""

    template_name = "plan/admin/action_form.html"
    page_title = "Add an action"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the empty form."""
        return self._page(ActionForms(self.plan, None))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add it, and show it."""
        forms = ActionForms(self.plan, None, request.POST)
        other = _asked_for(forms, request.POST.get("do", ""))
        if other:
            return self._page(other)
        if not forms.is_valid():
            return self._page(forms, 422)
        try:
            action = add_action(self.plan, forms.typed(), request.user)
        except EditRefusedError as refused:
            _refuse(forms, refused)
            return self._page(forms, 422)
        messages.success(request, f"{action.code} is added.")
        return HttpResponseRedirect(reverse("plans:action", args=[action.pk]))

    def _page(self, forms: ActionForms, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(forms=forms), status=status)


class EditActionView(OneAction):
    """All that an action says."""

    template_name = "plan/admin/action_form.html"
    page_title = "Edit"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what it says."""
        return self._page(ActionForms(self.action.plan, self.action))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save it; where somebody else was quicker, show both texts and save nothing."""
        forms = ActionForms(self.action.plan, self.action, request.POST)
        other = _asked_for(forms, request.POST.get("do", ""))
        if other:
            return self._page(other)
        if not forms.is_valid():
            return self._page(forms, 422)
        try:
            edit_action(self.action.pk, forms.version, forms.typed(), request.user)
        except ActionsChangedError as changed:
            return self._both(forms, changed.actions[0])
        except ActionGoneError as gone:
            raise Http404(GONE) from gone
        except EditRefusedError as refused:
            _refuse(forms, refused)
            return self._page(forms, 422)
        messages.success(request, "The action is saved.")
        return HttpResponseRedirect(reverse("plans:action", args=[self.action.pk]))

    def _both(self, forms: ActionForms, held: Action) -> HttpResponse:
        """Show what stands there now beside what was typed; saved again, what was typed is meant."""
        self._action = None
        now = facts_of(self.action)
        typed = forms.typed()
        clashes = changes_between(now, typed.facts)
        if typed.code != self.action.code:
            clashes.insert(0, Change("Code", self.action.code, typed.code))
        return self._page(forms.at_version(self.action.version), 409, clashes=clashes, is_stale=True)

    def _page(self, forms: ActionForms, status: int = 200, **more: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(forms=forms, **more), status=status)


class DeleteActionView(OneAction):
    """Deleting an action that nothing points at; any other is stopped."""

    template_name = "plan/admin/action_delete.html"
    page_title = "Delete"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what stands in the way."""
        return super().get_context_data(why_not=pointing_at(self.action), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete it, and go back to the plan."""
        seen = request.POST.get("version", "")
        version = int(seen) if seen.isdecimal() and len(seen) < 12 else -1
        code = self.action.code
        try:
            plan = delete_action(self.action.pk, version, request.user)
        except (EditRefusedError, ActionsChangedError) as refused:
            messages.error(request, CHANGED if isinstance(refused, ActionsChangedError) else str(refused))
            return HttpResponseRedirect(reverse("plans:action", args=[self.action.pk]))
        except ActionGoneError as gone:
            raise Http404(GONE) from gone
        messages.success(request, f"{code} is deleted.")
        return HttpResponseRedirect(reverse("plans:plan", args=[plan.pk]))


class ActionHistoryView(OneAction):
    """What happened to an action."""

    template_name = "plan/admin/history.html"
    page_title = "History"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what happened."""
        return super().get_context_data(happened=history_of_action(self.action), **kwargs)


class PlanHistoryView(OnePlan):
    """What happened to a plan and its actions."""

    template_name = "plan/admin/history.html"
    page_title = "History"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what happened."""
        return super().get_context_data(happened=history_of_plan(self.plan), is_of_plan=True, **kwargs)
