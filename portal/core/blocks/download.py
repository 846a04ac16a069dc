"""A file to take away."""

from wagtail.blocks import CharBlock, StructBlock
from wagtail.documents.blocks import DocumentChooserBlock


class DownloadBlock(StructBlock):
    """A document with its kind and size, so that nobody is surprised."""

    document = DocumentChooserBlock()
    title = CharBlock(required=False, max_length=160, help_text="Empty: the document's own title.")
    description = CharBlock(required=False, max_length=250)

    class Meta:
        icon = "download"
        template = "blocks/download.html"
        description = "A file with its kind and size"
