"""What a steward does with an import: check again, apply, undo, stop, give up; and how far it is, for scripts."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from profiles.enums import RosterState
from profiles.services.rosters import (
    RosterRefusedError,
    cancel_roster,
    start_applying,
    start_checking,
    stop_waiting,
    undo_roster,
)
from profiles.services.rosters.progress import progress_of
from profiles.services.rosters.undoing import why_not_undone

from .roster_screens import WORKING, OneRoster


class CheckView(OneRoster):
    """Check the file again, with or without the places it names that are not known here."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Start, and go to where the progress is shown."""
        try:
            start_checking(self.roster, add_places=request.POST.get("add_places") == "on")
        except RosterRefusedError as error:
            return self.refuse(error)
        return self.back()


class ApplyView(OneRoster):
    """Apply the preview."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Start, and go to where the progress is shown; many gone want the box ticked."""
        confirmed = request.POST.get("confirm_gone") == "on"
        if self.roster.state == RosterState.PREVIEW and self.roster.asks_about_gone and not confirmed:
            return HttpResponseRedirect(f"{reverse('staff_list:import', args=[pk])}?confirm=missing#gone")
        if request.POST.get("fingerprint") != self.roster.fingerprint:
            messages.error(request, "The preview was made anew since you looked. Look through it, then apply.")
            return self.back()
        try:
            start_applying(self.roster, confirmed_gone=confirmed, user=request.user)  # type: ignore[arg-type]
        except RosterRefusedError as error:
            return self.refuse(error)
        return self.back()


class UndoView(OneRoster, TemplateView):
    """Undo an import, after having said what that does."""

    page_title = "Undo an import"
    template_name = "profiles/admin/roster_undo.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask, where there is something to ask."""
        if reason := why_not_undone(self.roster):
            return self.refuse(RosterRefusedError(reason))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Undo."""
        try:
            kept = undo_roster(self.roster, request.user)  # type: ignore[arg-type]
        except RosterRefusedError as error:
            return self.refuse(error)
        told = "The list is as it was before." if not kept else "Undone, save what was edited since: see below."
        messages.success(request, told)
        return self.back()


class StopView(OneRoster):
    """Take an import back from work that does not end."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Go back to where it can be begun again."""
        try:
            stop_waiting(self.roster)
        except RosterRefusedError as error:
            return self.refuse(error)
        return self.back()


class CancelView(OneRoster):
    """Give an import up."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Forget the file and its rows."""
        try:
            cancel_roster(self.roster)
        except RosterRefusedError as error:
            return self.refuse(error)
        messages.success(request, "The import was given up, and its file deleted. Nothing was changed.")
        return redirect("staff_list:index")


class ProgressView(OneRoster):
    """How far an import is, for scripts."""

    def get(self, request: HttpRequest, pk: int) -> JsonResponse:
        """Return the state and the rows done."""
        standing = progress_of(self.roster.pk)
        return JsonResponse(
            {
                "state": self.roster.state,
                "working": self.roster.state in WORKING,
                "doing": standing.doing,
                "done": standing.done,
                "of": standing.of,
            }
        )
