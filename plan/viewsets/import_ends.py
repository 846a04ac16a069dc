"""How an import of a plan ends: applied, undone or given up; and its file as it was brought."""

from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from plan.enums import ImportState
from plan.previews import preview_of
from plan.services.import_corrections import ChangedMeanwhileError, apply_previewed
from plan.services.import_files import cancel_import
from plan.services.imports import EditedSinceError, ImportGoneError, edited_since, undo_import

from .import_screens import GONE, OneImport, OpenImport

_CHANGED = (
    "The preview, or the plan, was changed since you looked. Nothing was written. Look through it again, then apply."
)


class ApplyView(OpenImport, TemplateView):
    """Write what the preview shows, after having said what that does."""

    page_title = "Apply an import"
    template_name = "plan/admin/import_apply.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask."""
        self.want(ImportState.PREVIEW)
        return self.render_to_response(self.get_context_data(preview=preview_of(self.found)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write all of it, or nothing."""
        try:
            apply_previewed(self.found, request.POST.get("mark", ""), request.user)
        except ChangedMeanwhileError:
            return self.refuse(_CHANGED)
        messages.success(request, "The import was applied: see below what was done to each action.")
        return self.back()


class UndoView(OneImport, TemplateView):
    """Undo an import, after having said what that takes back."""

    page_title = "Undo an import"
    template_name = "plan/admin/import_undo.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask, or say what stands in the way."""
        if self.found.state != ImportState.APPLIED:
            return self.refuse(GONE)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what was added and what gets its former words back."""
        written = self.found.written_in_order
        return super().get_context_data(**kwargs) | {
            "in_the_way": edited_since(self.found),
            "added": [code for code, kept in written if kept["before"] is None],
            "changed": [code for code, kept in written if kept["before"] is not None],
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Undo all of it, or nothing."""
        try:
            undo_import(self.found, request.user)
        except ImportGoneError:
            return self.refuse(GONE)
        except EditedSinceError:
            return redirect("plan_imports:undo", pk)
        messages.success(request, "All that the import wrote was taken back.")
        return self.back()


class CancelView(OneImport):
    """Give an import up."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Forget the file and what was typed."""
        try:
            cancel_import(self.found)
        except ImportGoneError:
            return self.refuse(GONE)
        messages.success(request, "The import was given up, and its file deleted. Nothing was written.")
        return redirect("plan_imports:index")


class FileView(OneImport):
    """The file as it was brought."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
        """Hand it out, to be saved and never shown."""
        try:
            file = self.found.file.open("rb")
        except (OSError, ValueError) as error:
            raise Http404("The file of this import was deleted.") from error
        name = PurePath(self.found.file_name).name or "plan"
        return FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
