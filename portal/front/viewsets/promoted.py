"""Promoted results, as editors keep them."""

from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.front.models import PromotedResult


class PromotedResultViewSet(SnippetViewSet):
    """What the search shows before everything else."""

    model = PromotedResult
    icon = "pick"
    menu_label = "Promoted results"
    menu_order = 245
    add_to_admin_menu = True
    list_display = ("title", "phrases", "order")
    search_fields = ("title", "phrases")
    search_backend_name = None
    panels = [
        FieldPanel("phrases"),
        FieldPanel("title"),
        FieldPanel("text"),
        PageChooserPanel("page"),
        FieldPanel("address"),
        FieldPanel("order"),
    ]
