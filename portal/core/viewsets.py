"""What editors keep of the ground."""

from typing import Any

from django.core.paginator import Page
from django.urls import URLPattern, path
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from .consent import SOON, may_see_to_consent, uses_of
from .models import PortalImage, Theme
from .querysets import PictureQuerySet
from .screens import Screen, shown_to

# The report's parts, by the word in the address
PARTS = {"over": "Run out", "soon": "Run out within 60 days", "not-said": "Not said yet"}


class ThemeViewSet(SnippetViewSet):
    """The themes of the Technician Commitment."""

    model = Theme
    icon = "tag"
    menu_label = "Themes"
    add_to_admin_menu = False
    list_display = ("name", "order")
    search_fields = ("name",)
    search_backend_name = None
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("definition"), FieldPanel("order")]


def _part(name: str) -> PictureQuerySet:
    """Return the pictures of one part of the report."""
    today = timezone.localdate()
    if name == "over":
        return PortalImage.objects.run_out(today)
    if name == "not-said":
        return PortalImage.objects.not_said()
    return PortalImage.objects.running_out(today, today + SOON)


class PictureConsentView(Screen):
    """Picture consent that runs out: which pictures, and where each is used."""

    may = may_see_to_consent
    template_name = "core/admin/picture_consent.html"
    page_title = "Picture consent"
    header_icon = "image"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the part that the address names, and how much is in each."""
        shown = self.request.GET.get("show", "")
        shown = shown if shown in PARTS else next((name for name in PARTS if _part(name).exists()), "soon")
        page: Page[PortalImage] = self.page_of(_part(shown))
        uses = uses_of(page.object_list)
        rows = [(picture, uses.get(picture.pk, [])) for picture in page]
        parts = [(name, label, _part(name).count()) for name, label in PARTS.items()]
        return super().get_context_data(page=page, rows=rows, parts=parts, shown=shown, **kwargs)


class PictureConsentViewSet(ViewSet):
    """The report at /admin/picture-consent/."""

    name = "picture_consent"
    url_prefix = "picture-consent"
    icon = "image"
    menu_label = "Picture consent"
    menu_order = 306
    add_to_admin_menu = True
    menu_item_class = shown_to(may_see_to_consent)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the one address."""
        return [path("", PictureConsentView.as_view(), name="index")]
