"""Running text."""

from wagtail.blocks import RichTextBlock

from .samples import PARAGRAPH

# Headings begin at the second level: the first is the page's title.
FEATURES = ["h2", "h3", "bold", "italic", "link", "document-link", "ol", "ul"]


class TextBlock(RichTextBlock):
    """Paragraphs, headings, lists and links."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"features": FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        template = "blocks/text.html"
        preview_value = PARAGRAPH
        description = "Paragraphs with headings, lists and links"
