"""What editors keep of the ground."""

from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Theme


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
