"""A file to take away."""

from typing import Any

from wagtail.blocks import CharBlock, StructBlock
from wagtail.documents.blocks import DocumentChooserBlock

from .samples import some_document


class DownloadBlock(StructBlock):
    """A document with its kind and size, so that nobody is surprised."""

    document = DocumentChooserBlock()
    title = CharBlock(required=False, max_length=160, help_text="Empty: the document's own title.")
    description = CharBlock(required=False, max_length=250)

    def get_preview_value(self) -> Any:
        """Show a document that the library has."""
        return self.normalize({"document": some_document(), "title": "", "description": "What to bring, on two pages."})

    class Meta:
        icon = "download"
        template = "blocks/download.html"
        description = "A file with its kind and size"
