"""The addresses under /admin/award-honours/."""

from django.urls import URLPattern, path, reverse_lazy
from wagtail.admin.viewsets.base import ViewSet

from awards.permissions import may_organise_awards
from portal.core.screens import shown_to

from .entries import AddEntryView, ChangeEntryView, EntriesView, RemoveEntryView, UnreachedView
from .honours import (
    AddHonourView,
    AddSomebodyView,
    AddTechnicianView,
    ChangeHonourView,
    HonoursView,
    HonourView,
    PersonButton,
    RecordView,
    RemoveHonourView,
    StoryView,
)


class HonoursViewSet(ViewSet):
    """The screens of honours, of entries for other bodies' awards, and of departments that are not reached."""

    name = "award_honours"
    url_prefix = "award-honours"
    icon = "pick"
    menu_label = "Honours"
    menu_name = "honours"
    menu_order = 237
    menu_item_class = shown_to(may_organise_awards)
    menu_url = reverse_lazy("award_honours:index")
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        one, person, entry = "<int:honour>", "people/<int:pk>", "entries/<int:pk>"
        return [
            path("", HonoursView.as_view(), name="index"),
            path("add/", AddHonourView.as_view(), name="add"),
            path(f"{one}/", HonourView.as_view(), name="one"),
            path(f"{one}/change/", ChangeHonourView.as_view(), name="change"),
            path(f"{one}/technician/", AddTechnicianView.as_view(), name="technician"),
            path(f"{one}/somebody-else/", AddSomebodyView.as_view(), name="somebody"),
            path(f"{one}/story/", StoryView.as_view(), name="story"),
            path(f"{one}/remove/", RemoveHonourView.as_view(), name="remove"),
            path(f"{person}/record/", RecordView.as_view(), name="record"),
            *(path(f"{person}/{do}/", PersonButton.as_view(), {"do": do}, name=do) for do in ("ask", "take_out")),
            path("entries/", EntriesView.as_view(), name="entries"),
            path("entries/add/", AddEntryView.as_view(), name="add_entry"),
            path(f"{entry}/", ChangeEntryView.as_view(), name="change_entry"),
            path(f"{entry}/remove/", RemoveEntryView.as_view(), name="remove_entry"),
            path("departments/", UnreachedView.as_view(), name="unreached"),
        ]
