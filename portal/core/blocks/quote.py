"""Somebody's words."""

from wagtail.blocks import CharBlock, StructBlock, TextBlock


class QuoteBlock(StructBlock):
    """A quote that is not of one of a story's subjects (theirs need their agreement, and have a block of their own)."""

    quote = TextBlock(max_length=600)
    source = CharBlock(max_length=160, help_text="Whose words these are, for example a publication or an office.")

    class Meta:
        icon = "openquote"
        template = "blocks/quote.html"
        preview_value = {
            "quote": "Ask me about freezing things fast enough that water forgets to crystallise.",
            "source": "A sign on the door of the electron microscope",
        }
        description = "Somebody's words, set apart from the text"
