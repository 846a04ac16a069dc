"""The import of plans in the Wagtail admin: its addresses and its place in the menu."""

from django.urls import URLPattern, path, reverse_lazy
from wagtail.admin.viewsets.base import ViewSet

from plan.importing.reading import MOST_BYTES
from plan.permissions import may_import_plans
from portal.core.screens import shown_to
from portal.core.uploads import capped_uploads

from .import_changes import ActionView, OutsideView, RowView
from .import_ends import ApplyView, CancelView, FileView, UndoView
from .import_screens import ImportIndex, ImportView, ReadingView, UploadView


class PlanImportsViewSet(ViewSet):
    """The import's addresses under /admin/plan-imports/."""

    name = "plan_imports"
    url_prefix = "plan-imports"
    icon = "upload"
    menu_label = "Plan imports"
    menu_name = "plan-imports"
    menu_order = 235
    menu_item_class = shown_to(may_import_plans)
    menu_url = reverse_lazy("plan_imports:index")
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        upload = capped_uploads(MOST_BYTES)(UploadView.as_view())
        return [
            path("", ImportIndex.as_view(), name="index"),
            path("results/", ImportIndex.as_view(results_only=True), name="index_results"),
            path("new/", upload, name="upload"),
            path("<int:pk>/", ImportView.as_view(), name="import"),
            path("<int:pk>/reading/", ReadingView.as_view(), name="reading"),
            path("<int:pk>/actions/<int:place>/", ActionView.as_view(), name="action"),
            path("<int:pk>/rows/<int:place>/", RowView.as_view(), name="row"),
            path("<int:pk>/outside/", OutsideView.as_view(), name="outside"),
            path("<int:pk>/apply/", ApplyView.as_view(), name="apply"),
            path("<int:pk>/undo/", UndoView.as_view(), name="undo"),
            path("<int:pk>/cancel/", CancelView.as_view(http_method_names=["post"]), name="cancel"),
            path("<int:pk>/file/", FileView.as_view(), name="file"),
        ]
