"""Entries for awards of other bodies, and departments in which nobody was nominated, for organisers."""

from typing import Any

from django.forms import Form
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from awards.forms.honours import EntryForm
from awards.models import ExternalEntry
from awards.services.entries import keep_entry, remove_entry
from awards.unreached import unreached_in
from profiles.visibility import audience_of, view_named

from .honour_screens import HIDDEN, Button, FormScreen, HonourScreen

YEARS_BACK = 5


def entered_name(entry: ExternalEntry, user: Any) -> str:
    """Return who was entered, as far as this user may see them. Load the entry `with_technician`."""
    if entry.technician is None:
        return entry.name or "Not known"
    view = view_named(entry.technician, audience_of(user))
    return view.display_name if view else HIDDEN


class EntriesView(HonourScreen):
    """All entries, the latest first."""

    template_name = "awards/admin/entries.html"
    page_title = "Entries for awards of other bodies"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of them."""
        found = ExternalEntry.objects.with_technician()
        page = self.page_of(found)
        rows = [(entry, entered_name(entry, self.request.user)) for entry in page]
        return super().get_context_data(page=page, rows=rows, **kwargs)


class AddEntryView(FormScreen):
    """One more entry."""

    page_title = "Write an entry down"
    button = "Add"

    def way(self) -> list[tuple[str, str]]:
        """Lead back to the entries."""
        return [*super().way(), (self.then(), EntriesView.page_title)]

    def then(self) -> str:
        """Lead back to the entries."""
        return reverse("award_honours:entries")

    def form(self, data: Any = None) -> Form:
        """Return the form."""
        return EntryForm(data, initial={"entered_on": timezone.localdate()})

    def do(self, form: Any) -> str:
        """Write it down."""
        keep_entry(form.entered(), by=self.request.user)
        return "Added."


class ChangeEntryView(AddEntryView):
    """Changing an entry: most often what became of it."""

    page_title = "Change an entry"
    button = "Save"
    _entry: ExternalEntry | None = None

    @property
    def entry(self) -> ExternalEntry:
        """Return the entry, loaded once."""
        if self._entry is None:
            self._entry = get_object_or_404(ExternalEntry, pk=self.kwargs["pk"])
        return self._entry

    def form(self, data: Any = None) -> Form:
        """Return the form."""
        names = ("scheme", "technician", "name", "entered_on", "result", "note")
        return EntryForm(data, initial={name: getattr(self.entry, name) for name in names})

    def do(self, form: Any) -> str:
        """Change it."""
        keep_entry(form.entered(), by=self.request.user, pk=self.entry.pk)
        return "Saved."


class RemoveEntryView(Button):
    """Deleting an entry."""

    def back(self) -> str:
        """Lead back to the entries."""
        return reverse("award_honours:entries")

    def do(self) -> str:
        """Delete it."""
        remove_entry(self.kwargs["pk"], by=self.request.user)
        return "Deleted."


class UnreachedView(HonourScreen):
    """Departments in which nobody was nominated in a year."""

    template_name = "awards/admin/unreached.html"
    page_title = "Departments with nobody nominated"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the departments, and the years that can be chosen."""
        this_year = timezone.localdate().year
        years = [this_year - back for back in range(YEARS_BACK)]
        asked = self.request.GET.get("show", "")
        year = int(asked) if asked in map(str, years) else this_year
        return super().get_context_data(rows=unreached_in(year), year=year, years=years, **kwargs)
