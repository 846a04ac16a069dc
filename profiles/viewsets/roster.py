"""The import of the staff list in the Wagtail admin: its addresses and its place in the menu."""

from django.urls import URLPattern, path, reverse_lazy
from wagtail.admin.viewsets.base import ViewSet

from portal.core.screens import shown_to
from profiles.permissions import may_import

from .roster_actions import ApplyView, CancelView, CheckView, ProgressView, StopView, UndoView
from .roster_screens import ColumnsView, ImportView, RosterIndex, UploadView


class RosterViewSet(ViewSet):
    """The import's addresses under /admin/staff-list/."""

    name = "staff_list"
    url_prefix = "staff-list"
    icon = "group"
    menu_label = "Staff list imports"
    menu_name = "staff-list-imports"
    menu_order = 210
    menu_item_class = shown_to(may_import)
    menu_url = reverse_lazy("staff_list:index")
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        return [
            path("", RosterIndex.as_view(), name="index"),
            path("results/", RosterIndex.as_view(results_only=True), name="index_results"),
            path("new/", UploadView.as_view(), name="upload"),
            path("<int:pk>/", ImportView.as_view(), name="import"),
            path("<int:pk>/columns/", ColumnsView.as_view(), name="columns"),
            path("<int:pk>/check/", CheckView.as_view(http_method_names=["post"]), name="check"),
            path("<int:pk>/apply/", ApplyView.as_view(http_method_names=["post"]), name="apply"),
            path("<int:pk>/undo/", UndoView.as_view(), name="undo"),
            path("<int:pk>/stop/", StopView.as_view(http_method_names=["post"]), name="stop"),
            path("<int:pk>/cancel/", CancelView.as_view(http_method_names=["post"]), name="cancel"),
            path("<int:pk>/progress.json", ProgressView.as_view(), name="progress"),
        ]
