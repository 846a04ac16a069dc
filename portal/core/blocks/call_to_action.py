"""One thing to do next."""

from wagtail.blocks import CharBlock, StructBlock, TextBlock

from .links import LinkBlock


class CallToActionBlock(StructBlock):
    """A sentence or two and one button."""

    title = CharBlock(max_length=120)
    text = TextBlock(required=False, max_length=300)
    link = LinkBlock()

    class Meta:
        icon = "arrow-right"
        template = "blocks/call_to_action.html"
        preview_value = {
            "title": "Somebody here knows how",
            "text": "Ask before you buy: most of what a project needs is already on a bench somewhere.",
            "link": {"label": "Find a technician", "page": None, "address": "/technicians/"},
        }
        description = "A sentence or two and one button"
